import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { celsiusAt, circuitDeadline, instant } from "../../../firmware-sim/index.ts";
import { CircuitRig, OUTLET, steady, stepped } from "../../support/circuit-rig.ts";

/** The constants of firmware-sim/circuit/body.ts, said again so that a change there is seen. */
const KELVIN_PER_WATT = { open: 10, confined: 25, "near-heat": 10 };
const AROUND = { open: 25, confined: 25, "near-heat": 70 };
type Air = keyof typeof AROUND;
const JOULE_PER_KELVIN = 60;
const ROOM = 25;
const goal = (watts: number, air: Air) =>
  AROUND[air] + KELVIN_PER_WATT[air] * (0.8 + (watts / OUTLET.volts) ** 2 * 0.02);
const tau = (air: Air) => KELVIN_PER_WATT[air] * JOULE_PER_KELVIN * 1000;
const lag = (from: number, to: number, ms: number, air: Air) => to + (from - to) * Math.exp(-ms / tau(air));

const UNPROTECTED = { ...OUTLET, overheat: null, overload: null };
const relative = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);

describe("the heat inside the plug", () => {
  it("follows its closed form whatever the steps in which time passes", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 4000, noNaN: true }),
        fc.constantFrom<Air[]>("open", "confined", "near-heat"),
        fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 1, maxLength: 60 }),
        (watts, air, spans) => {
          const rig = new CircuitRig(UNPROTECTED, 1_700_000_000_000);
          rig.do({ kind: "air", air }).attach(steady(watts)).coil(true);
          let passed = 0;
          for (const span of spans) {
            rig.wait(span);
            passed += span;
            expect(relative(rig.celsius, lag(ROOM, goal(watts, air), passed, air))).toBeLessThan(1e-9);
          }
        },
      ),
    );
  });

  it("follows a load that changes in steps, each from where the one before had got", () => {
    const curve = fc.array(
      fc.tuple(fc.double({ min: 0, max: 4000, noNaN: true }), fc.integer({ min: 20_000, max: 5_000_000 })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(
        curve,
        fc.array(fc.integer({ min: 1, max: 4_000_000 }), { minLength: 1, maxLength: 40 }),
        (steps, spans) => {
          const small = new CircuitRig(UNPROTECTED).attach(stepped(steps, true)).coil(true);
          for (const span of spans) small.wait(span);
          const total = spans.reduce((sum, span) => sum + span);
          const jump = new CircuitRig(UNPROTECTED).attach(stepped(steps, true)).coil(true).wait(total);
          expect(small.circuit).toEqual(jump.circuit);

          let celsius = ROOM;
          let left = total;
          for (let i = 0; left > 0; i++) {
            const [watts, lasts] = steps[i % steps.length]!;
            celsius = lag(celsius, goal(watts, "open"), Math.min(left, lasts), "open");
            left -= lasts;
          }
          expect(relative(jump.celsius, celsius)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it("is hot in the first millisecond at which its closed form has reached the trip, and not before", () => {
    fc.assert(
      fc.property(fc.double({ min: 1500, max: 1800, noNaN: true }), (watts) => {
        const rig = new CircuitRig().do({ kind: "air", air: "confined" }).attach(steady(watts)).coil(true);
        const due = circuitDeadline(rig.circuit)!;
        expect(celsiusAt(rig.circuit.heat, instant(due - 1))).toBeLessThan(100);
        expect(celsiusAt(rig.circuit.heat, due)).toBeGreaterThanOrEqual(100 - 1e-9);
        rig.news();
        expect(rig.wait(due - 1).news()).toEqual([]);
        expect(rig.wait(1).news()).toEqual([`${due} hot`]);
      }),
    );
  });

  it("does no harm in the open with a load that is too much in a tight place", () => {
    const rig = new CircuitRig().attach(steady(1500)).coil(true).wait(86_400_000);
    expect(rig.celsius).toBeCloseTo(64.25, 6);
    expect(rig.news()).not.toContainEqual(expect.stringContaining("hot"));
    expect(rig.do({ kind: "air", air: "confined" }).wait(3_600_000).did).toHaveLength(1);
    expect(rig.news()[0]).toMatch(/ hot$/);
  });

  it("cools with hysteresis once nothing flows, quicker when it is given air", () => {
    const coolsIn = (air: "open" | "confined") => {
      const rig = new CircuitRig().raise("overheat").do({ kind: "air", air });
      expect(rig.news()).toEqual(["0 hot"]);
      return Number.parseInt(rig.wait(10_000_000).news()[0]!, 10);
    };
    const exactly = (air: "open" | "confined") =>
      Math.ceil(tau(air) * Math.log((105 - goal(0, air)) / (90 - goal(0, air))));
    expect([coolsIn("open"), coolsIn("confined")]).toEqual([exactly("open"), exactly("confined")]);
  });

  it("goes quicker in the open without power, too", () => {
    const unplugged = (air: "open" | "confined") =>
      new CircuitRig()
        .do({ kind: "mains", on: false })
        .raise("overheat")
        .do({ kind: "air", air })
        .wait(600_000).celsius;
    expect(unplugged("open")).toBeCloseTo(lag(105, ROOM, 600_000, "open"), 9);
    expect(unplugged("confined")).toBeCloseTo(lag(105, ROOM, 600_000, "confined"), 9);
  });

  it("is told from one moment as long as nothing changes where it goes", () => {
    const rig = new CircuitRig().wait(1000);
    const { heat } = rig.circuit;
    expect(rig.coil(true).wait(1000).do({ kind: "air", air: "open" }).wait(1000).circuit.heat).toBe(heat);
  });

  it("stays hot as long as a welded relay feeds what heats it", () => {
    const rig = new CircuitRig().attach(steady(1800)).raise("overheat").raise("welded-relay").coil(false);
    rig.news();
    expect(rig.wait(864_000_000).news()).toEqual([]);
    expect(rig.attach(null).wait(10_000_000).news()).toEqual([
      expect.stringMatching(/ 0 W$/),
      expect.stringMatching(/ cool$/),
    ]);
  });

  it("of a fault that was cleared is gone at once", () => {
    const rig = new CircuitRig().raise("overheat").wait(10);
    rig.news();
    expect(rig.clear("overheat").news()).toEqual(["10 cool"]);
    expect(rig.celsius).toBe(25);
  });

  it("is not told to a make that does not look", () => {
    const rig = new CircuitRig(UNPROTECTED).raise("overheat");
    expect([rig.news(), rig.circuit.hot]).toEqual([[], true]);
  });
});
