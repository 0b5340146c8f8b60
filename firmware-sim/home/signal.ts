import { chanceOf, thrown } from "../dice.ts";
import { after, type Millis, millis, NEVER } from "../time.ts";
import type { Home } from "./state.ts";

/** A weak signal is heard, and is not, for so long at a time, ms. No source: the longer silences outlast `networkLost`. */
const HEARD = [5000, 45_000] as const;
const SILENT = [2000, 25_000] as const;
/** What takes its time takes up to so many times as long over a weak signal; no source, a choice. */
const SLOWEST = 4;

/** The plug begins to listen to the network, or the signal becomes another one: a weak one is heard at first. */
export function startSignal(home: Home): void {
  home.faded = false;
  home.fadesAt = home.record.signal === "weak" ? after(home.now, spanOf(home, HEARD)) : NEVER;
}

export function stopSignal(home: Home): void {
  home.faded = false;
  home.fadesAt = NEVER;
}

/** From heard to silent, or back. */
export function turnSignal(home: Home): void {
  home.faded = !home.faded;
  home.fadesAt = after(home.now, spanOf(home, home.faded ? SILENT : HEARD));
}

export function takes(home: Home, span: Millis): Millis {
  return home.record.signal === "weak" ? spanOf(home, [span, SLOWEST * span]) : span;
}

function spanOf(home: Home, [least, most]: readonly [number, number]): Millis {
  home.dice = thrown(home.dice);
  return millis(Math.floor(least + chanceOf(home.dice) * (most - least)));
}
