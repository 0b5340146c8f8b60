import { expect, it } from "vitest";
import { shellyPlugS } from "../../../firmware-sim/index.ts";
import { onlinePlug } from "../../support/world-rig.ts";

const online = () => onlinePlug({ profile: shellyPlugS });

it("is reset by a hold of 10 s (reset), with the button still down (shelly-homekit)", () => {
  const rig = online().press().wait(9999);
  expect(rig.state("lifecycle")).toBe("online");
  expect([rig.wait(1).state("lifecycle"), rig.plug.contact.down]).toEqual(["resetting", true]);
  expect(rig.release().wait(5000).state("lifecycle")).toBe("setup");
});

it("may still be listed by its account after that (reset)", () => {
  expect(online().hold(10_000).wait(5000).listed).toEqual(["home"]);
});

it("has a lamp that follows the outlet (API)", () => {
  const rig = online();
  expect([rig.color, rig.tap().color, rig.tap().color]).toEqual(["off", "blue", "off"]);
});
