import { SEVERAL } from "../../seen/observer.ts";

/**
 * Numbers in a normalised sentence (normalize.ts): "5 seconds", "about 5 seconds", "at least 3 times", "5 to 10 seconds", "several times".
 * "a few", "a couple of" and "a moment" are several. What is inexact is assumed: SEVERAL, and the slack below.
 */

/** Nobody counts seconds better than to a fifth, nor short ones better than to one second. */
export const SLACK = { share: 0.2, atLeast: 1000 } as const;
const NUMBER = "\\d{1,6}(?:\\.\\d{1,3})?";
const AMOUNT = `(?:(?:about|at least|up to) )?(?:several|${NUMBER}(?: (?:to|or) ${NUMBER})?)`;
/** For regular expressions; nothing is captured. */
export const SPAN = `${AMOUNT} (?:ms|seconds?|minutes?|hours?)`;
export const TIMES = `${AMOUNT} times`;

const PARTS = new RegExp(
  `^(?:(about|at least|up to) )?(?:several|(${NUMBER})(?: (?:to|or) (${NUMBER}))?) (ms|second|minute|hour|time)s?$`,
);
const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  time: 1,
};
const LONGEST = 24 * 3_600_000;
const MOST_TIMES = 100;

export interface Range {
  readonly min: number;
  readonly max?: number;
}

interface Amount {
  readonly hedge: string | undefined;
  /** Null: several. */
  readonly from: number | null;
  readonly to: number | null;
  readonly unit: number;
}

function amountOf(text: string, most: number): Amount | null {
  const found = PARTS.exec(text);
  if (found === null) return null;
  const [, hedge, low, high, name = ""] = found;
  const unit = UNITS[name] ?? Number.NaN;
  const in_ = (number: string | undefined) =>
    number === undefined ? null : Math.round(Number(number) * unit);
  const [from, to] = [in_(low), in_(high)];
  const wrong = [from, to].some((value) => value !== null && !(value >= 1 && value <= most));
  return wrong || (from !== null && to !== null && to < from) ? null : { hedge, from, to, unit };
}

/** How long somebody is to do something, ms: of a range its shorter end, for that is what a hurried reader does; "up to" says nothing. */
export function spanOf(text: string): number | null {
  const amount = amountOf(text, LONGEST);
  return amount === null || amount.hedge === "up to" ? null : (amount.from ?? SEVERAL * amount.unit);
}

export const slackOf = (span: number): number => Math.max(SLACK.atLeast, Math.round(span * SLACK.share));

function rangeOf({ hedge, from, to, unit }: Amount, slack: (value: number) => number): Range {
  if (from === null) return { min: SEVERAL * unit };
  if (hedge === "at least") return { min: from };
  if (hedge === "up to") return { min: 1, max: to ?? from };
  if (to !== null) return { min: from, max: to };
  return { min: Math.max(1, from - slack(from)), max: from + slack(from) };
}

/** How long something is to be seen, ms. */
export function lastsOf(text: string): Range | null {
  const amount = amountOf(text, LONGEST);
  return amount === null ? null : rangeOf(amount, slackOf);
}

/** How often something is to be seen: as often as it says, "about" one more or less. */
export function flashesOf(text: string): Range | null {
  const amount = amountOf(text, MOST_TIMES);
  return amount === null ? null : rangeOf(amount, () => (amount.hedge === "about" ? 1 : 0));
}

/** How often somebody is to do something: a plain number, for a person needs to know when to stop. */
export function timesOf(text: string): number | null {
  const amount = amountOf(text, MOST_TIMES);
  return amount?.hedge === undefined && amount?.to === null && Number.isInteger(amount.from)
    ? amount.from
    : null;
}
