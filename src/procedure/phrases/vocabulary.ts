import { LIT, type Lit } from "../../seen/lamp.ts";

/** Other names of the lamp's colours. */
const NAMED_ALIKE: Readonly<Record<string, Lit>> = {
  amber: "orange",
  turquoise: "cyan",
  teal: "cyan",
  purple: "magenta",
  violet: "magenta",
};

const COLOR_WORDS = [...LIT, ...Object.keys(NAMED_ALIKE)];
/** Of colours that no lamp here can show: a sentence that has one is not understood. */
const OTHER_COLORS = ["pink", "gold", "golden", "lime", "indigo", "crimson", "scarlet", "brown"];

const LIT_SET: ReadonlySet<string> = new Set(LIT);
export const colorOf = (word: string): Lit | undefined =>
  LIT_SET.has(word) ? (word as Lit) : Object.hasOwn(NAMED_ALIKE, word) ? NAMED_ALIKE[word] : undefined;

/** A colour's word, for regular expressions. */
export const COLOR = `(?:${COLOR_WORDS.join("|")})`;
const ANY_COLOR = `(?:${[...COLOR_WORDS, ...OTHER_COLORS].join("|")})`;

const word = (...alternatives: readonly string[]) => new RegExp(`\\b(?:${alternatives.join("|")})\\b`);

/** In a normalised sentence: it speaks of light, button, power or waiting, and must be understood. */
export const MENTIONS = word(
  ANY_COLOR,
  "light|lit|dark|unlit|glow\\w*|shin\\w+|blink\\w*|flicker\\w*|puls\\w+|solid|alternat\\w+",
  "buttons?|press\\w*|hold\\w*|held|releas\\w+|tap\\w*|finger",
  "plug(?:s|ged|ging)? (?:it |them |device )?(?:in|into|out|back)|unplug\\w*|replug\\w*|disconnect\\w*|reconnect\\w*",
  "power|mains|outlet",
  "wait\\w*|seconds?|minutes?|hours?|ms",
  "reset is done|device is reset|device is ready",
);

/** What must never be dropped as a filler: what is seen, what is done, how much, and what turns a sentence round. */
export const WEIGHTY = word(
  ANY_COLOR,
  "\\d+(?:\\.\\d+)?|several|times|seconds?|minutes?|hours?",
  "light|lit|dark|unlit|glow\\w*|blink\\w*|flash\\w*|flicker\\w*|puls\\w+|solid|stead\\w+|alternat\\w+|off",
  "fast\\w*|slow\\w*|quick\\w*|rapid\\w*|once|twice|least|most|about",
  "buttons?|press\\w*|hold\\w*|held|releas\\w+|tap|choose|say|wait\\w*|plug|unplug\\w*|disconnect|connect",
  "no|not|never|without|stops?|if|unless|either|or|may|until|when|while|before|after|within|from",
);

/** One word that carries nothing: of a name or a place. */
export const LIGHT_WORD = `(?!${WEIGHTY.source})[a-z0-9'-]+`;
