import type { Instant, LedPattern } from "../../firmware-sim/index.ts";
import type { Level } from "../log.ts";
import { ACTION } from "../runtime/words.ts";
import type { BenchEvent } from "./batch.ts";
import type { Mirror } from "./mirror.ts";

/** From `from` up to `to`, in the plug's time; never empty. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What the lamp showed. Without power or board that is nothing, by the name NO_POWER. */
export interface LampSpan extends Span {
  readonly pattern: LedPattern;
  /** When the pattern began, which may be before `from`. */
  readonly since: Instant;
  readonly name: string;
}

export interface ButtonSpan extends Span {
  readonly button: string;
}

export interface StateSpan extends Span {
  readonly state: string;
}

/** Something that happened at one moment. */
export interface Mark {
  readonly at: Instant;
  readonly kind: "said" | "mqtt";
  /** "info" for a message. */
  readonly level: Level;
  readonly text: string;
}

/** What happened to a plug in a window of time, in order. What nobody was told is a gap in `lamp` and `lifecycle`. */
export interface Tracks {
  readonly lamp: readonly LampSpan[];
  /** While a button was down; spans of different buttons may overlap. */
  readonly button: readonly ButtonSpan[];
  /** While the outlet was on, as the plug believed. */
  readonly outlet: readonly Span[];
  readonly lifecycle: readonly StateSpan[];
  readonly marks: readonly Mark[];
  /** From when on it is known what Action button and outlet did; before, no span says nothing. */
  readonly known: { readonly button: Instant; readonly outlet: Instant };
}

export const NO_POWER = "no power";

/** A value, and since when. */
interface Since<T> {
  readonly at: Instant;
  readonly value: T;
}

/** What is known of the window from `from` up to `to`, which is at most the plug's now. */
export function tracksOf(
  mirror: Pick<Mirror, "events" | "snapshot" | "at">,
  from: Instant,
  to: Instant,
): Tracks {
  const { snapshot, events } = mirror;
  const within = <T>(changes: readonly Since<T>[]) => spansOf(changes, from, to);
  const of = <T>(look: (event: BenchEvent) => T | undefined, now: T) => historyOf(mirror, look, now);
  const button = (name: string, now: boolean) =>
    of((event) => (event.kind === "button" && event.button === name ? event.down : undefined), now);

  const lifecycle = of((event) => (event.kind === "lifecycle" ? event.state : undefined), snapshot.lifecycle);
  const action = button(ACTION, snapshot.button === "down");
  const outlet = of((event) => (event.kind === "outlet" ? event.on : undefined), snapshot.relay.closed);
  const buttons = new Map([[ACTION, action]]);
  for (const name of [...snapshot.otherButtons, ...events.flatMap(buttonOf)])
    if (!buttons.has(name)) buttons.set(name, button(name, snapshot.otherButtons.includes(name)));

  return {
    lamp: within(lampHistory(mirror, lifecycle)).flatMap(({ value, from, to }) => {
      if (value === undefined) return [];
      const { name, pattern, since = from } = value;
      return [{ from, to, pattern, since, name }];
    }),
    button: [...buttons].flatMap(([name, changes]) =>
      within(changes).flatMap(({ value, from, to }) => (value ? [{ button: name, from, to }] : [])),
    ),
    outlet: within(outlet).flatMap(({ value, from, to }) => (value ? [{ from, to }] : [])),
    lifecycle: within(lifecycle).map(({ value, from, to }) => ({ state: value, from, to })),
    marks: events.filter(({ at }) => from <= at && at < to).flatMap(markOf),
    known: { button: action[0]!.at, outlet: outlet[0]!.at },
  };
}

/**
 * What `look` finds in the events, at least one; where they do not tell of it, it is as it is `now` since the first of them. Of
 * several at one moment the last counts.
 */
function historyOf<T>(
  { events, at }: Pick<Mirror, "events" | "at">,
  look: (event: BenchEvent) => T | undefined,
  now: T,
): readonly Since<T>[] {
  const changes: Since<T>[] = [];
  for (const event of events) {
    const value = look(event);
    if (value !== undefined) changes.push({ at: event.at, value });
  }
  return changes.length > 0 ? changes : [{ at: events[0]?.at ?? at, value: now }];
}

type Shown = Pick<LampSpan, "name" | "pattern"> & { readonly since?: Instant };
const DARK: Shown = { name: NO_POWER, pattern: { kind: "steady", color: "off" } };

/** As far as it is known both what it is told to show and whether it has power. */
function lampHistory(
  mirror: Pick<Mirror, "events" | "snapshot" | "at">,
  lifecycle: readonly Since<string>[],
): readonly Since<Shown | undefined>[] {
  const { led, board } = mirror.snapshot;
  const online = historyOf(
    mirror,
    (event) => (event.kind === "board" ? event.online : undefined),
    board === "online",
  );
  const told = historyOf<Shown>(mirror, (event) => (event.kind === "lamp" ? event : undefined), led);
  const moments = [...new Set([...lifecycle, ...online, ...told].map(({ at }) => at))].sort((a, b) => a - b);
  const [stateAt, onlineAt, toldAt] = [follow(lifecycle), follow(online), follow(told)];
  return moments.map((at) => {
    const [state, isOnline, shown] = [stateAt(at), onlineAt(at), toldAt(at)];
    if (state === "off" || isOnline === false) return { at, value: DARK };
    return { at, value: state === undefined || isOnline === undefined ? undefined : shown };
  });
}

/** Answers, for moments that never go back, what the value is then. */
function follow<T>(changes: readonly Since<T>[]): (at: Instant) => T | undefined {
  let next = 0;
  return (at) => {
    while (next < changes.length && changes[next]!.at <= at) next++;
    return changes[next - 1]?.value;
  };
}

function spansOf<T>(
  changes: readonly Since<T>[],
  from: Instant,
  to: Instant,
): readonly (Span & { readonly value: T })[] {
  const spans: (Span & { value: T })[] = [];
  for (const [i, { at, value }] of changes.entries()) {
    const start = Math.max(at, from) as Instant;
    const end = Math.min(changes[i + 1]?.at ?? to, to) as Instant;
    if (start >= end) continue;
    const last = spans.at(-1);
    const goesOn = last !== undefined && last.to === start && last.value === value;
    if (goesOn) spans[spans.length - 1] = { ...last, to: end };
    else spans.push({ from: start, to: end, value });
  }
  return spans;
}

const buttonOf = (event: BenchEvent): readonly string[] => (event.kind === "button" ? [event.button] : []);

function markOf(event: BenchEvent): readonly Mark[] {
  const { at, kind } = event;
  if (kind === "said") return [{ at, kind, level: event.level, text: event.text }];
  if (kind === "mqtt") return [{ at, kind, level: "info", text: `${event.topic} ${event.payload}` }];
  return [];
}
