import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CIRCUIT_FAULTS,
  type Circuit,
  type CircuitInput,
  circuitDeadline,
  circuitFaults,
  millis,
} from "../../../firmware-sim/index.ts";
import { CircuitRig, OUTLET, steady, stepped } from "../../support/circuit-rig.ts";

describe("what is plugged into the outlet", () => {
  it("draws while the contact is closed and mains is there", () => {
    const rig = new CircuitRig().attach(steady(60));
    expect(rig.news()).toEqual([]);
    expect(rig.coil(true).news()).toEqual(["0 closes", "0 60 W"]);
    expect(rig.wait(5).do({ kind: "mains", on: false }).news()).toEqual(["5 0 W"]);
    expect(rig.do({ kind: "mains", on: true }).coil(false).news()).toEqual(["5 60 W", "5 opens", "5 0 W"]);
  });

  it("begins its curve when it is given power, and ends at 0 W", () => {
    const rig = new CircuitRig()
      .attach(
        stepped([
          [900, 100],
          [70, 50],
        ]),
      )
      .wait(1000)
      .coil(true)
      .wait(1000);
    expect(rig.news()).toEqual(["1000 closes", "1000 900 W", "1100 70 W", "1150 0 W"]);
    expect(rig.coil(false).wait(10).coil(true).news()).toEqual(["2000 opens", "2010 closes", "2010 900 W"]);
  });

  it("begins its curve when it takes another's place", () => {
    const rig = new CircuitRig().attach(steady(60)).coil(true).wait(70);
    rig.news();
    expect(
      rig
        .attach(
          stepped([
            [900, 100],
            [70, 50],
          ]),
        )
        .wait(100)
        .news(),
    ).toEqual(["70 900 W", "170 70 W"]);
  });

  it("goes through its curve again and again when it repeats", () => {
    const rig = new CircuitRig()
      .attach(
        stepped(
          [
            [100, 20],
            [0, 40],
          ],
          true,
        ),
      )
      .coil(true)
      .wait(130);
    expect(rig.news()).toEqual(["0 closes", "0 100 W", "20 0 W", "60 100 W", "80 0 W", "120 100 W"]);
  });

  it("is nothing where the make has no outlet", () => {
    expect(new CircuitRig(null).attach(steady(60)).coil(true).wait(10).news()).toEqual(["0 closes"]);
  });

  it("is told anew to a plug that has just started", () => {
    const rig = new CircuitRig().attach(steady(60)).raise("welded-relay");
    rig.news();
    expect(rig.do({ kind: "plugOn" }).news()).toEqual(["0 60 W"]);
  });
});

describe("an overload", () => {
  it("is told after it has lasted, once", () => {
    const rig = new CircuitRig().attach(steady(1801)).coil(true).wait(999);
    expect(rig.news()).toEqual(["0 closes", "0 1801 W"]);
    expect(rig.wait(1).wait(100_000).news()).toEqual(["1000 overloaded"]);
  });

  it("through a welded relay is told again when the plug closes it, or starts", () => {
    const rig = new CircuitRig().attach(steady(2000)).raise("welded-relay").coil(true).wait(1000).coil(false);
    rig.news();
    expect(rig.wait(10_000).news()).toEqual([]);
    expect(rig.coil(true).wait(1000).news()).toEqual(["12000 overloaded"]);
    expect(rig.do({ kind: "plugOn" }).wait(1000).news()).toEqual(["12000 2000 W", "13000 overloaded"]);
  });

  it("is none when it was shorter, and none at what the plug is made for", () => {
    const rig = new CircuitRig()
      .attach(
        stepped([
          [3000, 999],
          [1800, 5000],
        ]),
      )
      .coil(true)
      .wait(10_000);
    expect(rig.news()).not.toContainEqual(expect.stringContaining("overloaded"));
  });

  it("goes on being one while a curve changes above the limit", () => {
    const rig = new CircuitRig()
      .attach(
        stepped(
          [
            [3000, 600],
            [2000, 600],
          ],
          true,
        ),
      )
      .coil(true)
      .wait(1000);
    expect(rig.news().at(-1)).toBe("1000 overloaded");
  });

  it("is told again when the plug tries again", () => {
    const rig = new CircuitRig().attach(steady(2000)).coil(true).wait(1000).coil(false).coil(true);
    rig.news();
    expect(rig.wait(1000).news()).toEqual(["2000 overloaded"]);
  });

  it("that was raised draws a fifth too much beside the load, until something else is plugged in", () => {
    const rig = new CircuitRig().attach(steady(60)).coil(true).raise("overload");
    expect(rig.news().at(-1)).toBe("0 2220 W");
    expect(circuitFaults(rig.circuit)).toEqual(["overload"]);
    expect(rig.attach(steady(9)).news()).toEqual(["0 9 W"]);
    expect(circuitFaults(rig.circuit)).toEqual([]);
  });
});

