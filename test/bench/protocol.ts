import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** What one cell of the bench gave, and how busy the machine was with other things meanwhile. */
export interface Sample<T> {
  readonly value: T;
  /** Share of the machine's CPU that others took, 0..1; NaN where the system does not tell. */
  readonly foreign: number;
}

/** Above this, others disturb what is measured. */
const QUIET = 0.05;
/** A disturbed cell is run again so often; the quietest try counts. */
const TRIES = 3;
/** How long a bench waits for a quiet machine before it goes on with a busy one, ms. */
const PATIENCE = 10_000;

/**
 * Runs the cells in turn, A-B-C-A-B-C, so that all of them meet the same weather.
 * `tries` 1 for cells that are too long to be run again.
 */
export async function interleaved<K extends string, T>(
  repeats: number,
  cells: Readonly<Record<K, () => Promise<T>>>,
  tries = TRIES,
): Promise<Readonly<Record<K, readonly Sample<T>[]>>> {
  await quiet();
  const names = Object.keys(cells) as K[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, Sample<T>[]>;
  for (let i = 0; i < repeats; i++) {
    for (const name of names) samples[name].push(await quietest(cells[name], tries));
  }
  return samples;
}

async function quietest<T>(cell: () => Promise<T>, tries: number): Promise<Sample<T>> {
  let best = await sample(cell);
  for (let i = 1; i < tries && best.foreign > QUIET; i++) {
    const again = await sample(cell);
    if (again.foreign < best.foreign) best = again;
  }
  return best;
}

/** Children count as ours once they have ended: a cell leaves none behind. */
export async function sample<T>(cell: () => Promise<T>): Promise<Sample<T>> {
  const before = jiffies();
  const value = await cell();
  return { value, foreign: foreignShare(before, jiffies()) };
}

async function quiet(): Promise<void> {
  const since = performance.now();
  while (performance.now() - since < PATIENCE) {
    const { foreign } = await sample(() => sleep(500));
    if (!(foreign > QUIET)) return;
  }
}

interface Jiffies {
  readonly all: number;
  readonly idle: number;
  /** This process, and its children that have ended. */
  readonly own: number;
}

function foreignShare(before: Jiffies, after: Jiffies): number {
  const all = after.all - before.all;
  const busy = all - (after.idle - before.idle);
  return Math.max(0, busy - (after.own - before.own)) / all;
}

function jiffies(): Jiffies {
  if (process.platform !== "linux") return { all: Number.NaN, idle: Number.NaN, own: Number.NaN };
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const machine = readFileSync("/proc/stat", "utf8").split("\n")[0]!.split(/\s+/).slice(1, 9).map(Number);
  const self = readFileSync("/proc/self/stat", "utf8");
  // After the name in brackets: utime, stime, cutime and cstime are fields 14 to 17.
  const own = self
    .slice(self.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 15)
    .map(Number);
  return { all: sum(machine), idle: machine[3]! + machine[4]!, own: sum(own) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** 0..1; the nearest value. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** The busiest moment of all samples. */
export const worstForeign = (samples: readonly Sample<unknown>[]): number =>
  Math.max(...samples.map(({ foreign }) => foreign));

/** @throws Error when rivals that ought to do the same did not: then no speed of theirs means anything. */
export function expectSame(what: string, results: Readonly<Record<string, readonly unknown[]>>): void {
  const all = Object.entries(results).map(([name, values]) => [name, ...new Set(values.map(String))]);
  const [first] = all;
  if (all.every(([, value, ...more]) => value === first![1] && more.length === 0)) return;
  throw new Error(`${what}: not the same, so nothing was compared: ${JSON.stringify(all)}`);
}
