import { describe, expect, it } from "vitest";
import { circuitDeadline, circuitFaults } from "../../../firmware-sim/index.ts";
import { CircuitRig, stepped } from "../../support/circuit-rig.ts";

describe("a loose connection", () => {
  interface Dip {
    readonly at: number;
    readonly lasts: number;
    readonly restarts: boolean;
  }
  function dipsOf(rig: CircuitRig, ms: number): Dip[] {
    const did = rig
      .raise("loose-connection", 7)
      .wait(ms)
      .news()
      .map((line) => line.split(/ (.*)/));
    return did.flatMap(([at, what], i) => {
      if (what !== "mainsDip") return [];
      const back = did.slice(i + 1).find(([, then]) => then === "mainsBack" || then === "supply on");
      return back === undefined
        ? []
        : [{ at: Number(at), lasts: Number(back[0]) - Number(at), restarts: back[1] === "supply on" }];
    });
  }

  it("comes in bursts of three to six dips within ten seconds, and quiet between", () => {
    const dips = dipsOf(new CircuitRig(), 3_600_000);
    const bursts = dips.reduce<Dip[][]>((all, dip) => {
      const last = all.at(-1)?.at(-1);
      if (last !== undefined && dip.at - (last.at + last.lasts) < 5000) all.at(-1)!.push(dip);
      else all.push([dip]);
      return all;
    }, []);
    expect(bursts.length).toBeGreaterThan(100);
    for (const burst of bursts.slice(0, -1)) {
      expect(burst.length).toBeGreaterThanOrEqual(3);
      expect(burst.length).toBeLessThanOrEqual(6);
      expect(burst[2]!.at - burst[0]!.at).toBeLessThan(10_000);
    }
  });

  it("is bridged for half a second; a longer dip takes the plug's power until it is over", () => {
    const dips = dipsOf(new CircuitRig(), 3_600_000);
    for (const { lasts, restarts } of dips) expect([lasts, restarts]).toEqual([lasts, lasts > 500]);
    const long = dips.filter(({ restarts }) => restarts).length;
    expect(long).toBeGreaterThan(10);
    expect(long).toBeLessThan(dips.length / 4);
  });

  it("lets the contact chatter, and the load start anew each time", () => {
    const rig = new CircuitRig()
      .attach(
        stepped(
          [
            [600, 30],
            [60, 5000],
          ],
          true,
        ),
      )
      .coil(true);
    rig.news();
    const did = rig
      .raise("loose-connection")
      .wait(3000)
      .news()
      .map((line) => line.replace(/^\d+ /, ""));
    expect(did.slice(1, 10)).toEqual([
      "mainsDip",
      "opens",
      "0 W",
      "mainsBack",
      "closes",
      "600 W",
      "60 W",
      "mainsDip",
      "opens",
    ]);
  });

  it("is the same each time for one seed, and another for another", () => {
    const told = (seed: number) => new CircuitRig().raise("loose-connection", seed).wait(100_000).did;
    expect(told(5)).toEqual(told(5));
    expect(told(5)).not.toEqual(told(6));
  });

  it.each(["clear", "pull out"] as const)("is over, in the middle of a dip too, when reseated: %s", (how) => {
    const rig = new CircuitRig().raise("loose-connection");
    rig.wait(circuitDeadline(rig.circuit)!);
    expect(rig.news().at(-1)).toMatch(/mainsDip/);
    if (how === "clear") rig.clear("loose-connection");
    else rig.do({ kind: "mains", on: false }).do({ kind: "mains", on: true });
    expect(rig.news().at(-1)).toMatch(/mainsBack/);
    expect([circuitFaults(rig.circuit), rig.wait(1_000_000).news()]).toEqual([[], []]);
  });

  it("gives the plug its power back when it is reseated after a long dip has taken it", () => {
    const rig = new CircuitRig().raise("loose-connection");
    for (let i = 0; i < 1000 && !rig.circuit.sagging; i++) rig.wait(circuitDeadline(rig.circuit)! - rig.now);
    rig.news();
    expect(rig.clear("loose-connection").news()).toEqual([`${rig.now} supply on`]);
  });
});
