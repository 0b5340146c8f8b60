import type { Rung } from "../../../firmware-sim/index.ts";
import { sameColors } from "../../seen/fits.ts";
import type { Episode } from "../../seen/lamp.ts";
import type { Bench } from "../../testing/bench-port.ts";
import { HAND } from "../perform/habits.ts";
import type { Move } from "../perform/subject.ts";
import { buttonWords } from "../perform/words.ts";
import type { Course } from "./course.ts";
import { clauseOf, seenSince, sentencesOf } from "./sentences.ts";

/** A hold that leads to a reset. */
export interface Holding {
  readonly buttons: readonly string[];
  readonly rungs: readonly Rung[];
  /** Of `rungs`; one with a reset. */
  readonly rung: Rung;
  /** Whether they are down as power comes. */
  readonly powerOn: boolean;
}

/** Nobody waits longer for a light that tells when to let go, ms. */
const WAIT = 10_000;
/** What blinks is told from what was there before it to about a round, ms. */
const ROUND = 1000;

/** Holds, lets go, and writes what is done and seen as the steps of an article. */
export async function holdingSteps(course: Course, holding: Holding): Promise<readonly string[][]> {
  const { powerOn, rung } = holding;
  const names = buttonWords(holding.buttons);
  const press = holding.buttons.map((button): Move => ({ do: "press", button }));
  const release = holding.buttons.map((button): Move => ({ do: "release", button }));
  const steps: string[][] = [];
  await course.act(...press);
  if (powerOn) {
    steps.push([`Press and hold the ${names}.`]);
    await course.wait(HAND);
    await course.act({ do: "plugIn" });
  }
  steps.push([...(powerOn ? ["Plug it in."] : []), ...(await holdSentences(course, holding, names))]);
  await course.act(...release);
  steps.push([`Release the ${names}.`]);
  if (rung.reset?.when === "confirmed") {
    await course.next();
    steps.at(-1)!.push(...seenSince(course));
    await course.wait(HAND);
    await course.tap(holding.buttons, 1);
    steps.push([`Press the ${names} once.`]);
  }
  await course.rest();
  steps.at(-1)!.push(...seenSince(course));
  return steps;
}

/** Lets time pass until letting go leads to the reset, or the reset has begun. */
async function holdSentences(
  course: Course,
  { rungs, rung, powerOn }: Holding,
  names: string,
): Promise<readonly string[]> {
  const { bench } = course;
  const since = bench.now;
  const atOnce = rung.reset?.when === "reached";
  const next = atOnce ? undefined : rungs[rungs.indexOf(rung) + 1];
  await course.wait(rung.at - 1);
  await bench.until(() => (atOnce ? hasBegun(bench) : bench.host.snapshot.hold?.rung === rung.name), WAIT);
  const at = bench.now;

  const clear = () => (course.sight === null ? null : signal(course, at));
  const room = next === undefined ? WAIT : next.at - rung.at - HAND;
  await course.look(() => clear() !== null, Math.min(WAIT, room));
  const light = clear();
  const verb = powerOn ? "Keep holding" : "Press and hold";
  if (light !== null && bench.now >= at + (rung.guard?.for ?? 0)) {
    const before = sentencesOf(course.news.filter(({ from }) => from < light.from));
    // With nothing before it the light is what is seen first, not what is waited for whatever comes before it.
    return before.length === 0
      ? [`${verb} the ${names}.`, ...sentencesOf([light])]
      : [
          ...(powerOn ? [] : [`Press and hold the ${names}.`]),
          ...before,
          `Keep holding the ${names} until ${clauseOf(light)}.`,
        ];
  }
  const span = spanToHold(rung, next);
  await course.wait(since + span - bench.now);
  // A reader who is told what is not yet clear would hold on until it is.
  const seen = course.sight === null ? [] : sentencesOf(course.news);
  return [`${verb} the ${names} for ${span / 1000} seconds.`, ...seen];
}

const hasBegun = ({ reports }: Bench): boolean =>
  reports.some(({ report }) => report.kind === "notice" && report.notice === "resetBegun");

/** The first thing that is seen since `at` and was not before in this scene; null where there is none. */
function signal({ news, scene }: Course, at: number): Episode | null {
  const found = news.find(
    (one) => one.from >= at - ROUND && !scene.some((other) => other.from < one.from && looksLike(one, other)),
  );
  return found ?? null;
}

const looksLike = (one: Episode, other: Episode): boolean =>
  one.cadence === other.cadence && sameColors(one.colors, other.colors);

/** How much longer than its rung a hold is told to be: this share of it, and at least so many ms. */
const SPARE = { share: 0.1, atLeast: 1000 };
/** Holds are told in full seconds; those to rungs beyond `over` in full `coarse` where that leads no further. Ms. */
const STEP = { fine: 1000, coarse: 5000, over: 20_000 };

/** Ms: beyond `rung`, well if there is room, and not as far as the next one. */
function spanToHold({ at, guard }: Rung, next: Rung | undefined): number {
  const acts = at + (guard?.for ?? 0);
  const least = acts + Math.max(SPARE.atLeast, acts * SPARE.share);
  const most = (next?.at ?? Number.POSITIVE_INFINITY) - 1;
  const middle = (acts + most) / 2;
  const full = (span: number, step: number) => Math.ceil(span / step) * step;
  const spans = [
    ...(at > STEP.over ? [full(least, STEP.coarse)] : []),
    full(least, STEP.fine),
    full(middle, STEP.fine),
  ];
  return spans.find((span) => span <= most) ?? Math.floor(middle);
}
