import { COLORS, type ColorName } from "../../firmware-sim/index.ts";

export type Lit = Exclude<ColorName, "off">;
export const LIT = (Object.keys(COLORS) as ColorName[]).filter((color): color is Lit => color !== "off");

/** The lamp became `color` at `at`, ms. Edges ascend; two at one instant: the later one counts. */
export interface LampEdge {
  readonly at: number;
  readonly color: ColorName;
}

/** The lamp was `color` from `from` to `to`, ms; neighbours differ in colour and touch. */
export interface LampSpan {
  readonly color: ColorName;
  readonly from: number;
  readonly to: number;
}

export const CADENCES = ["solid", "blinking", "alternating", "off"] as const;
/** How a lamp shines. `blinking`: one colour and dark; `alternating`: several colours, dark in between or not. */
export type Cadence = (typeof CADENCES)[number];

/** A stretch of time in which an observer sees one thing. */
export interface Episode {
  readonly cadence: Cadence;
  /** The lit colours, in the order in which they came; none for `off`. */
  readonly colors: readonly ColorName[];
  /** Ms. */
  readonly from: number;
  readonly to: number;
  /** One round, ms; null for `solid`, `off`, and where it was seen less than once over. */
  readonly periodMs: number | null;
  /** The share of a round, 0 to 1, in which it is lit; null where `periodMs` is. */
  readonly duty: number | null;
  /** How often it lit up, or changed to another lit colour; 0 for `off`. */
  readonly flashes: number;
  readonly spans: readonly LampSpan[];
}

/** What somebody says of a light: an episode fits it or does not. */
export interface Look {
  readonly cadence: Cadence;
  /** For `blinking` and `solid` the one colour, or none where it is not said: any; for `alternating` all of them in any order, for `off` none. */
  readonly colors: readonly ColorName[];
  readonly pace?: "fast" | "slow";
  /** How often it flashes, in all; `max` left out: at least `min`. */
  readonly flashes?: { readonly min: number; readonly max?: number };
  /** How long it is to be seen, ms; `max` left out: at least `min`. */
  readonly lasts?: { readonly min: number; readonly max?: number };
}
