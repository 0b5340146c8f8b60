import type { Rung } from "../../profiles/profile.ts";
import type { Row, TimerRow } from "../row.ts";

/**
 * The Action button: a tap acts when it ends, a hold climbs the profile's ladder of rungs, and letting go
 * decides (S1 steps 2 and 3). A press that began while it could not count is ignored until it ends.
 */
export function buttonRows(rungs: readonly Rung[]): readonly Row[] {
  const held = ["pressed", ...rungs.map((rung) => rung.name)];
  return [
    { region: "button", from: "*", on: "edge", do: ["debounce"] },
    { region: "button", from: "*", on: "settled", do: ["confirmRelease"] },
    { region: "button", from: "up", on: "press", when: "buttonCounts", to: "pressed", do: ["startHold"] },
    { region: "button", from: "up", on: "press", to: "ignored", do: ["refusePress"] },
    { region: "button", from: "ignored", on: "release", to: "up" },
    { region: "button", from: "pressed", on: "release", when: "wasTap", to: "up", do: ["reportTap"] },
    { region: "button", from: "pressed", on: "release", to: "up", do: ["reportNeither"] },
    ...rungs.map((rung, i): Row => {
      return { region: "button", from: held[i] ?? "", on: "rungDue", to: rung.name, do: ["reachRung"] };
    }),
    ...rungs.flatMap((rung): Row[] => {
      const cancel: Row = {
        region: "button",
        from: rung.name,
        on: "release",
        to: "up",
        do: ["reportCancel"],
      };
      if (rung.onRelease === "cancel") return [cancel];
      return [{ ...cancel, when: "rungWasShown", do: ["confirmReset"] }, cancel];
    }),
    { region: "button", from: held, on: "stuck", do: ["noticeStuck"] },
    { region: "button", from: "*", on: "stalled", do: ["postponeGuard"] },
    { region: "button", from: held, on: "buttonLost", to: "up", do: ["loseHold"] },
    { region: "button", from: "ignored", on: "buttonLost", to: "up", do: ["loseContact"] },
    { region: "button", from: ["ignored", ...held], on: "powerLost", to: "up" },
  ];
}

export function buttonTimers(rungs: readonly Rung[]): readonly TimerRow[] {
  const held = ["pressed", ...rungs.map((rung) => rung.name)];
  return [
    { timer: "settled", region: "button", during: [...held, "ignored"], starts: "action", span: "debounce" },
    { timer: "rungDue", region: "button", during: held, starts: "action" },
    { timer: "stuck", region: "button", during: held, starts: "entry", span: "stuckButton" },
  ];
}
