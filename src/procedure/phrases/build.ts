import type { Look } from "../../seen/lamp.ts";
import type { Act, End, Observation, Statement } from "../plan.ts";
import { buttonsOf } from "./buttons.ts";
import type { Context } from "./context.ts";
import { SPAN, slackOf, spanOf } from "./quantity.ts";
import { type Sight, sightOf } from "./sight.ts";

/** What ends an act, or nothing: " for 20 seconds", " until light turns orange, then blue", or both. */
export const END = `(?:,? for ${SPAN})?(?:,? until .+)?`;
const END_PARTS = new RegExp(`^(?:,? for (${SPAN}))?(?:,? until (.+))?$`);

const never = ({ never: colors }: Sight): readonly Observation[] =>
  colors.length === 0 ? [] : [{ see: "never", colors }];

/** What is seen next, the last of it within so many ms, and what is not. */
export function seen(text: string, within?: number, before?: Look): readonly Observation[] | null {
  const sight = sightOf(text, before);
  if (sight === null) return null;
  const { looks } = sight;
  const then: Observation = { see: "then", looks, ...(within === undefined ? {} : { within }) };
  if (looks.length === 0 && within !== undefined) return null;
  return [...(looks.length === 0 ? [] : [then]), ...never(sight)];
}

/** Several looks: each ends an act of its own, one after the other. */
function untilEach(text: string, act: (end: End, i: number) => Act): readonly Statement[] | null {
  const sight = sightOf(text);
  if (sight === null || sight.looks.length === 0) return null;
  return [...sight.looks.map((until, i) => act({ until }, i)), ...never(sight)];
}

/**
 * An act with its end. With both, it goes on for the span, and what is seen meanwhile comes at the latest a slack afterwards.
 * @param again what goes on after the first of several looks
 */
function ended(
  end: string,
  first: (end: End | null) => Act,
  again: (end: End) => Act,
): readonly Statement[] | null {
  const [, length, sight] = END_PARTS.exec(end) ?? [];
  if (length === undefined)
    return sight === undefined
      ? [first(null)]
      : untilEach(sight, (until, i) => (i === 0 ? first(until) : again(until)));
  const span = spanOf(length);
  if (span === null) return null;
  const found = sight === undefined ? [] : seen(sight, slackOf(span));
  return found && [first({ for: span }), ...found];
}

const sameAs = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((name) => others.includes(name));

/** `down`: the finger goes down as it is "new"; it is, as it is to stay "on"; or it is, if these buttons are known to be. */
export function holding(
  said: string,
  end: string,
  context: Context,
  down: "new" | "on" | "either",
): readonly Statement[] | null {
  const buttons = buttonsOf(said, context);
  if (buttons === null) return null;
  if (down === "on" && context.down.length > 0 && !sameAs(buttons, context.down)) return null;
  const on = down === "on" || (down === "either" && buttons.every((name) => context.down.includes(name)));
  const keep = (until: End | null): Act => ({ do: "keepHolding", end: until });
  return ended(end, (until) => (on ? keep(until) : { do: "hold", buttons, end: until }), keep);
}

/** `end` is " for …" or " until …". */
export function waiting(end: string): readonly Statement[] | null {
  const wait = (until: End): Act => ({ do: "wait", end: until });
  return end === "" ? null : ended(end, (until) => wait(until as End), wait);
}
