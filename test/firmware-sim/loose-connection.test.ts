import { describe, expect, it } from "vitest";
import { genericRedBlink } from "../../firmware-sim/index.ts";
import { onlinePlug, type WorldRig } from "../support/world-rig.ts";

const online = () => onlinePlug({ profile: genericRedBlink });
const dip = (rig: WorldRig) => rig.input({ kind: "mainsDip" }).wait(100).input({ kind: "mainsBack" });

describe("dips of the mains", () => {
  it("are a loose connection when three come within ten seconds (S3 solution 1)", () => {
    const rig = dip(dip(online()).wait(4000));
    expect(rig.state("mains")).toBe("steady");
    dip(rig.wait(4000));
    expect([rig.state("mains"), rig.pattern, rig.notices().at(-1)]).toEqual([
      "flickering",
      "trouble",
      "mainsFlickering",
    ]);
  });

  it("are none when they come seldom", () => {
    const rig = online();
    for (let i = 0; i < 10; i++) dip(rig).wait(5000);
    expect(rig.state("mains")).toBe("steady");
  });

  it("are over ten seconds after the last", () => {
    const rig = dip(dip(dip(online())));
    dip(rig.wait(9000)).wait(9899);
    expect(rig.state("mains")).toBe("flickering");
    expect([rig.wait(1).state("mains"), rig.notices().at(-1)]).toEqual(["steady", "mainsSteady"]);
    expect(dip(dip(rig)).state("mains")).toBe("steady");
  });

  it("are forgotten without power", () => {
    const rig = dip(dip(online())).powerOff();
    expect(rig.plug.dips).toBe(0);
    rig.powerOn();
    expect(dip(rig).state("mains")).toBe("steady");
    expect(
      dip(dip(dip(rig)))
        .powerOff()
        .state("mains"),
    ).toBe("steady");
  });
});

describe("a loose plug", () => {
  it("lets the contact chatter while the plug believes that its outlet is on", () => {
    const rig = online().attach(60).tap().raise("loose-connection");
    const before = rig.effects.length;
    rig.wait(60_000);
    const since = rig.effects.slice(before);
    const contacts = since.flatMap((effect) => (effect.kind === "contact" ? [effect.closed] : []));
    expect(contacts.length).toBeGreaterThan(6);
    expect(contacts.every((closed, i) => closed === (i % 2 === 1))).toBe(true);
    // What the plug itself switches, it only switches as a long dip takes its power.
    const own = since.flatMap((effect) => (effect.kind === "relay" ? [effect.source] : []));
    expect(own.every((source) => source === "power")).toBe(true);
  });

  it("blinks, restarts now and then, and is fine again when reseated", () => {
    const rig = online().raise("loose-connection").wait(3_600_000);
    expect(rig.notices()).toContain("mainsFlickering");
    expect(rig.effectsOf("supply").length).toBeGreaterThan(10);
    rig.powerOff().powerOn().wait(20_000);
    const quiet = rig.effects.length;
    rig.wait(3_600_000);
    expect(rig.effects.slice(quiet).filter(({ kind }) => kind !== "save")).toEqual([]);
    expect(rig.pattern).toBe("fine");
  });

  it("comes back as a power cut would leave it: on its network, its outlet as it was", () => {
    const rig = online().tap().raise("loose-connection");
    for (let i = 0; i < 100_000 && rig.effectsOf("supply").length < 2; i++) rig.wait(10);
    rig.mend("loose-connection").wait(20_000);
    expect([rig.state("lifecycle"), rig.contactClosed]).toEqual(["online", true]);
  });
});
