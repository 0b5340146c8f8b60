import { millis } from "../../../firmware-sim/index.ts";

/** Nobody holds a button for longer: ten minutes, as ms. */
export const LONGEST_HOLD = millis(600_000);
