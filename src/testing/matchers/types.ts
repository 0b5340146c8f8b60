import type { Look } from "../../seen/lamp.ts";
import type { Bench } from "../bench-port.ts";
import type { BlinkOptions, ShowOptions } from "./light.ts";
import type { Within } from "./matcher.ts";
import type { PayloadMatch } from "./payload.ts";
import type { PublishedOptions } from "./published.ts";
import type { Seen } from "./seen.ts";
import type { LightWords } from "./wanted.ts";

/** Of a bench it takes (virtual) time: await it. What watch() saw is judged at once. Nothing else has a light. */
type On<Subject, R, Args extends readonly unknown[]> = Subject extends Bench
  ? (...args: Args) => Promise<R>
  : Subject extends Seen
    ? (...args: Args) => R
    : never;

/** What `expect(subject)` has by the matchers of a plug; `R` is what its other matchers return. */
export interface PlugMatchers<Subject, R = void> {
  /** The light shows so: `"solid red"`, `"blinking blue fast"`, `"off"`; a colour alone: it shines so in whatever way. */
  toShow: On<Subject, R, [light: LightWords | Look, options?: ShowOptions]>;
  /** The light blinks, and each whole round is as it should be. */
  toBlink: On<Subject, R, [blink?: BlinkOptions]>;
  /** The light shows the one right after the other; what nobody notices, shorter than 400 ms, may come between. */
  toShowSequence: On<Subject, R, [lights: readonly (LightWords | Look)[], options?: Within]>;
  /** The broker took such a message from now on, or while it was watched. `topic` may hold `+` and `#`. */
  toHavePublished: On<Subject, R, [topic: string, match?: PayloadMatch, options?: PublishedOptions]>;
}
