import type { Air, StartUp } from "../../../firmware-sim/index.ts";

/** Where the plug stands. */
export const AIR_WORDS: Readonly<Record<Air, string>> = {
  open: "in the open",
  confined: "in a tight place",
  "near-heat": "beside something hot",
};

/** What its outlet is after a power cut. */
export const START_UP_WORDS: Readonly<Record<StartUp, string>> = {
  on: "on",
  off: "off",
  previous: "as it was",
};
