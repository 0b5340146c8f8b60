import { describe, expect, it } from "vitest";
import { millis, type StartUp } from "../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";
import { SWITCHING, switched } from "./switching.ts";

type To = "on" | "off" | "toggle";
const set = (rig: WorldRig, to: To, ms?: number) =>
  rig.input({ kind: "relaySet", to, source: "mqtt", ...(ms === undefined ? {} : { for: millis(ms) }) });

describe("a command from the network", () => {
  it.each(SWITCHING)("%s, when the outlet is on (%s), leaves it on (%s)", (to, before, after) => {
    const rig = onlinePlug();
    if (before) rig.tap();
    expect(set(rig, to).relayClosed).toBe(after);
    expect(rig.stored?.relayClosed).toBe(after);
    expect(switched(rig).at(-1)).toBe(`${after} mqtt`);
  });

  it("during a hold switches the outlet; the lamp goes on with the hold and shows it afterwards", () => {
    const rig = set(onlinePlug().press().wait(5000), "on");
    expect([rig.relayClosed, rig.pattern]).toEqual([true, "mixed"]);
    expect(rig.wait(1000).release().wait(30).pattern).toBe("on");
  });

  it("does not disturb the hold: it still becomes a reset", () => {
    const rig = set(set(onlinePlug().press().wait(5000), "on").wait(7300), "off").wait(100);
    expect(rig.release().wait(8000).state("lifecycle")).toBe("setup");
  });

  it.each([
    ["while booting", () => new WorldRig({ nvm: provisionedRecord() }).powerOn().wait(500)],
    ["in solid red", () => onlinePlug().hold(13_000).wait(1000)],
  ])("%s is refused as busy", (_, until) => {
    const rig = until();
    set(rig, "on");
    rig.input({ kind: "identify" }).input({ kind: "startUpSet", to: "on" });
    expect(rig.relayClosed).toBe(false);
    expect(rig.refusals()).toEqual(
      expect.arrayContaining(["relaySet busy", "identify busy", "startUpSet busy"]),
    );
    expect(rig.stored?.startUp ?? "previous").toBe("previous");
    expect(rig.pattern).not.toBe("identify");
  });
});

describe("a command with a time", () => {
  it("on for 5 s goes off by itself, and says that the time was up", () => {
    const rig = set(onlinePlug(), "on", 5000).wait(4999);
    expect(rig.relayClosed).toBe(true);
    expect(rig.wait(1).relayClosed).toBe(false);
    expect(switched(rig).slice(-2)).toEqual(["true mqtt", "false timer"]);
    expect(rig.stored?.relayClosed).toBe(false);
  });

  it("off for 5 s comes on again", () => {
    const rig = set(onlinePlug().tap(), "off", 5000).wait(5000);
    expect(rig.relayClosed).toBe(true);
    expect(rig.wait(60_000).relayClosed).toBe(true);
  });

  it("counts from the newest command", () => {
    const rig = set(set(onlinePlug(), "on", 5000).wait(4000), "on", 5000).wait(4999);
    expect(rig.relayClosed).toBe(true);
    expect(rig.wait(1).relayClosed).toBe(false);
  });

  it.each([
    ["a command without a time", (rig: WorldRig) => set(rig, "on")],
    ["two taps", (rig: WorldRig) => rig.tap().tap()],
  ])("is forgotten by %s", (_, act) => {
    const rig = act(set(onlinePlug(), "on", 5000).wait(1000)).wait(60_000);
    expect(rig.relayClosed).toBe(true);
  });

  it("is forgotten by a reset and by a power cut", () => {
    const reset = set(onlinePlug().press().wait(12_000), "off", 10_000).wait(300).release().wait(60_000);
    expect([reset.relayClosed, reset.state("lifecycle")]).toEqual([false, "setup"]);
    const cut = set(onlinePlug(), "on", 10_000).powerOff().wait(10).powerOn().wait(60_000);
    expect(cut.relayClosed).toBe(true);
  });
});

describe("the outlet after a power cut", () => {
  const cut = (rig: WorldRig) => rig.powerOff().wait(1000).powerOn();

  it.each([
    ["off", false, false],
    ["off", true, false],
    ["on", false, true],
    ["on", true, true],
    ["previous", false, false],
    ["previous", true, true],
  ] as const)("with start-up %s, when it was on (%s), is on (%s) from the boot on", (to, before, after) => {
    const rig = onlinePlug().input({ kind: "startUpSet", to });
    if (before) rig.tap();
    rig.powerOff();
    expect(rig.relayClosed).toBe(false);
    rig.wait(1000).powerOn();
    expect([rig.relayClosed, rig.state("supply")]).toEqual([after, "booting"]);
    expect(switched(rig).at(-1)).toBe(`${after} power`);
    expect(rig.wait(20_000).relayClosed).toBe(after);
  });

  it("counts as its state from then on: on by policy stays on when the policy becomes previous", () => {
    const rig = cut(onlinePlug().input({ kind: "startUpSet", to: "on" })).wait(10_000);
    rig.input({ kind: "startUpSet", to: "previous" });
    expect(cut(rig).relayClosed).toBe(true);
  });

  it("follows a policy that a reset has erased no more", () => {
    const rig = onlinePlug().input({ kind: "startUpSet", to: "on" }).hold(13_000).wait(8000);
    expect(rig.stored?.startUp).toBe<StartUp>("previous");
    expect(cut(rig).relayClosed).toBe(false);
  });

  it("is not saved anew when the policy was that already", () => {
    const rig = onlinePlug();
    const saves = rig.effectsOf("save").length;
    rig.input({ kind: "startUpSet", to: "previous" });
    expect(rig.effectsOf("save").length).toBe(saves);
  });
});

describe("identify", () => {
  it("blinks green for 10 s, then shows the plug again", () => {
    const rig = onlinePlug().tap().input({ kind: "identify" });
    const at = rig.now;
    rig.wait(9999);
    expect(rig.colorsSince(at).slice(0, 3)).toEqual(["green", "off", "green"]);
    expect(rig.pattern).toBe("identify");
    expect(rig.wait(1).pattern).toBe("on");
  });

  it("asked for again goes on for 10 s more, without a new start of the pattern", () => {
    const rig = onlinePlug().input({ kind: "identify" });
    const { shownAt } = rig.plug;
    rig.wait(8000).input({ kind: "identify" }).wait(9999);
    expect([rig.pattern, rig.plug.shownAt]).toEqual(["identify", shownAt]);
    expect(rig.wait(1).pattern).toBe("dark");
  });

  it("leaves the button and the outlet alone", () => {
    expect(onlinePlug().input({ kind: "identify" }).tap().relayClosed).toBe(true);
  });
});
