import type { Bench } from "../../testing/bench-port.ts";

/** What happened, and when: ms since the end of the first boot, or of the bench's beginning where none was seen. */
export interface Happening {
  readonly at: number;
  readonly what: string;
}

export const ASPECTS = ["patterns", "gestures", "decisions", "lamp"] as const;
/** `patterns`: what the lamp was told to show. `lamp`: each change of its colour, as it was on the board. */
export type Aspect = (typeof ASPECTS)[number];

/** What happened on a board. */
export interface Story extends Readonly<Record<Aspect, readonly Happening[]>> {
  readonly board: string;
  /** Whether the plug did what the procedure says. */
  readonly passed: boolean;
  /** When it ended, as the rest. */
  readonly end: number;
}

/** What has happened on `bench` so far. */
export function storyOf({ board, now, patterns, reports, lampEdges }: Bench, passed: boolean): Story {
  const boot = patterns.findIndex(({ name }) => name === "boot");
  const zero = boot < 0 ? 0 : (patterns[boot + 1]?.at ?? 0);
  const told = (list: readonly Happening[]) => list.map(({ at, what }) => ({ at: at - zero, what }));
  return {
    board,
    passed,
    end: now - zero,
    patterns: told(patterns.map(({ at, name }) => ({ at, what: name }))),
    lamp: told(lampEdges.map(({ at, color }) => ({ at, what: color }))),
    gestures: told(
      reports.flatMap(({ at, report }) => {
        if (report.kind !== "gesture") return [];
        // How long it was held is told by when it was let go.
        const { kind: _, ...gesture } = { ...report, heldFor: undefined };
        return [{ at, what: words(gesture) }];
      }),
    ),
    decisions: told(
      reports.flatMap(({ at, report }) => {
        if (report.kind === "notice") {
          const { kind: _, ...notice } = report;
          return [{ at, what: words(notice) }];
        }
        return report.kind === "ignored" && report.code !== "stale"
          ? [{ at, what: `ignored ${report.input}: ${report.reason}` }]
          : [];
      }),
    ),
  };
}

/** "longRelease, rung armed, cancelled false": the first of `fields` is what it is. */
const words = (fields: object): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value], i) => (i === 0 ? String(value) : `${name} ${value}`))
    .join(", ");