describe("a welded relay", () => {
  it("does not open, and what still flows is told when it was to open", () => {
    const rig = new CircuitRig().attach(steady(60)).coil(true).raise("welded-relay");
    rig.news();
    expect(rig.coil(false).news()).toEqual(["0 60 W"]);
    expect(rig.clear("welded-relay").news()).toEqual(["0 opens", "0 0 W"]);
  });

  it("feeds nothing in a dip", () => {
    const rig = new CircuitRig().attach(steady(60)).raise("welded-relay").raise("loose-connection");
    rig.news();
    expect(rig.wait(circuitDeadline(rig.circuit)!).news()).toEqual([`${rig.now} mainsDip`, `${rig.now} 0 W`]);
  });

  it("closes the contact by itself", () => {
    expect(new CircuitRig().attach(steady(60)).raise("welded-relay").news()).toEqual(["0 closes", "0 60 W"]);
  });

  it("goes with the plug when another is put in its place, and so does its heat", () => {
    const rig = new CircuitRig()
      .raise("welded-relay")
      .raise("overheat")
      .do({ kind: "replace", outlet: OUTLET });
    expect([circuitFaults(rig.circuit), rig.circuit.contact, rig.celsius]).toEqual([[], false, 25]);
  });
});

const inputs: fc.Arbitrary<CircuitInput> = fc.oneof(
  fc.boolean().map((closed): CircuitInput => ({ kind: "coil", closed })),
  fc.boolean().map((on): CircuitInput => ({ kind: "mains", on })),
  fc.constantFrom<CircuitInput>(
    { kind: "plugOn" },
    { kind: "attach", load: null },
    { kind: "attach", load: steady(1500) },
    { kind: "attach", load: steady(2500) },
    {
      kind: "attach",
      load: stepped(
        [
          [3000, 700],
          [20, 90_000],
        ],
        true,
      ),
    },
    { kind: "air", air: "open" },
    { kind: "air", air: "confined" },
    { kind: "replace", outlet: { ...OUTLET, overload: { ...OUTLET.overload!, for: millis(0) } } },
    { kind: "replace", outlet: null },
  ),
  fc
    .tuple(fc.constantFrom("raise" as const, "clear" as const), fc.constantFrom(...CIRCUIT_FAULTS), fc.nat())
    .map(([kind, fault, seed]): CircuitInput => (kind === "raise" ? { kind, fault, seed } : { kind, fault })),
);

it("goes on identically in small steps, and after a journey through JSON at any moment", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(inputs, fc.nat({ max: 300_000 })), { maxLength: 40 }), (story) => {
      const jump = new CircuitRig();
      const small = new CircuitRig();
      for (const [input, ms] of story) {
        jump.do(input).wait(ms);
        small.circuit = JSON.parse(JSON.stringify(small.circuit)) as Circuit;
        small.do(input);
        for (let i = 0; i < 7; i++) small.wait(Math.floor(ms / 7));
        small.wait(ms - 7 * Math.floor(ms / 7));
        expect(small.circuit).toEqual(jump.circuit);
      }
      expect(small.did).toEqual(jump.did);
    }),
  );
});

it("tells hot and cool in turn, and closes and opens in turn", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(inputs, fc.nat({ max: 3_000_000 })), { maxLength: 60 }), (story) => {
      const rig = new CircuitRig();
      for (const [input, ms] of story) if (input.kind !== "replace") rig.do(input).wait(ms);
      const turns = (words: readonly string[]) =>
        rig.did.map((line) => line.replace(/^\d+ /, "")).filter((word) => words.includes(word));
      for (const pair of [
        ["hot", "cool"],
        ["closes", "opens"],
      ] as const)
        turns(pair).forEach((word, i) => {
          expect(word).toBe(pair[i % 2]);
        });
    }),
  );
});
