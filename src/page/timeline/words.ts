import { patternWords } from "../../../firmware-sim/index.ts";
import { spanText } from "../../config/duration.ts";
import { ACTION } from "../../runtime/words.ts";
import type { BenchEvent } from "../../view/batch.ts";
import { type LampSpan, type Mark, NO_POWER, type Span, type Tracks } from "../../view/tracks.ts";
import { lifecycleWords } from "../../view/words/lifecycle-words.ts";
import { clockText } from "./axis.ts";

/** Stretches of a track that are told; the latest. */
const TOLD = 12;
const UNKNOWN = "not known";

/** One event for a list: on which track, and what. */
export function eventWords(event: BenchEvent): readonly [track: string, text: string] {
  switch (event.kind) {
    case "lamp":
      return ["Lamp", patternWords(event.pattern)];
    case "button":
      return [
        event.button === ACTION ? "Button" : `Button ${event.button}`,
        event.down ? "pressed" : "let go",
      ];
    case "outlet":
      return ["Outlet", `${event.on ? "on" : "off"} (${event.source})`];
    case "power":
      return ["Mains", event.on ? "plugged in" : "unplugged"];
    case "board":
      return ["Board", event.online ? "there" : "gone"];
    case "lifecycle":
      return ["Plug", lifecycleWords(event.state)];
    case "said":
      return ["Said", event.text];
    case "mqtt":
      return ["MQTT", `${event.topic} ${event.payload}`];
  }
}

/** The drawing for those who do not see it. */
export function tracksWords(tracks: Tracks, { from, to }: Span): string {
  const { lamp, button, outlet, lifecycle, marks, known } = tracks;
  const count = (kind: Mark["kind"]) => marks.filter((mark) => mark.kind === kind).length;
  const none = (since: number, words: string) => (since < to ? words : UNKNOWN);
  return [
    `From ${clockText(from)} to ${clockText(to)} of the plug's time.`,
    told("Lamp", lamp, lampWords),
    told(
      "Button",
      button,
      ({ button: name }) => (name === ACTION ? "down" : `${name} down`),
      none(known.button, "not pressed"),
    ),
    told("Outlet", outlet, () => "on", none(known.outlet, "not on")),
    told("Plug", lifecycle, ({ state }) => lifecycleWords(state)),
    `${counted("said", count("said"))}, ${counted("mqtt", count("mqtt"))}.`,
  ].join(" ");
}

export const lampWords = ({ name, pattern }: LampSpan): string =>
  name === NO_POWER ? name : patternWords(pattern);

function told<S extends Span>(
  track: string,
  spans: readonly S[],
  words: (span: S) => string,
  none = UNKNOWN,
): string {
  const latest = spans.slice(-TOLD);
  const parts = latest.map(
    (span) => `${words(span)} for ${spanText(tenths(span.to - span.from))} from ${clockText(span.from, 100)}`,
  );
  const before = spans.length - latest.length;
  return `${track}: ${before > 0 ? `${before} stretches, then ` : ""}${parts.join(", then ") || none}.`;
}

/** "1 sentence", "3 messages". */
export const counted = (kind: Mark["kind"], count: number): string =>
  `${count} ${kind === "mqtt" ? "message" : "sentence"}${count === 1 ? "" : "s"}`;

/** Fit for people. */
export const tenths = (ms: number): number => (ms < 100 ? ms : Math.round(ms / 100) * 100);
