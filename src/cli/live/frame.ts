import { energyAt, type Instant, patternWords } from "../../../firmware-sim/index.ts";
import { faultsText } from "../../control/fault.ts";
import { outletOf } from "../../runtime/words.ts";
import { SIGNS } from "../../seen/signs.ts";
import { lampNow } from "../../view/lamp-now.ts";
import type { Mirror } from "../../view/mirror.ts";
import { latestMessages } from "../../view/mqtt-log.ts";
import { updateWords } from "../../view/words/firmware-words.ts";
import { lifecycleWords } from "../../view/words/lifecycle-words.ts";
import { troublesText } from "../../view/words/trouble-words.ts";
import { whyDark } from "../../view/words/why-dark.ts";
import { holdRows } from "./hold-rows.ts";
import { KEY_ROW } from "./keys.ts";
import { type Piece, type RowView, rowText, wrapped } from "./row.ts";
import { label, timelineRows } from "./timeline-rows.ts";

export interface FrameView extends RowView {
  readonly rows: number;
  /** What the log said last, oldest first. */
  readonly messages: readonly string[];
}

interface Ranked {
  readonly row: readonly Piece[];
  /** Rows with the highest number go first when room is short. */
  readonly rank: number;
}

/** Rows for the log that are kept free as long as anything else can go. */
const LEAST_MESSAGES = 3;
const MOST_MQTT = 4;
/** Width of the time of day in front of a line of the log. */
const TIME = 10;

/** The plug on a screen: exactly `rows` rows, each narrower than the terminal. */
export function frame(mirror: Mirror, at: Instant, view: FrameView): readonly string[] {
  const above = rowsAbove(mirror, at, view);
  const keys: Ranked = { row: [{ text: KEY_ROW, tone: "dim" }], rank: 7 };
  const kept = fitted([...above, keys], Math.max(1, view.rows - LEAST_MESSAGES));
  const room = Math.max(0, view.rows - kept.length);
  const mqtt = mqttRows(mirror, Math.min(MOST_MQTT, Math.floor(room / 3)));
  const forLog = room - mqtt.length;
  const messages = messageRows(view, forLog);
  const free = Array.from({ length: forLog - messages.length }, (): readonly Piece[] => []);
  const hasKeys = kept.includes(keys);
  const top = kept.filter((ranked) => ranked !== keys).map(({ row }) => row);
  const all = [...top, ...messages, ...free, ...mqtt, ...(hasKeys ? [keys.row] : [])];
  return all.map((row) => rowText(row, view));
}

function fitted(rows: readonly Ranked[], room: number): readonly Ranked[] {
  let kept = rows;
  while (kept.length > room) {
    const last = Math.max(...kept.map(({ rank }) => rank));
    kept = kept.toSpliced(
      kept.findLastIndex(({ rank }) => rank === last),
      1,
    );
  }
  return kept;
}

function rowsAbove(mirror: Mirror, at: Instant, view: RowView): readonly Ranked[] {
  const { snapshot, card, profile } = mirror;
  const time = card.time === "stands" ? ", its time stands" : "";
  const title: Piece[] = [
    { text: card.id, tone: "bold" },
    { text: `  ${profile.name} on ${card.board}${time}`, tone: "dim" },
  ];
  const lines = timelineRows(mirror, at, view);
  const [first, second, third] = lampRows(mirror, at, view);
  const [bar, next] = holdRows(mirror, at);
  const blank: Ranked = { row: [], rank: 9 };
  return [
    { row: title, rank: 6 },
    { row: first, rank: 2 },
    { row: second, rank: 0 },
    { row: third, rank: 2 },
    { row: bar, rank: 1 },
    { row: next, rank: 1 },
    blank,
    { row: lines.lamp, rank: 3 },
    { row: lines.button, rank: 3 },
    ...(snapshot.profile.outlet ? [{ row: lines.outlet, rank: 3 }] : []),
    { row: lines.scale, rank: 8 },
    blank,
    { row: homeRow(mirror), rank: 5 },
    ...(snapshot.profile.outlet ? [{ row: outletRow(mirror, at), rank: 5 }] : []),
    { row: wrongRow(mirror), rank: 4 },
    blank,
  ];
}

