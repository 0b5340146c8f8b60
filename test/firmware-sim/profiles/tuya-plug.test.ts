import { expect, it } from "vitest";
import { tuyaPlug } from "../../../firmware-sim/index.ts";
import { onlinePlug, WorldRig } from "../../support/world-rig.ts";
import { rhythmOf } from "./rhythm.ts";

const online = () => onlinePlug({ profile: tuyaPlug });
const fresh = () => new WorldRig({ profile: tuyaPlug }).powerOn().wait(1000);

it("blinks 250/250 while it can be set up (module)", () => {
  expect(rhythmOf(fresh())).toBe("blue 250, off 250");
});

it("is steady once it has joined, whatever the outlet does (module)", () => {
  expect(rhythmOf(online())).toBe("steady blue");
  expect(rhythmOf(online().tap())).toBe("steady blue");
});

it("is dark while it has not joined (module)", () => {
  const rig = online().home({ kind: "setWifi", to: "down", how: "cut" });
  expect(rhythmOf(rig)).toBe("steady off");
});

it("blinks fast after about 5 s of hold, with the button still down (bauhn)", () => {
  const rig = online().press().wait(4999);
  expect(rig.pattern).toBe("joined");
  expect([rig.wait(1).pattern, rig.plug.contact.down]).toEqual(["pairing", true]);
  expect(rhythmOf(rig)).toBe("blue 250, off 250");
  expect(rig.wait(10_000).state("lifecycle")).toBe("setup");
});
