import { spanText } from "../../config/duration.ts";
import type { Look } from "../../seen/lamp.ts";
import { UsageError } from "../../usage-error.ts";
import type { Bench, Span } from "../bench-port.ts";
import { known } from "../known.ts";
import { spanMs } from "../span.ts";
import { type Blink, wantedBlink } from "./blink.ts";
import { lightText } from "./failure.ts";
import { type Judgement, judge, judgeColor } from "./judge.ts";
import { type Answer, lastLook, lookAhead } from "./look-ahead.ts";
import {
  type MatcherContext,
  type MatcherResult,
  PATIENCE,
  type Result,
  toWatch,
  type Within,
} from "./matcher.ts";
import { type Observed, observe } from "./observe.ts";
import { isBench, subjectOf } from "./seen.ts";
import { isColor, type LightWords, lasting, type Wanted, wantedOf } from "./wanted.ts";

export interface ShowOptions extends Within {
  /** How long it must go on, at least. */
  readonly for?: Span;
}

export type BlinkOptions = Blink & ShowOptions;

export function toShow(
  this: MatcherContext,
  received: unknown,
  light: LightWords | Look,
  options: ShowOptions = {},
): Result {
  known(options, ["within", "for"]);
  const wanted = [during(wantedOf(light), options)];
  const color = isColor(light) && options.for === undefined ? light : null;
  const judged = (seen: Observed, by: number, over: boolean): Judgement =>
    color === null ? judge(seen, wanted, by, over) : judgeColor(seen, color, by);
  return match(this, received, wanted, options, judged);
}

export function toBlink(this: MatcherContext, received: unknown, options: BlinkOptions = {}): Result {
  known(options, ["color", "periodMs", "duty", "tolerance", "within", "for"]);
  return matchSequence(this, received, [during(wantedBlink(options), options)], options);
}

export function toShowSequence(
  this: MatcherContext,
  received: unknown,
  lights: readonly (LightWords | Look)[],
  options: Within = {},
): Result {
  known(options, ["within"]);
  if (!Array.isArray(lights) || lights.length === 0)
    throw new UsageError('toShowSequence: give a list of lights, such as ["solid red", "blinking blue"].');
  return matchSequence(this, received, lights.map(wantedOf), options);
}

const matchSequence = (
  context: MatcherContext,
  received: unknown,
  wanted: readonly Wanted[],
  options: Within,
): Result => match(context, received, wanted, options, (seen, by, over) => judge(seen, wanted, by, over));

const during = (wanted: Wanted, { for: span }: ShowOptions): Wanted =>
  span === undefined ? wanted : lasting(wanted, spanMs(span), spanText(spanMs(span)));

const NO_TIME =
  'No time passed while the plug was watched: let some pass in it, such as watch(plug, () => plug.advance("5s")).';

function match(
  { isNot = false }: MatcherContext,
  received: unknown,
  wanted: readonly Wanted[],
  { within }: Within,
  judged: (seen: Observed, by: number, over: boolean) => Judgement,
): Result {
  const subject = subjectOf(received);
  const span = within === undefined ? null : spanMs(within);
  const conclude = ({ seen, judgement }: Answer, limit: number | null): MatcherResult => ({
    // Who cannot tell says neither that it was shown nor that it was not.
    pass: judgement.is === "unsure" ? isNot : judgement.is === "yes",
    message: () => lightText({ seen, judgement, wanted, limit, isNot }),
  });
  if (!isBench(subject)) {
    if (subject.to === subject.from) throw new UsageError(NO_TIME);
    const seen = observe(subject, true);
    const by = span === null ? subject.to : subject.from + span;
    return conclude({ seen, judgement: judged(seen, by, true) }, span);
  }
  if (isNot) return notAhead(subject, span, judged).then((answer) => conclude(answer, span));
  const limit = span ?? PATIENCE;
  const by = subject.now + limit;
  const ages = wanted.flatMap((each) => each.ages);
  return lookAhead(subject, (seen, over) => judged(seen, by, over), by, ages).then((answer) =>
    conclude(answer, limit),
  );
}

async function notAhead(
  bench: Bench,
  span: number | null,
  judged: (seen: Observed, by: number, over: boolean) => Judgement,
): Promise<Answer> {
  const from = bench.now;
  await bench.advance(toWatch(span));
  return lastLook(bench, (seen, over) => judged(seen, bench.now, over), from);
}