/** The lamp as large as three rows, and beside it what it means. */
function lampRows({ snapshot }: Mirror, at: Instant, view: RowView) {
  const color = lampNow(snapshot, at);
  const isDark = color === "off";
  const plain = view.ascii || !view.color;
  const fill = isDark ? (view.ascii ? "." : "░") : plain ? SIGNS[color].letter : "█";
  const [top, side, bottom] = view.ascii ? [" .--. ", "|", " '--' "] : [" ▄▄▄▄ ", "▐", " ▀▀▀▀ "];
  const drawn = [top, `${side}${fill.repeat(4)}${view.ascii ? "|" : "▌"}`, bottom];
  const lamp = (i: number): Piece => ({ text: ` ${drawn[i]}   `, tone: color });
  const words = whyDark(snapshot) ?? patternWords(snapshot.led.pattern);
  const state: string[] = [lifecycleWords(snapshot.lifecycle)];
  if (snapshot.profile.outlet) state.push(`outlet ${outletOf(snapshot)}`);
  const update = updateWords(snapshot.firmware);
  if (update !== undefined) state.push(update);
  const down = [...(snapshot.button === "down" ? ["button"] : []), ...snapshot.otherButtons];
  return [
    [lamp(0), { text: isDark ? "dark" : color, tone: color }, { text: ` now: ${words}` }],
    [lamp(1), { text: state.join(", ") }],
    [lamp(2), { text: down.length === 0 ? "" : `${down.join(" and ")} down` }],
  ] as const satisfies readonly (readonly Piece[])[];
}

function homeRow({ snapshot: { home, network } }: Mirror): readonly Piece[] {
  const state = (name: string, is: "up" | "down"): Piece =>
    is === "up" ? { text: `${name} up` } : { text: `${name} DOWN`, tone: "warn" };
  return [
    label("home"),
    state("Wi-Fi", home.wifi),
    { text: ", " },
    state("cloud", home.cloud),
    { text: `; plug: ${NETWORK[network]}; listed by ${home.listedBy.join(", ") || "no account"}` },
  ];
}

const NETWORK = { down: "not on the Wi-Fi", local: "on the Wi-Fi", cloud: "in contact" } as const;

function outletRow({ snapshot: { relay, circuit, meter } }: Mirror, at: Instant): readonly Piece[] {
  const counted = meter === null ? "" : `, ${energyAt(meter, at).toFixed(1)} Wh`;
  return [
    label("outlet"),
    { text: `${outletOf({ relay })}, load ${circuit.load ?? "none"}, ${circuit.watts} W${counted}` },
  ];
}

function wrongRow({ snapshot }: Mirror): readonly Piece[] {
  const wrong = [troublesText(snapshot), faultsText(snapshot)].filter((text) => text !== "none");
  return [
    label("wrong"),
    wrong.length === 0 ? { text: "nothing" } : { text: wrong.join("; "), tone: "warn" },
  ];
}

/** The latest lines of the log, whole, in at most `most` rows. */
function messageRows({ messages, columns }: FrameView, most: number): readonly (readonly Piece[])[] {
  const rows = messages.slice(-most).flatMap((line) => wrapped(line, columns, TIME));
  return rows.slice(Math.max(0, rows.length - most)).map((text) => [{ text }]);
}

/** The latest messages to the broker, at most `most`. */
const mqttRows = ({ events }: Mirror, most: number): readonly (readonly Piece[])[] =>
  latestMessages(events, "", most)
    .toReversed()
    .map(({ topic, payload }) => [label("mqtt"), { text: topic }, { text: `  ${payload}`, tone: "dim" }]);
