import * as v from "valibot";
import { type Millis, millis } from "../../../firmware-sim/index.ts";

/** Of the longest span that can be asked for: a day. */
export const LONGEST_FOR_S = 86_400;

const ON_OFF: Readonly<Record<string, "on" | "off">> = {
  on: "on",
  "1": "on",
  true: "on",
  off: "off",
  "0": "off",
  false: "off",
};

const eitherCase = (letter: string): string => `[${letter}${letter.toUpperCase()}]`;

/**
 * One of `words`, in capitals or not; read as it stands in the list. The pattern spells both cases out, because JSON
 * Schema knows no flags.
 */
export const word = <const W extends string>(words: readonly W[]) => {
  const spelled = words.map((each) => each.replace(/[a-z]/g, eitherCase));
  return v.pipe(
    v.string(),
    v.regex(new RegExp(`^(?:${spelled.join("|")})$`)),
    v.transform((given) => given.toLowerCase()),
    v.picklist(words),
  );
};

/** `words` beside those for on and off. */
export const switchWord = <const W extends string = never>(...words: readonly W[]) =>
  v.pipe(
    word(["on", "off", "1", "0", "true", "false", ...words]),
    v.transform((given) => ON_OFF[given] ?? (given as W)),
  );

export const switchNumber = v.pipe(
  v.picklist([0, 1]),
  v.transform((given) => (given === 1 ? "on" : "off")),
);

export const switchBoolean = v.pipe(
  v.boolean(),
  v.transform((given) => (given ? "on" : "off")),
);

/** Who somebody says to be. */
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const seconds = v.pipe(v.number(), v.minValue(1), v.maxValue(LONGEST_FOR_S));

/** The part of a command that limits it in time. */
export const lasting = (for_s: number | undefined): { readonly for?: Millis } =>
  for_s === undefined ? {} : { for: millis(Math.round(for_s * 1000)) };

export const nothing = v.literal("");

/** What a button in somebody's program sends. */
export const push = word(["", "press"]);
export const noArguments = v.strictObject({});
