import {
  type ColorName,
  changeAfter,
  colorAt,
  type Instant,
  instant,
  type LedPattern,
  millis,
  type Profile,
} from "../../firmware-sim/index.ts";
import { ACTION } from "../runtime/words.ts";
import { UsageError } from "../usage-error.ts";
import type { TraceEvent } from "./event.ts";
import type { Trace } from "./read.ts";

/** Something that could be seen at the plug: a button moved, the lamp became another colour, the contact switched. */
export type Change =
  | { readonly at: Instant; readonly button: string; readonly down: boolean }
  | { readonly at: Instant; readonly lamp: ColorName }
  | { readonly at: Instant; readonly contact: boolean };

const DARK: LedPattern = { kind: "steady", color: "off" };

/**
 * Everything that changed, in order; patterns become the changes that they consist of, one after the other. All begins dark,
 * open and with no button down. Of what lamp or contact did within one ms only the outcome is told; a button's every edge is.
 * @throws UsageError for a pattern that the make, as it is now, does not have
 */
export function* changesOf(trace: Trace): Generator<Change> {
  const { header, makes, events } = trace;
  let next = makes.named(header.profile.id)!;
  let make = next;
  const lamp = new Lamp(header.at);
  const contact = new Contact(header.at);
  const buttons = new Buttons();
  let last = header.at;
  for (const [i, event] of events.entries()) {
    if (event.kind === "mqtt") continue;
    const { at, kind, content } = event;
    last = at;
    yield* contact.until(at);
    yield* lamp.until(at);
    yield* buttons.take(event);
    if (kind === "contact") contact.switch(content.closed, at);
    else if (kind === "make") next = makes.named(content.id)!;
    else if (kind === "lay" || kind === "power") {
      make = next;
      // Until the plug shows something else it is the first.
      lamp.show(kind === "lay" ? DARK : patternOf(make, make.indicator[0]!.show)!, at);
    } else if (kind === "lamp") {
      const pattern = patternOf(make, content.pattern);
      if (pattern === undefined)
        throw gone(trace, i + 2, `${make.id} has no pattern ${content.pattern} any more`);
      lamp.show(pattern, at);
    }
  }
  yield* contact.until(instant(last + 1));
  yield* lamp.until(instant(last + 1));
}

const patternOf = ({ patterns }: Profile, name: string): LedPattern | undefined =>
  Object.hasOwn(patterns, name) ? patterns[name]!.pattern : undefined;

const gone = ({ path }: Trace, line: number, what: string): UsageError =>
  new UsageError(`${path}:${line}: ${what}: record it anew.`);

class Lamp {
  #pattern = DARK;
  #since: Instant;
  /** What comes after this is not told yet; what begins with it neither, as long as something else may begin then. */
  #now: Instant;
  #told: ColorName = "off";

  constructor(at: Instant) {
    this.#since = at;
    this.#now = at;
  }

  show(pattern: LedPattern, at: Instant): void {
    this.#pattern = pattern;
    this.#since = at;
    this.#now = at;
  }

  /** The changes before `end`. */
  *until(end: Instant): Generator<Change> {
    while (this.#now < end) {
      const color = colorAt(this.#pattern, millis(this.#now - this.#since));
      if (color !== this.#told) yield { at: this.#now, lamp: (this.#told = color) };
      const next = changeAfter(this.#pattern, this.#since, this.#now);
      if (next >= end) return;
      this.#now = next;
    }
  }
}

class Contact {
  #closed = false;
  #at: Instant;
  #told = false;

  constructor(at: Instant) {
    this.#at = at;
  }

  switch(closed: boolean, at: Instant): void {
    this.#closed = closed;
    this.#at = at;
  }

  /** The change before `end`, if there was one. */
  *until(end: Instant): Generator<Change> {
    if (this.#at >= end || this.#closed === this.#told) return;
    yield { at: this.#at, contact: (this.#told = this.#closed) };
  }
}

class Buttons {
  readonly #down = new Set<string>();

  *take(event: TraceEvent): Generator<Change> {
    const { at } = event;
    if (event.kind === "power") {
      const { buttonDown, othersDown = [] } = event.content;
      const down = buttonDown ? [ACTION, ...othersDown] : othersDown;
      for (const button of new Set([...this.#down, ...down]))
        yield* this.#move(at, button, down.includes(button));
    } else if (event.kind === "plug" && event.content.kind === "edge")
      yield* this.#move(at, event.content.button ?? ACTION, event.content.down);
    else if (event.kind === "plug" && event.content.kind === "buttonLost")
      yield* this.#move(at, ACTION, false);
  }

  *#move(at: Instant, button: string, down: boolean): Generator<Change> {
    if (this.#down.has(button) === down) return;
    this.#down[down ? "add" : "delete"](button);
    yield { at, button, down };
  }
}
