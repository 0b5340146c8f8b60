import { expect, it } from "vitest";
import { genericRedBlink } from "../../../firmware-sim/index.ts";
import { onlinePlug } from "../../support/world-rig.ts";
import { rhythmOf } from "./rhythm.ts";

const online = () => onlinePlug({ profile: genericRedBlink });
const wifiDown = { kind: "setWifi", to: "down", how: "cut" } as const;

it("is steady green when all is well, whatever the outlet does (S3, what a red blink means)", () => {
  expect(rhythmOf(online())).toBe("steady green");
  expect(rhythmOf(online().tap())).toBe("steady green");
});

it("blinks red in one and the same way for every trouble that it can have (S3, reasons)", () => {
  const troubles = {
    noWifi: online().home(wifiDown).wait(10_000),
    loose: [1, 2, 3].reduce((rig) => rig.input({ kind: "mainsDip" }).input({ kind: "mainsBack" }), online()),
    tooHot: online().raise("overheat"),
    tooMuch: online().raise("overload").tap().wait(1000),
    welded: online().attach(60).raise("welded-relay"),
    noCloud: online().home({ kind: "setCloud", to: "down" }).wait(10_000),
    failingMemory: onlinePlug({ profile: genericRedBlink, store: "by hand" }).tap(),
  };
  while (troubles.failingMemory.waitingForStore.length > 0) troubles.failingMemory.answerStore("EIO");
  for (const rig of Object.values(troubles)) {
    expect(rig.pattern).toBe("trouble");
    expect(rhythmOf(rig)).toBe("off 500, red 500");
  }
});

it("is steady green again once the trouble is over (S3 solution 4 step 5)", () => {
  const rig = online()
    .home(wifiDown)
    .wait(20_000)
    .home({ ...wifiDown, to: "up" })
    .wait(5000);
  expect(rhythmOf(rig)).toBe("steady green");
});

it("joins the Wi-Fi anew after a network reset (S3 solution 2 step 3)", () => {
  const rig = online().input({ kind: "startUpSet", to: "on" }).hold(5000).wait(5000);
  expect([rig.state("lifecycle"), rig.stored?.startUp]).toEqual(["setup", "on"]);
  expect(rig.provision().wait(5000).state("lifecycle")).toBe("online");
});

it("forgets its settings in a reset to those of the factory, and must be set up (S3 solution 2 step 5)", () => {
  const rig = online().input({ kind: "startUpSet", to: "on" }).hold(10_000).wait(5000);
  expect([rig.state("lifecycle"), rig.stored?.startUp, rig.stored?.account]).toEqual([
    "setup",
    "previous",
    null,
  ]);
});
