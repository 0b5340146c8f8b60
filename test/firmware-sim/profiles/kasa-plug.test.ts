import { expect, it } from "vitest";
import { kasaPlug } from "../../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord } from "../../support/world-rig.ts";

const online = () => onlinePlug({ profile: kasaPlug });

it("shows amber and blue in turn from 5 s on, and rapid amber alone from 10 s on (KB)", () => {
  const rig = online().press().wait(5000);
  const from = rig.now;
  rig.wait(4999);
  expect(new Set(rig.colorsSince(from))).toEqual(new Set(["orange", "blue"]));
  rig.wait(1);
  const late = rig.now;
  rig.wait(2000);
  expect(new Set(rig.colorsSince(late))).toEqual(new Set(["orange", "off"]));
});

it("keeps its configuration in the soft reset of 5 s, and has to be given the Wi-Fi anew (KB, P105)", () => {
  const rig = online().input({ kind: "startUpSet", to: "on" }).hold(5000).wait(5000);
  expect(rig.stored).toEqual(provisionedRecord({ wifi: null, startUp: "on" }));
  expect(rig.state("lifecycle")).toBe("setup");
  expect(rig.provision().wait(5000).state("lifecycle")).toBe("online");
});

it("forgets everything in the factory reset of 10 s (KB)", () => {
  const rig = online().input({ kind: "startUpSet", to: "on" }).hold(10_000).wait(5000);
  expect(rig.stored).toEqual(provisionedRecord({ wifi: null, account: null }));
});

it("is blue with the outlet on (elektroda)", () => {
  expect(online().color).toBe("off");
  expect(online().tap().color).toBe("blue");
});
