import type {
  Act,
  Observation,
  Procedure,
  Reading,
  Sentence,
  Statement,
  Step,
} from "../../src/procedure/plan.ts";
import type { Look } from "../../src/seen/lamp.ts";

type Lit = Look["colors"][number];

export const blinking = (color: Lit, more: Partial<Look> = {}): Look => ({
  cadence: "blinking",
  colors: [color],
  ...more,
});
export const solid = (color: Lit, more: Partial<Look> = {}): Look => ({
  cadence: "solid",
  colors: [color],
  ...more,
});
export const alternating = (...colors: readonly Lit[]): Look => ({ cadence: "alternating", colors });
export const OFF: Look = { cadence: "off", colors: [] };

export const shows = (...looks: readonly Look[]): Observation => ({ see: "then", looks });
export const either = (...looks: readonly Look[]): Observation => ({ see: "either", looks });
export const may = (...looks: readonly Look[]): Observation => ({ see: "may", looks });
export const never = (...colors: readonly Lit[]): Observation => ({ see: "never", colors });
export const resetDone: Observation = { see: "resetDone" };

export const plugIn: Act = { do: "plugIn" };
export const unplug: Act = { do: "unplug" };
export const release: Act = { do: "release", buttons: null };
export const press = (times = 1, button = "action"): Act => ({ do: "press", buttons: [button], times });
export const hold = (end: Look | number | null = null, button = "action"): Act => ({
  do: "hold",
  buttons: [button],
  end: endOf(end),
});
export const keepHolding = (end: Look | number | null = null): Act => ({
  do: "keepHolding",
  end: endOf(end),
});
export const wait = (end: Look | number): Act => ({ do: "wait", end: endOf(end)! });

const endOf = (end: Look | number | null) =>
  end === null ? null : typeof end === "number" ? { for: end } : { until: end };

/** A step: each sentence by its statements, or its reading; the first is its title where it begins with "title". */
export type Draft = readonly (Reading | readonly [...("title" | Statement)[]])[];

/** A procedure by hand: a line a sentence. */
export function procedureOf(...drafts: readonly Draft[]): Procedure {
  let line = 0;
  const steps = drafts.map((draft, i): Step => {
    const first = line + 1;
    const sentences = draft.map((one): Sentence => {
      line += 1;
      const text = `sentence ${line}`;
      if ("kind" in one) return { text, line, headline: false, reading: one };
      const statements = one.filter((part) => part !== "title");
      return { text, line, headline: one[0] === "title", reading: { kind: "statements", statements } };
    });
    return { number: i + 1, line: first, lastLine: line, requirements: [], sentences };
  });
  return { heading: null, line: 1, steps };
}
