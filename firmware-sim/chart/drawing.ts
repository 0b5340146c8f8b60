import type { Profile } from "../profiles/profile.ts";
import { chartOf, statesOf } from "./plug-chart.ts";
import { REGION_NAMES, type Region, type Row, type TimerRow } from "./row.ts";

/** Mermaid's ids are global and know no "-": each state is named after its region too. */
const idOf = (region: Region, state: string): string => `${region}_${state.replaceAll("-", "_")}`;

/**
 * A profile's state chart as a Mermaid stateDiagram, made from the rows that run: one box a region, an arrow
 * a row that changes the state, a line inside a state for a row that does not.
 */
export function drawChart(profile: Profile): string {
  const { rows, timers } = chartOf(profile);
  const allStates = statesOf(profile);
  const lines = REGION_NAMES.flatMap((region) => {
    const states = allStates[region];
    const own = rows.filter((row) => row.region === region);
    return [
      `  state ${region} {`,
      ...states.map((state) => `    state "${state}" as ${idOf(region, state)}`),
      `    [*] --> ${idOf(region, states[0]!)}`,
      ...own.flatMap((row) => drawRow(row, states, profile, timers)),
      "  }",
    ];
  });
  return `${["stateDiagram-v2", ...lines].join("\n")}\n`;
}

function drawRow(
  row: Row,
  states: readonly string[],
  profile: Profile,
  timers: readonly TimerRow[],
): readonly string[] {
  const froms = row.from === "*" ? states : [row.from].flat();
  const label = labelOf(row, profile, timers);
  const { region, to } = row;
  return froms.map((from) =>
    to === undefined
      ? `    ${idOf(region, from)} : ${label}`
      : `    ${idOf(region, from)} --> ${idOf(region, to)} : ${label}`,
  );
}

/** "event [guard] / actions"; the event of a timer with a fixed length says how long that is. */
function labelOf(row: Row, profile: Profile, timers: readonly TimerRow[]): string {
  const timer = timers.find((each) => each.timer === row.on);
  const span = timer?.span;
  const length =
    span === undefined || span === "bootPattern" ? "" : ` after ${profile.timings[span].for / 1000} s`;
  const guard = row.when === undefined ? "" : ` [${row.when}]`;
  const actions = row.do === undefined ? "" : ` / ${row.do.join(", ")}`;
  return `${row.on}${length}${guard}${actions}`;
}
