import { type Beginning, type Count, isSoft, type Profile, type Rung } from "../../../firmware-sim/index.ts";
import { ACTION } from "../../runtime/words.ts";
import { openBench } from "../../testing/bench.ts";
import type { Bench } from "../../testing/bench-port.ts";
import type { Start } from "../../testing/start.ts";
import { UsageError } from "../../usage-error.ts";
import { HAND } from "../perform/habits.ts";
import { asSentence, buttonWords } from "../perform/words.ts";
import { Course } from "./course.ts";
import { type Holding, holdingSteps } from "./holding.ts";
import { seenSince } from "./sentences.ts";

/** Nobody counts the seconds of a wait more finely, ms. */
const WAITED = 5000;

/** What is done and seen, as the steps of an article: the sentences of each. */
export interface Draft {
  readonly start: Start;
  readonly steps: readonly (readonly string[])[];
}

/** Resets a plug of this make in virtual time, and writes down how, and what is seen. @throws UsageError */
export async function draftOf(profile: Profile, way: Beginning): Promise<Draft> {
  const holding = holdingOf(profile, way);
  const start = way.by === "powerOns" || holding?.powerOn ? "unplugged" : "online";
  const bench = await openBench({ profile, start });
  try {
    const course = new Course(bench);
    // What was there before is told from what comes.
    await course.wait(HAND);
    const steps = [...(await (holding === null ? stepsOf(course, way) : holdingSteps(course, holding)))];
    const begun = begunAt(bench, way);
    if (!isSoft(profile.resets[way.reset]!))
      steps.push([...waitUntil(begun, course), "The reset is complete."]);
    return { start, steps };
  } finally {
    await bench.close();
  }
}

function holdingOf({ rungs, combination }: Profile, { by, place }: Beginning): Holding | null {
  const at = (ladder: readonly Rung[]) => ladder[Number(/\[(\d+)\]/.exec(place)?.[1])]!;
  if (by === "hold") return { buttons: [ACTION], rungs, rung: at(rungs), powerOn: false };
  if (by !== "combination" || combination === null) return null;
  const { buttons, when } = combination;
  return { buttons, rungs: combination.rungs, rung: at(combination.rungs), powerOn: when === "powerOn" };
}

async function stepsOf(course: Course, { by, place }: Beginning): Promise<readonly (readonly string[])[]> {
  switch (by) {
    case "powerOns":
      return powerOnSteps(course);
    case "taps":
      return tapSteps(course);
    case "app": {
      const action = place.split(".")[1]!;
      await course.act({ do: "app", action });
      await course.rest();
      return [[`Choose “${action}” in the app.`, ...seenSince(course)]];
    }
    default: {
      await course.act({ do: "say", words: "factory reset" });
      await course.next();
      const asked = seenSince(course);
      await course.act({ do: "say", words: "yes" });
      await course.rest();
      return [
        ["Say “factory reset”.", ...asked],
        ["Say “yes”.", ...seenSince(course)],
      ];
    }
  }
}

async function powerOnSteps(course: Course): Promise<readonly (readonly string[])[]> {
  const { times } = countOf(course, "powerOns");
  for (let i = 1; i < times; i++) {
    await course.act({ do: "plugIn" });
    await course.wait(HAND);
    await course.act({ do: "unplug" });
    await course.wait(HAND);
  }
  await course.act({ do: "plugIn" });
  await course.rest();
  return [[`Plug it in and unplug it ${times - 1} times.`], ["Plug it in.", ...seenSince(course)]];
}

async function tapSteps(course: Course): Promise<readonly (readonly string[])[]> {
  const { times } = countOf(course, "taps");
  await course.tap([ACTION], times);
  await course.rest();
  return [[`Press the ${buttonWords([ACTION])} ${times} times.`, ...seenSince(course)]];
}

const countOf = ({ bench }: Course, of: Count["of"]): Count =>
  bench.profile.counts.find((count) => count.of === of)!;

/** The second: a soft one. */
const BEGUN: readonly string[] = ["resetBegun", "restarting"];

/** When the reset began. @throws UsageError */
function begunAt({ profile, reports }: Bench, { place }: Beginning): number {
  const begun = reports.find(({ report }) => report.kind === "notice" && BEGUN.includes(report.notice));
  if (begun !== undefined) return begun.at;
  throw new UsageError(
    `nobody can reset the ${profile.name} in the way of ${place}: it does not begin for a hand that takes ${HAND / 1000} s from one movement to the next.`,
  );
}

/** Nobody can see that it begins where that changes nothing: so they wait. */
function waitUntil(begun: number, { news, since }: Course): readonly string[] {
  const last = news.findLast((one, i) => i === 0 || asSentence(one) !== asSentence(news[i - 1]!));
  if (begun <= (last?.from ?? since)) return [];
  return [`Wait ${Math.ceil((begun - since) / WAITED) * (WAITED / 1000)} seconds.`];
}
