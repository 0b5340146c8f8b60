import type { Instant, Profile } from "../../../../firmware-sim/index.ts";
import type { Snapshot } from "../../../runtime/snapshot.ts";
import type { BenchEvent } from "../../../view/batch.ts";

/** What can be seen of the plug. */
export interface Plug {
  readonly profile: Profile;
  readonly snapshot: Snapshot;
  readonly events: readonly BenchEvent[];
}

/** The same as the step that is due sees it. */
export interface Seen extends Plug {
  /** Only those since the step before was done. */
  readonly events: readonly BenchEvent[];
  /** The plug's state at that moment. */
  readonly lifecycleBefore: string;
}

export interface Step {
  /** What is to be done. */
  readonly text: string;
  readonly isDone: (seen: Seen) => boolean;
}

/** Something to find out at the plug. */
export interface Exercise {
  readonly name: string;
  readonly title: string;
  /** One sentence: what it is about. */
  readonly goal: string;
  readonly hint: string;
  /** One after the other. */
  readonly steps: readonly Step[];
  /** What has been found out, told once all is done. */
  readonly found: (seen: Seen) => string;
  /** What there is to tell on the way. */
  readonly soFar?: (seen: Seen) => string;
}

/** How far somebody is. */
export interface Progress {
  /** Of the exercise's steps. */
  readonly done: number;
  /** What was before does not count for the step that is due. */
  readonly since: Instant;
  /** null until all is done. */
  readonly found: string | null;
}

export const begun = (at: Instant): Progress => ({ done: 0, since: at, found: null });

/** What has become of it now. The same object when nothing has. */
export function progressOf({ steps, found }: Exercise, before: Progress, plug: Plug, at: Instant): Progress {
  let progress = before;
  while (progress.found === null) {
    const seen = seenBy(progress, plug);
    if (!steps[progress.done]!.isDone(seen)) break;
    const done = progress.done + 1;
    progress = { done, since: at, found: done === steps.length ? found(seen) : null };
  }
  return progress;
}

/** As the step that is due sees it. */
export function seenBy({ since }: Progress, plug: Plug): Seen {
  const earlier = plug.events.filter((event) => event.at <= since);
  const last = earlier.findLast((event) => event.kind === "lifecycle");
  return { ...plug, events: plug.events.slice(earlier.length), lifecycleBefore: last?.state ?? "off" };
}
