import { REGIONS, TROUBLES } from "../../firmware-sim/index.ts";
import { didYouMean } from "../config/suggest.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { LIFECYCLES, outletOf } from "../runtime/words.ts";
import { UsageError } from "../usage-error.ts";

interface Aspect {
  /** null: what the plug at hand makes of it. */
  readonly words: readonly string[] | null;
  readonly of: (now: Snapshot) => string;
}

/** What of a plug can be waited for. */
const ASPECTS = {
  lifecycle: { words: LIFECYCLES, of: ({ lifecycle }) => lifecycle },
  outlet: { words: ["on", "off"], of: outletOf },
  led: { words: null, of: ({ led }) => led.name },
  button: { words: ["down", "up"], of: ({ button }) => button },
  board: { words: ["online", "offline"], of: ({ board }) => board },
  power: { words: ["on", "off"], of: ({ power }) => power },
  network: { words: REGIONS.network, of: ({ network }) => network },
  fault: { words: ["none", ...TROUBLES], of: ({ troubles }) => troubles[0] ?? "none" },
  update: { words: REGIONS.update, of: ({ firmware }) => firmware.update },
} as const satisfies Readonly<Record<string, Aspect>>;

type AspectName = keyof typeof ASPECTS;
export const ASPECT_NAMES = Object.keys(ASPECTS) as readonly AspectName[];

/** `what` is to be `is`. */
export interface Goal {
  readonly what: AspectName;
  readonly is: string;
}

/** How it is now with what a goal is about. */
export const aspectOf = (what: AspectName, now: Snapshot): string => ASPECTS[what].of(now);

/**
 * "online" or "outlet=on".
 * @throws UsageError with what there is to wait for
 */
export function parseGoal(text: string): Goal {
  const [first = "", ...rest] = text.split("=");
  if (rest.length === 0) return goal("lifecycle", first, `, or KEY=VALUE with ${ASPECT_NAMES.join(", ")}`);
  const what = ASPECT_NAMES.find((name) => name === first);
  if (what !== undefined) return goal(what, rest.join("="), "");
  throw new UsageError(
    `${JSON.stringify(first)} is nothing to wait for.${didYouMean(first, ASPECT_NAMES)} There is ${ASPECT_NAMES.join(", ")}.`,
  );
}

function goal(what: AspectName, is: string, others: string): Goal {
  const { words }: Aspect = ASPECTS[what];
  const why = words === null ? undefined : whyNever({ what, is }, words, others);
  if (why === undefined) return { what, is };
  throw new UsageError(`${why}.`);
}

/** What is wrong with a goal that none of `words` can reach; undefined for one that they can. */
export function whyNever({ what, is }: Goal, words: readonly string[], others = ""): string | undefined {
  if (words.includes(is)) return undefined;
  return `${what} is never ${JSON.stringify(is)}.${didYouMean(is, words)} Wait for ${words.join(", ")}${others}`;
}
