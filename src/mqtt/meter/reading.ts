import { energyAt, type Instant } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";

/** Of a plug that measures. */
export type Meter = NonNullable<Snapshot["meter"]>;

/** W, V, A, Wh and kWh, with as many digits as such meters have. */
export interface Reading {
  readonly watts: number;
  readonly volts: number;
  readonly amperes: number;
  readonly wh: number;
  readonly kwh: number;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** What the meter shows at `at`. What is plugged in is a resistance: W is V times A. */
export function readingOf(meter: Meter, at: Instant): Reading {
  const { watts, volts } = meter;
  const wh = energyAt(meter, at);
  return {
    watts: rounded(watts, 1),
    volts: rounded(volts, 1),
    amperes: rounded(watts / volts, 3),
    wh: rounded(wh, 3),
    kwh: rounded(wh / 1000, 6),
  };
}
