import type { Rung } from "../../../firmware-sim/index.ts";

const seconds = (ms: number): string => String(Number((ms / 1000).toFixed(1)));

/** The last rung that leads to a reset, or the last one; undefined for a ladder without rungs. */
const goalOf = (rungs: readonly Rung[]): Rung | undefined =>
  rungs.findLast((rung) => rung.reset !== null) ?? rungs.at(-1);

/** How a hold of `held` ms goes: "holding 8 of 12 s", and, once it is over the top, what letting go does. */
export function holdWords(held: number, rungs: readonly Rung[]): string {
  const goal = goalOf(rungs);
  const whole = Math.floor(held / 1000);
  if (goal === undefined) return `holding ${whole} s`;
  if (held < goal.at) return `holding ${whole} of ${seconds(goal.at)} s`;
  const shown = held - goal.at >= (goal.guard?.for ?? 0);
  return shown
    ? `held ${whole} s: let go${goal.reset === null ? "" : ` for the ${goal.reset.name} reset`}`
    : `held ${whole} s: wait`;
}

/** A bar of `width` characters between brackets, each rung a "|" at its place: "[====|====......|..]". */
export function holdBar(held: number, rungs: readonly Pick<Rung, "at">[], width: number): string {
  const last = rungs.at(-1);
  if (last === undefined) return "";
  const marks = rungs.map((rung) => Math.round((rung.at / last.at) * (width - 2)));
  const filled = held === 0 ? 0 : Math.floor(Math.min(held / last.at, 1.2) * (width - 2) + 1);
  const cells = Array.from({ length: width }, (_, i) => (marks.includes(i) ? "|" : i < filled ? "=" : "."));
  return `[${cells.join("")}]`;
}
