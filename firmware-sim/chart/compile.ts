import type { LedPattern } from "../indicator/pattern.ts";
import type { Profile } from "../profiles/profile.ts";
import { type Millis, millis } from "../time.ts";
import { ACTIONS, type Action } from "./actions.ts";
import { bootLength } from "./boot-length.ts";
import { GUARDS, type Guard } from "./guards.ts";
import { type Chart, chartOf, statesOf } from "./plug-chart.ts";
import {
  EVENTS,
  type EventName,
  REGION,
  REGION_NAMES,
  type Region,
  TIMER,
  TIMERS,
  type TimerRow,
} from "./row.ts";

/** A row for one state it leaves from, with names turned into numbers and functions. */
export interface CompiledRow {
  /** Its place in `Firmware.chart.rows`. */
  readonly index: number;
  readonly guard: Guard | null;
  readonly actions: readonly Action[];
  /** -1: the state stays. */
  readonly to: number;
  readonly cancels: readonly number[];
  readonly starts: readonly { readonly timer: number; readonly span: Millis }[];
}

/** The rows of one region that answer one event, by state. */
export interface Answer {
  readonly region: number;
  readonly byState: readonly (readonly CompiledRow[])[];
}

interface CompiledRule {
  readonly tests: readonly { readonly region: number; readonly state: number }[];
  readonly name: string;
  readonly pattern: LedPattern;
}

/** A profile made ready to run: what a plug's numbers mean, and what it does on each event. */
export interface Firmware {
  readonly profile: Profile;
  readonly chart: Chart;
  readonly states: Readonly<Record<Region, readonly string[]>>;
  /** By EventId. */
  readonly answers: readonly (readonly Answer[])[];
  readonly spans: readonly Millis[];
  readonly rules: readonly CompiledRule[];
  /** The regions that some rule speaks of, and how many states each has. */
  readonly lampRegions: readonly { readonly region: number; readonly size: number }[];
  /** The rule that applies, by the combination of their states: found when it is first asked for. */
  readonly ruleTable: Map<number, number>;
}

/**
 * Compiles a profile's chart and indicator to tables.
 * @throws Error when a row, timer or rule names a state or pattern that does not exist: a mistake in the profile.
 */
export function compile(profile: Profile): Firmware {
  const chart = chartOf(profile);
  const states = statesOf(profile);
  const number = (region: Region, state: string): number => {
    const found = states[region].indexOf(state);
    if (found < 0) throw new Error(`profile ${profile.id}: region ${region} has no state "${state}"`);
    return found;
  };
  const numbers = (region: Region, from: string | readonly string[]): readonly number[] =>
    from === "*" ? states[region].map((_, i) => i) : [from].flat().map((state) => number(region, state));

  const spans = TIMERS.map((timer) =>
    spanOf(
      profile,
      chart.timers.find((row) => row.timer === timer),
    ),
  );
  const lives = chart.timers.map((row) => ({
    row,
    timer: TIMER[row.timer],
    during: new Set(numbers(row.region, row.during)),
  }));

  const compiled = chart.rows.flatMap((row, index) =>
    numbers(row.region, row.from).map((from) => {
      const to = row.to === undefined ? -1 : number(row.region, row.to);
      const own = lives.filter((life) => life.row.region === row.region && to >= 0);
      const entered = own.filter(
        (life) => life.during.has(to) && !life.during.has(from) && life.row.starts === "entry",
      );
      const left = own.filter((life) => life.during.has(from) && !life.during.has(to));
      return {
        on: row.on,
        region: REGION[row.region],
        from,
        index,
        guard: row.when === undefined ? null : GUARDS[row.when],
        actions: (row.do ?? []).map((name) => ACTIONS[name]),
        to,
        cancels: left.map((life) => life.timer),
        starts: entered.map((life) => ({ timer: life.timer, span: spans[life.timer] ?? millis(0) })),
      };
    }),
  );
  const answersOf = (event: EventName): readonly Answer[] => {
    const rows = compiled.filter((row) => row.on === event);
    return [...new Set(rows.map((row) => row.region))].map((region) => ({
      region,
      byState: states[REGION_NAMES[region]!].map((_, from) =>
        rows.filter((row) => row.region === region && row.from === from),
      ),
    }));
  };
  const lampRegions = REGION_NAMES.filter((region) =>
    profile.indicator.some(({ when }) => region in when),
  ).map((region) => ({ region: REGION[region], size: states[region].length }));
  return {
    profile,
    chart,
    states,
    answers: EVENTS.map(answersOf),
    spans,
    rules: profile.indicator.map((rule) => {
      const pattern = profile.patterns[rule.show]?.pattern;
      if (pattern === undefined)
        throw new Error(`profile ${profile.id}: no pattern is called "${rule.show}"`);
      const tests = (Object.entries(rule.when) as [Region, string][]).map(([region, state]) => ({
        region: REGION[region],
        state: number(region, state),
      }));
      return { tests, name: rule.show, pattern };
    }),
    lampRegions,
    ruleTable: new Map(),
  };
}

/** 0 for a timer whose length an action decides. */
function spanOf(profile: Profile, row: TimerRow | undefined): Millis {
  if (row?.span === undefined) return millis(0);
  return row.span === "bootPattern" ? bootLength(profile) : profile.timings[row.span].for;
}
