import { expect, it } from "vitest";
import { LOAD_LIMITS, LOADS } from "../../../firmware-sim/index.ts";
import { CircuitRig } from "../../support/circuit-rig.ts";

it.each(LOADS.map((load) => [load.name, load] as const))(
  "%s keeps to the limits, and says what it leans on",
  (_, load) => {
    const steps = load.kind === "steady" ? [{ watts: load.watts, for: 1000 }] : load.steps;
    expect(steps.length).toBeLessThanOrEqual(LOAD_LIMITS.steps);
    for (const step of steps) {
      expect(step.watts).toBeLessThanOrEqual(LOAD_LIMITS.watts);
      expect(step.for).toBeGreaterThanOrEqual(LOAD_LIMITS.shortest);
      expect(step.for).toBeLessThanOrEqual(LOAD_LIMITS.span);
    }
    expect([load.basis, load.source.length > 10]).toEqual(["assumed", true]);
  },
);

it("all but the washing machine may be fed by a plug for 1800 W", () => {
  const trips = LOADS.filter((load) =>
    new CircuitRig()
      .attach(load)
      .coil(true)
      .wait(86_400_000)
      .did.some((line) => line.endsWith("overloaded")),
  );
  expect(trips.map(({ name }) => name)).toEqual(["washing-machine"]);
});
