import type { Observation } from "../plan.ts";
import { soon } from "./acts.ts";
import { seen } from "./build.ts";
import { buttonsOf } from "./buttons.ts";
import type { Phrase } from "./phrase.ts";
import { slackOf, spanOf } from "./quantity.ts";
import { sightOf } from "./sight.ts";

const SAID_OF_LIGHT =
  /\b(?:light|you see|it|turns?|goes|becomes?|is|blinks?|blinking|solid|glow\w*|alternat\w+|shows?|off)\b/;
const reset = {
  meaning: "a reset that erases something has ended",
  read: () => [{ see: "resetDone" }],
} satisfies Pick<Phrase, "meaning" | "read">;

export const SEEN: readonly Phrase[] = [
  {
    expression: "{sight}",
    example: "The light glows solid red for several seconds, then blinks blue.",
    meaning: "that is seen next, in this order, and nothing noticeable in between",
    read: ([text = ""]) => (SAID_OF_LIGHT.test(text) ? seen(text) : null),
  },
  {
    expression: "(light )(it )(you see )either {sight} or {sight}",
    example: "The light either blinks blue or turns off.",
    meaning: "one of the two is seen next, and each is possible from some starting state",
    read: ([one = "", other = ""]) => choice(one, other),
  },
  {
    expression: "{sight} or {sight}",
    example: "The light blinks blue or red.",
    meaning: "as either",
    read: ([one = "", other = ""]) => choice(one, other),
  },
  {
    expression: "(light )(it )(you )may (see ){sight}",
    example: "You may see the light blink red and blue.",
    meaning: "that is possible since the last act, in this run or from another starting state",
    read: ([text = ""]) => {
      const sight = sightOf(text);
      return sight === null || sight.looks.length === 0
        ? null
        : [
            { see: "may", looks: sight.looks },
            ...(sight.never.length === 0 ? [] : [{ see: "never", colors: sight.never } as const]),
          ];
    },
  },
  {
    expression: "{sight} within {span}",
    example: "The light blinks blue within 10 seconds.",
    meaning: "that is seen next, so soon",
    read: ([sight = "", span = ""]) => soon(span, sight),
  },
  {
    expression: "within {span}(,) {sight}",
    example: "Within 10 seconds, the light blinks blue.",
    meaning: "that is seen next, so soon",
    read: ([span = "", sight = ""]) => soon(span, sight),
  },
  {
    expression: "after {span}(,) {sight}",
    example: "After 5 seconds, the light turns off.",
    meaning: "that is seen then, a fifth sooner or later",
    read: ([span = "", sight = ""]) => later(span, sight),
  },
  {
    expression: "{sight} after {span}",
    example: "The light turns off after 5 seconds.",
    meaning: "that is seen then, a fifth sooner or later",
    read: ([sight = "", span = ""]) => later(span, sight),
  },
];

function later(text: string, sight: string) {
  const span = spanOf(text);
  if (span === null) return null;
  const slack = Math.min(slackOf(span), span - 1);
  const found = seen(sight, 2 * slack);
  return found && [{ do: "wait", end: { for: span - slack } } as const, ...found];
}

function choice(one: string, other: string): readonly Observation[] | null {
  const first = sightOf(one);
  const second = sightOf(other, first?.looks.at(-1));
  if (first?.looks.length !== 1 || second?.looks.length !== 1) return null;
  if (first.never.length + second.never.length > 0) return null;
  return [{ see: "either", looks: [...first.looks, ...second.looks] }];
}

export const STATES: readonly Phrase[] = [
  { expression: "reset is done", example: "The factory reset is now complete.", ...reset },
  { expression: "device is reset", example: "The plug has been reset.", ...reset },
  {
    expression: "device is ready for setup",
    example: "Your smart plug is now ready to be set up.",
    ...reset,
  },
  {
    expression: "device/outlet is/turns/switches {switched}",
    example: "The outlet turns on.",
    meaning: "the outlet is switched so",
    read: ([to]) => (to === "on" || to === "off" ? [{ see: "outlet", to }] : null),
  },
  {
    expression: "find/locate {buttons}",
    example: "Find the Action button on the side of the plug.",
    meaning: "the make has this button",
    read: ([text = ""], context) =>
      buttonsOf(text, context)?.map((button) => ({ see: "button", button }) as const) ?? null,
  },
];
