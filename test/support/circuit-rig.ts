import {
  advanceCircuit,
  type Circuit,
  type CircuitEffect,
  type CircuitInput,
  celsiusAt,
  instant,
  type Load,
  millis,
  newCircuit,
  type Outlet,
  stepCircuit,
} from "../../firmware-sim/index.ts";

const FROM_A_TEST = { basis: "assumed", source: "a number for a test" } as const;

/** 15 A at 120 V, with all protection, and a meter. */
export const OUTLET: Outlet = {
  watts: 1800,
  volts: 120,
  ...FROM_A_TEST,
  meter: FROM_A_TEST,
  overheat: { trip: 100, release: 90, ...FROM_A_TEST },
  overload: { for: millis(1000), ...FROM_A_TEST },
};

export const steady = (watts: number): Load => ({ name: `${watts} W`, kind: "steady", watts });
export const stepped = (steps: readonly (readonly [watts: number, ms: number])[], repeats = false): Load => ({
  name: "steps",
  kind: "steps",
  steps: steps.map(([watts, ms]) => ({ watts, for: millis(ms) })),
  repeats,
});

/** A circuit in virtual time, and all that it did, each as "instant words". */
export class CircuitRig {
  circuit: Circuit;
  readonly did: string[] = [];
  now: number;

  constructor(outlet: Outlet | null = OUTLET, startAt = 0) {
    this.now = startAt;
    this.circuit = newCircuit(outlet, instant(startAt));
  }

  do(input: CircuitInput): this {
    stepCircuit(this.circuit, input, instant(this.now), this.#sink);
    return this;
  }

  /** Lets `ms` pass, in one jump. */
  wait(ms: number): this {
    this.now += ms;
    advanceCircuit(this.circuit, instant(this.now), this.#sink);
    return this;
  }

  coil = (closed: boolean) => this.do({ kind: "coil", closed });
  attach = (load: Load | null) => this.do({ kind: "attach", load });
  raise = (fault: Extract<CircuitInput, { kind: "raise" }>["fault"], seed = 1) =>
    this.do({ kind: "raise", fault, seed });
  clear = (fault: Extract<CircuitInput, { kind: "raise" }>["fault"]) => this.do({ kind: "clear", fault });

  get celsius(): number {
    return celsiusAt(this.circuit.heat, instant(this.now));
  }

  /** What was done since it was asked last. */
  news(): string[] {
    return this.did.splice(0);
  }

  readonly #sink = (effect: CircuitEffect): void => {
    this.did.push(`${this.circuit.now} ${wordsOf(effect)}`);
  };
}

function wordsOf(effect: CircuitEffect): string {
  switch (effect.kind) {
    case "contact":
      return effect.closed ? "closes" : "opens";
    case "supply":
      return effect.on ? "supply on" : "supply off";
    case "tell":
      return effect.input.kind === "metered" ? `${effect.input.watts} W` : effect.input.kind;
  }
}
