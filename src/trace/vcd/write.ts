import { COLORS, type Instant } from "../../../firmware-sim/index.ts";
import { ACTION } from "../../runtime/words.ts";
import { UsageError } from "../../usage-error.ts";
import { type Change, changesOf } from "../changes.ts";
import type { Trace } from "../read.ts";

/** More would be a file of some 40 MB, which no viewer likes: a lamp that blinks for a week. A choice. */
const MOST_CHANGES = 2_000_000;
/** Characters given out at once. */
const PIECE = 65_536;
const LAMPS = ["lamp_red", "lamp_green", "lamp_blue"] as const;

/** The signal of a button; names of buttons have letters, digits and "-" only. */
export const buttonSignal = (button: string): string =>
  button === ACTION ? "button" : `button_${button.replaceAll("-", "_")}`;

interface Dump {
  /** Who wrote it, and when, ISO 8601. */
  readonly tool: string;
  readonly wall: string;
  /** Which stretch of the plug's time it is. */
  readonly from: Instant;
  readonly to: Instant;
  /** Other than the Action button. */
  readonly otherButtons: readonly string[];
  /** In order, from `from` on; all begins dark, open and with no button down. */
  readonly changes: Iterable<Change>;
  /** How many are too many, and what is said then. */
  readonly most: number;
  readonly tooMany: string;
}

/** The trace as a Value Change Dump. @throws UsageError for a trace with more changes than fit */
export const vcdOf = (trace: Trace): Generator<string> =>
  dumpOf({
    tool: trace.header.tool,
    wall: trace.header.wall,
    from: trace.header.at,
    to: trace.events.at(-1)?.at ?? trace.header.at,
    otherButtons: otherButtons(trace),
    changes: changesOf(trace),
    most: MOST_CHANGES,
    tooMany: `${trace.path} has more than ${MOST_CHANGES} changes, which no viewer opens: record a shorter one.`,
  });

/**
 * A Value Change Dump (IEEE 1364-2005, 18), piece by piece: each button (1 is pressed), the three colours of the lamp, and the
 * contact (1 is closed). Time is in µs, though the changes have whole ms: edges of a button that came within the same ms stand
 * 1 µs apart, so that none is lost.
 * @throws UsageError for more changes than fit
 */
export function* dumpOf(dump: Dump): Generator<string> {
  const signals = [...[ACTION, ...dump.otherButtons].map(buttonSignal), ...LAMPS, "relay"];
  const codes = new Map(signals.map((signal, i) => [signal, codeOf(i)]));
  const levels = new Map(signals.map((signal) => [signal, false]));
  let text = headText(dump, codes);
  let now = 0;
  let touchedAt = -1;
  let count = 0;
  for (const change of dump.changes) {
    // Somebody may have asked for a button that the make does not have.
    if ("button" in change && !codes.has(buttonSignal(change.button))) continue;
    const start = microsAfter(dump, change.at);
    let at = Math.max(now, start);
    if ("button" in change) {
      if (at === touchedAt) at = Math.min(at + 1, start + 999);
      touchedAt = at;
    }
    for (const [signal, level] of levelsAfter(change)) {
      if (levels.get(signal) === level) continue;
      levels.set(signal, level);
      if (at !== now) text += `#${(now = at)}\n`;
      text += `${level ? 1 : 0}${codes.get(signal)}\n`;
      count += 1;
    }
    if (count > dump.most) throw new UsageError(dump.tooMany);
    if (text.length > PIECE) {
      yield text;
      text = "";
    }
  }
  const end = microsAfter(dump, dump.to);
  yield end > now ? `${text}#${end}\n` : text;
}

const microsAfter = ({ from }: Dump, at: Instant): number => (at - from) * 1000;

/** Printable, and short: "!" and so on. */
function codeOf(i: number): string {
  const first = String.fromCharCode(33 + (i % 94));
  return i < 94 ? first : first + codeOf(Math.floor(i / 94) - 1);
}

function otherButtons({ header, makes, events }: Trace): readonly string[] {
  const ids = [header.profile.id, ...events.flatMap((e) => (e.kind === "make" ? [e.content.id] : []))];
  return [...new Set(ids.flatMap((id) => makes.named(id)!.otherButtons))];
}

function levelsAfter(change: Change): readonly (readonly [signal: string, level: boolean])[] {
  if ("button" in change) return [[buttonSignal(change.button), change.down]];
  if ("contact" in change) return [["relay", change.contact]];
  const { r, g, b } = COLORS[change.lamp];
  return [r, g, b].map((channel, i) => [LAMPS[i]!, channel > 0] as const);
}

function headText({ wall, tool }: Dump, codes: ReadonlyMap<string, string>): string {
  const variables = [...codes].map(([signal, code]) => `$var wire 1 ${code} ${signal} $end`);
  const zeros = [...codes.values()].map((code) => `0${code}`);
  return [
    `$date ${wall} $end`,
    `$version ${tool} $end`,
    "$timescale 1 us $end",
    "$scope module plug $end",
    ...variables,
    "$upscope $end",
    "$enddefinitions $end",
    "#0",
    "$dumpvars",
    ...zeros,
    "$end",
    "",
  ].join("\n");
}
