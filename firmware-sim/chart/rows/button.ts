import type { Profile, Rung } from "../../profiles/profile.ts";
import type { Row, TimerRow } from "../row.ts";
import { buttonLadder, climbRows, heldStates, ladderTimers } from "./ladder.ts";

/**
 * The Action button: a tap acts when it ends, a hold climbs the profile's ladder. A press that began while it could
 * not count is ignored until it ends.
 */
export function buttonRows({ rungs, timings }: Profile): readonly Row[] {
  const ladder = buttonLadder(rungs);
  const held = heldStates(ladder);
  const tap = { region: "button", from: "pressed", on: "release", to: "up", do: ["reportTap"] } as const;
  const gap = rungs[0] === undefined || timings.tapMax.for < rungs[0].at - 1;
  return [
    { region: "button", from: "*", on: "edge", when: "ofAction", do: ["debounce"] },
    { region: "button", from: "*", on: "settled", do: ["confirmRelease"] },
    { region: "button", from: "up", on: "press", when: "notBusy", to: "pressed", do: ["startHold"] },
    { region: "button", from: "up", on: "press", to: "ignored", do: ["refusePress"] },
    { region: "button", from: "ignored", on: "release", to: "up" },
    ...(gap ? [{ ...tap, when: "wasTap" } as const, { ...tap, do: ["reportNeither"] } as const] : [tap]),
    ...climbRows(ladder),
    { region: "button", from: [...held, "ignored"], on: "stuck", do: ["noticeStuck"] },
    { region: "button", from: held, on: "buttonLost", to: "up", do: ["loseHold"] },
    { region: "button", from: "ignored", on: "buttonLost", to: "up", do: ["loseContact"] },
  ];
}

export function buttonTimers(rungs: readonly Rung[]): readonly TimerRow[] {
  const ladder = buttonLadder(rungs);
  const down = [...heldStates(ladder), "ignored"];
  return [
    { timer: "settled", region: "button", during: down, starts: "action", span: "debounce" },
    { timer: "stuck", region: "button", during: down, starts: "entry", span: "stuckButton" },
    ...ladderTimers(ladder),
  ];
}
