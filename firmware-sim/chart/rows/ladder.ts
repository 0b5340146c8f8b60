import type { Combination, Rung } from "../../profiles/profile.ts";
import type { EventName, Row, TimerName, TimerRow } from "../row.ts";

/** A hold ladder: which region climbs it, and by which events and timers. */
export interface Ladder {
  readonly region: "button" | "combination";
  readonly rungs: readonly Rung[];
  /** The state of a hold that has reached no rung yet. */
  readonly first: string;
  readonly press: EventName;
  readonly release: EventName;
  readonly due: TimerName;
  readonly confirmEnds: TimerName;
}

export const buttonLadder = (rungs: readonly Rung[]): Ladder => ({
  region: "button",
  rungs,
  first: "pressed",
  press: "press",
  release: "release",
  due: "rungDue",
  confirmEnds: "confirmEnds",
});

/** Of the Action button alone, held while power comes: its contact, which bounces, is the button region's. */
export const ofAction = ({ buttons }: Combination): boolean => buttons.includes("action");

export const combinationLadder = (combination: Combination): Ladder => ({
  region: "combination",
  rungs: combination.rungs,
  first: "held",
  press: ofAction(combination) ? "press" : "comboPress",
  release: ofAction(combination) ? "release" : "comboRelease",
  due: "comboRungDue",
  confirmEnds: "comboConfirmEnds",
});

/** The rungs that a hold can be at: at one that acts as it is reached, the hold is over. */
const stages = (rungs: readonly Rung[]): readonly Rung[] =>
  rungs.filter((rung) => rung.reset?.when !== "reached");

const confirms = (rungs: readonly Rung[]): boolean => rungs.some((rung) => rung.reset?.when === "confirmed");

/** The states that a ladder adds to its region. */
export const ladderStates = (rungs: readonly Rung[]): readonly string[] => [
  ...(confirms(rungs) ? ["confirming"] : []),
  ...stages(rungs).map((rung) => rung.name),
];

/** The states of a hold that counts. */
export const heldStates = ({ first, rungs }: Pick<Ladder, "first" | "rungs">): readonly string[] => [
  first,
  ...stages(rungs).map((rung) => rung.name),
];

/** What letting go does while `rung` is the highest one reached. */
function releaseRows({ region, release }: Ladder, { name, reset, guard }: Rung): readonly Row[] {
  const cancel: Row = { region, from: name, on: release, to: "up", do: ["reportCancel"] };
  if (reset === null || reset.when === "reached") return [cancel];
  const acts: Row =
    reset.when === "released"
      ? { ...cancel, do: ["reportRelease", "beginReset"] }
      : { ...cancel, to: "confirming", do: ["reportRelease"] };
  // What does not bounce is let go when it is seen to be: without a guard its rung was shown.
  const sure = release === "comboRelease" && guard === undefined;
  return sure ? [acts] : [{ ...acts, when: "rungWasShown" }, cancel];
}

/** A hold climbs the rungs, and letting go decides (S1 steps 2 and 3), or getting there, or one more press. */
export function climbRows(ladder: Ladder): readonly Row[] {
  const { region, rungs, press, due, confirmEnds } = ladder;
  const held = heldStates(ladder);
  const confirmRows: readonly Row[] = [
    { region, from: "confirming", on: press, to: "ignored", do: ["beginReset"] },
    { region, from: "confirming", on: confirmEnds, to: "up", do: ["noticeUnconfirmed"] },
  ];
  return [
    ...rungs.map((rung, i): Row => {
      const reached = { region, from: held[i] ?? "", on: due } as const;
      return rung.reset?.when === "reached"
        ? { ...reached, to: "ignored", do: ["reachRung", "beginReset"] }
        : { ...reached, to: rung.name, do: ["reachRung"] };
    }),
    ...stages(rungs).flatMap((rung) => releaseRows(ladder, rung)),
    ...(confirms(rungs) ? confirmRows : []),
    { region, from: "*", on: "stalled", do: ["postponeGuard"] },
    { region, from: ["ignored", ladder.first, ...ladderStates(rungs)], on: "powerLost", to: "up" },
  ];
}

/** A reset that did not come from this ladder wins over a hold that goes on: it counts for nothing any more. */
export const interruptRows = (ladder: Ladder): readonly Row[] => [
  { region: ladder.region, from: heldStates(ladder), on: "resetConfirmed", to: "ignored" },
  ...(confirms(ladder.rungs)
    ? [{ region: ladder.region, from: "confirming", on: "resetConfirmed", to: "up" } as const]
    : []),
];

export function ladderTimers(ladder: Ladder): readonly TimerRow[] {
  const { region, rungs, due, confirmEnds } = ladder;
  const confirming: TimerRow = {
    timer: confirmEnds,
    region,
    during: ["confirming"],
    starts: "entry",
    span: "confirmWindow",
  };
  return [
    { timer: due, region, during: heldStates(ladder), starts: "action" },
    ...(confirms(rungs) ? [confirming] : []),
  ];
}
