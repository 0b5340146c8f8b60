import { millis } from "../../firmware-sim/index.ts";

/** Nobody holds a button for longer: ten minutes, as ms. */
export const LONGEST_HOLD = millis(600_000);
/** As long as time can be waited for or let pass at once: seven days, as ms. */
export const LONGEST_PASSING = millis(604_800_000);
