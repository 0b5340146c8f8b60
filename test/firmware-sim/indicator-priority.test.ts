import { describe, expect, it } from "vitest";
import { onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";

const wifi = (to: "up" | "down") => ({ kind: "setWifi", to, how: "cut" }) as const;
const offline = () => onlinePlug().home(wifi("down")).wait(20_000);
const identify = { kind: "identify" } as const;

describe("of two things to show, the lamp shows", () => {
  it.each([
    [
      "boot",
      "booting over the outlet",
      () => new WorldRig({ nvm: provisionedRecord({ relayClosed: true }) }).powerOn(),
    ],
    ["resetting", "resetting over set-up", () => new WorldRig().powerOn().wait(2000).hold(13_000).wait(1000)],
    ["armed", "red alone over identify", () => onlinePlug().press().wait(12_100).input(identify)],
    ["mixed", "red and blue over identify", () => onlinePlug().press().wait(4000).input(identify)],
    ["armed", "red alone over set-up", () => new WorldRig().powerOn().wait(2000).press().wait(12_100)],
    ["mixed", "red and blue over being offline", () => offline().press().wait(3000)],
    ["armed", "red alone over being offline", () => offline().press().wait(12_000)],
    [
      "mixed",
      "red and blue over joining",
      () => new WorldRig().powerOn().wait(2000).press().wait(2000).provision().wait(1000),
    ],
    [
      "identify",
      "identify over joining",
      () => new WorldRig().powerOn().wait(2000).provision().input(identify),
    ],
    ["identify", "identify over being offline", () => offline().input(identify)],
    ["identify", "identify over set-up", () => new WorldRig().powerOn().wait(2000).input(identify)],
    ["identify", "identify over the outlet", () => onlinePlug().tap().input(identify)],
    ["joining", "joining over the outlet", () => new WorldRig().powerOn().wait(2000).tap().provision()],
    ["setup", "set-up over the outlet", () => new WorldRig().powerOn().wait(2000).tap()],
    ["offline", "being offline over the outlet", () => onlinePlug().tap().home(wifi("down")).wait(10_000)],
    [
      "dark",
      "the end of the set-up window over the outlet",
      () => new WorldRig().powerOn().tap().wait(902_000),
    ],
    [
      "on",
      "the outlet, while it still connects",
      () => new WorldRig({ nvm: provisionedRecord({ relayClosed: true }) }).powerOn().wait(2000),
    ],
    ["on", "the outlet, when nothing else is to be shown", () => onlinePlug().tap()],
  ])("%s: %s", (pattern, _, rig) => {
    expect(rig().pattern).toBe(pattern);
  });
});

describe("slow red for a fault, and red for a reset, which look alike", () => {
  it("do not run into each other: a hold shows red and blue first, then another rhythm", () => {
    const rig = offline();
    const at = rig.now;
    rig.press().wait(13_000);
    const reds = (from: number, to: number) =>
      rig.lamp.filter((change) => change.at >= from && change.at < to).map(({ color }) => color);
    expect(reds(at + 3000, at + 12_000)).toContain("blue");
    expect(reds(at + 12_000, at + 13_000)).toEqual(["red", "off", "red", "off"]);
  });

  it("a fault in the middle of a hold changes nothing on the lamp until the hold ends", () => {
    const rig = onlinePlug().press().wait(1000).home(wifi("down")).wait(10_500);
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["offline", "mixed"]);
    expect(rig.release().wait(30).pattern).toBe("offline");
  });

  it("before the first rung a fault is shown as ever", () => {
    const rig = onlinePlug().home(wifi("down")).wait(9000).press().wait(2000);
    expect(rig.pattern).toBe("offline");
  });
});
