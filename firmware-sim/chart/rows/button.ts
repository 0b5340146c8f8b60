import type { Profile, Rung } from "../../profiles/profile.ts";
import type { Row, TimerRow } from "../row.ts";

/** The rungs that a hold can be at: at one that acts as it is reached, the hold is over. */
const stages = (rungs: readonly Rung[]): readonly Rung[] =>
  rungs.filter((rung) => rung.reset?.when !== "reached");

const confirms = (rungs: readonly Rung[]): boolean => rungs.some((rung) => rung.reset?.when === "confirmed");

/** The states that the ladder adds to the button. */
export const ladderStates = (rungs: readonly Rung[]): readonly string[] => [
  ...(confirms(rungs) ? ["confirming"] : []),
  ...stages(rungs).map((rung) => rung.name),
];

const heldStates = (rungs: readonly Rung[]): readonly string[] => [
  "pressed",
  ...stages(rungs).map((rung) => rung.name),
];

/** What letting go does while `rung` is the highest one reached. */
function releaseRows({ name, reset }: Rung): readonly Row[] {
  const cancel: Row = { region: "button", from: name, on: "release", to: "up", do: ["reportCancel"] };
  switch (reset?.when) {
    case "released":
      return [{ ...cancel, when: "rungWasShown", do: ["reportRelease", "beginReset"] }, cancel];
    case "confirmed":
      return [{ ...cancel, when: "rungWasShown", to: "confirming", do: ["reportRelease"] }, cancel];
    default:
      return [cancel];
  }
}

const confirmRows: readonly Row[] = [
  { region: "button", from: "confirming", on: "press", to: "ignored", do: ["beginReset"] },
  { region: "button", from: "confirming", on: "confirmEnds", to: "up", do: ["noticeUnconfirmed"] },
];

/**
 * The Action button: a tap acts when it ends, a hold climbs the profile's ladder of rungs, and letting go
 * decides (S1 steps 2 and 3), or getting there, or one more press. A press that began while it could not count is
 * ignored until it ends.
 */
export function buttonRows({ rungs, timings }: Profile): readonly Row[] {
  const held = heldStates(rungs);
  const tap = { region: "button", from: "pressed", on: "release", to: "up", do: ["reportTap"] } as const;
  const gap = rungs[0] === undefined || timings.tapMax.for < rungs[0].at - 1;
  return [
    { region: "button", from: "*", on: "edge", do: ["debounce"] },
    { region: "button", from: "*", on: "settled", do: ["confirmRelease"] },
    { region: "button", from: "up", on: "press", when: "buttonCounts", to: "pressed", do: ["startHold"] },
    { region: "button", from: "up", on: "press", to: "ignored", do: ["refusePress"] },
    { region: "button", from: "ignored", on: "release", to: "up" },
    ...(gap ? [{ ...tap, when: "wasTap" } as const, { ...tap, do: ["reportNeither"] } as const] : [tap]),
    ...rungs.map((rung, i): Row => {
      const due = { region: "button", from: held[i] ?? "", on: "rungDue" } as const;
      return rung.reset?.when === "reached"
        ? { ...due, to: "ignored", do: ["reachRung", "beginReset"] }
        : { ...due, to: rung.name, do: ["reachRung"] };
    }),
    ...stages(rungs).flatMap(releaseRows),
    ...(confirms(rungs) ? confirmRows : []),
    { region: "button", from: [...held, "ignored"], on: "stuck", do: ["noticeStuck"] },
    { region: "button", from: "*", on: "stalled", do: ["postponeGuard"] },
    { region: "button", from: held, on: "buttonLost", to: "up", do: ["loseHold"] },
    { region: "button", from: "ignored", on: "buttonLost", to: "up", do: ["loseContact"] },
    {
      region: "button",
      from: ["ignored", "pressed", ...ladderStates(rungs)],
      on: "powerLost",
      to: "up",
    },
  ];
}

export function buttonTimers(rungs: readonly Rung[]): readonly TimerRow[] {
  const held = heldStates(rungs);
  const confirmEnds: TimerRow = {
    timer: "confirmEnds",
    region: "button",
    during: ["confirming"],
    starts: "entry",
    span: "confirmWindow",
  };
  return [
    { timer: "settled", region: "button", during: [...held, "ignored"], starts: "action", span: "debounce" },
    { timer: "rungDue", region: "button", during: held, starts: "action" },
    {
      timer: "stuck",
      region: "button",
      during: [...held, "ignored"],
      starts: "entry",
      span: "stuckButton",
    },
    ...(confirms(rungs) ? [confirmEnds] : []),
  ];
}
