import type { Profile } from "../../../firmware-sim/index.ts";
import type { Look } from "../../seen/lamp.ts";
import { openBench } from "../../testing/bench.ts";
import { STARTS, type Start } from "../../testing/start.ts";
import type { Observation, Procedure } from "../plan.ts";
import { BenchSubject } from "./bench-subject.ts";
import { Performance } from "./performance.ts";
import { isUnplugged } from "./start.ts";

/** Whether the plug shows `look` where the article has `statement`, in a run from another start. */
export type Elsewhere = (statement: Observation, look: Look) => Promise<boolean>;

/** In runs, in virtual time, from the other starts that are as much with or without power as `start`; each is run once, when first asked. */
export function elsewhereOn(
  procedure: Procedure,
  profile: Profile,
  start: Start,
  signal?: AbortSignal,
): Elsewhere {
  const others = STARTS.filter((other) => other !== start && isUnplugged(other) === isUnplugged(start));
  let runs: Promise<readonly ReadonlyMap<Observation, readonly Look[]>[]> | undefined;
  const run = async (from: Start) => {
    const subject = new BenchSubject(await openBench({ profile, start: from }), signal);
    try {
      const performance = new Performance(subject, { profile, signal });
      await performance.run(procedure);
      return performance.shown;
    } finally {
      await subject.close();
    }
  };
  return async (statement, look) => {
    runs ??= Promise.all(others.map(run));
    return (await runs).some((shown) => shown.get(statement)?.includes(look));
  };
}
