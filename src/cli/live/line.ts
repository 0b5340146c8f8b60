import { type Instant, patternWords, type Rung, since } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { outletOf } from "../../runtime/words.ts";
import { lampNow } from "../../view/lamp-now.ts";
import { updateWords } from "../../view/words/firmware-words.ts";
import { lifecycleWords } from "../../view/words/lifecycle-words.ts";
import { whyDark } from "../../view/words/why-dark.ts";
import { holdBar, holdWords } from "./hold.ts";
import { type RowView, SGR } from "./row.ts";

const BAR = 24;
/** A terminal may draw "●" and "○" two columns wide, and must have a column left for its cursor. */
const SPARE = 3;

interface Part {
  readonly text: string;
  /** Parts with the highest number go first when room is short. */
  readonly rank: number;
}

/** The plug on one line, never as wide as the terminal. */
export function liveLine(now: Snapshot, at: Instant, rungs: readonly Rung[], view: RowView): string {
  const color = lampNow(now, at);
  const [lit, dark] = view.ascii ? "*o" : "●○";
  const lamp = color === "off" ? `${dark} dark ` : `${lit} ${color.padEnd(5)}`;
  const text = fitted(partsOf(now, at, rungs), view.columns - SPARE - lamp.length);
  const room = Math.max(0, view.columns - SPARE);
  const shownLamp = lamp.slice(0, room);
  return (view.color ? `\x1b[${SGR[color]}m${shownLamp}\x1b[0m` : shownLamp) + text;
}

function partsOf(now: Snapshot, at: Instant, rungs: readonly Rung[]): readonly Part[] {
  const parts: Part[] = [];
  const dark = whyDark(now);
  const held = now.hold === null ? 0 : Math.max(0, since(now.hold.since, at));
  if (now.hold !== null) {
    parts.push({ text: holdWords(held, rungs), rank: 0 });
    parts.push({ text: holdBar(held, rungs, BAR), rank: 3 });
  } else if (now.button === "down" && now.lifecycle !== "off") parts.push({ text: "button down", rank: 2 });
  parts.push({ text: dark ?? patternWords(now.led.pattern), rank: 4 });
  parts.push({ text: lifecycleWords(now.lifecycle), rank: 1 });
  if (now.profile.outlet) parts.push({ text: `outlet ${outletOf(now)}`, rank: 2 });
  const update = updateWords(now.firmware);
  if (update !== undefined) parts.push({ text: update, rank: 1 });
  const [trouble] = now.troubles;
  if (trouble !== undefined) parts.push({ text: trouble, rank: 3 });
  if (now.meter !== null && now.meter.watts > 0) parts.push({ text: `${now.meter.watts} W`, rank: 5 });
  if (now.home.wifi === "down") parts.push({ text: "home Wi-Fi down", rank: 5 });
  if (now.home.cloud === "down") parts.push({ text: "cloud down", rank: 6 });
  parts.push({ text: "? keys", rank: 7 });
  return parts;
}

function fitted(parts: readonly Part[], room: number): string {
  let kept = parts;
  while (lengthOf(kept) > room && kept.length > 1) {
    const last = Math.max(...kept.map((part) => part.rank));
    kept = kept.filter((part) => part.rank !== last);
  }
  return joined(kept).slice(0, Math.max(0, room));
}

const joined = (parts: readonly Part[]): string => parts.map(({ text }) => `  ${text}`).join("");
const lengthOf = (parts: readonly Part[]): number => joined(parts).length;
