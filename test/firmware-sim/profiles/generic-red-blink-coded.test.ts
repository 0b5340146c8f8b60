import { expect, it } from "vitest";
import { genericRedBlink, genericRedBlinkCoded, lint } from "../../../firmware-sim/index.ts";
import { onlinePlug, type WorldRig } from "../../support/world-rig.ts";
import { rhythmOf } from "./rhythm.ts";

const online = () => onlinePlug({ profile: genericRedBlinkCoded });
const dips = (rig: WorldRig) => {
  for (let i = 0; i < 3; i++) rig.input({ kind: "mainsDip" }).input({ kind: "mainsBack" });
  return rig;
};

it.each<[string, (rig: WorldRig) => WorldRig, number, string]>([
  ["a loose connection", dips, 4, "off 100, off 1000, red 100, red 100"],
  [
    "no network",
    (rig) => rig.home({ kind: "setWifi", to: "down", how: "cut" }).wait(10_000),
    2,
    "off 1000, red 1000",
  ],
  ["too much heat", (rig) => rig.raise("overheat"), 2, "off 100, red 100"],
  ["too much load", (rig) => rig.raise("overload").tap().wait(1000), 2, "off 100, red 100"],
  [
    "a welded relay",
    (rig) => rig.attach(60).raise("welded-relay"),
    6,
    "off 2000, off 250, off 250, red 250, red 250, red 250",
  ],
])("blinks red in its own way for %s", (_, raise, rounds, rhythm) => {
  expect(rhythmOf(raise(online()), rounds)).toBe(rhythm);
});

it("differs from the plug that blinks alike for all only in that, and says so", () => {
  const { id, name, variantOf, patterns, indicator, ...rest } = genericRedBlinkCoded;
  expect(genericRedBlink).toMatchObject(rest);
  expect(variantOf?.profile).toBe(genericRedBlink.id);
  expect(indicator.map(({ when }) => when)).toEqual(genericRedBlink.indicator.map(({ when }) => when));
  expect(lint(genericRedBlinkCoded).filter(({ level }) => level !== "note")).toEqual([]);
});
