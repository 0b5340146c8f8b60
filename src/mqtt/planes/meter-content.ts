import type { Reading } from "../meter/reading.ts";

/** W, V, A and kWh: numbers alone, which exporters of metrics take as they are. */
export const meterContent = ({ watts, volts, amperes, kwh }: Reading) => ({
  power: watts,
  voltage: volts,
  current: amperes,
  energy: kwh,
});
