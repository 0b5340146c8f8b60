import * as v from "valibot";
import type { Instant, Profile } from "../../firmware-sim/index.ts";
import { profileHash } from "../config/profile-hash.ts";
import { UsageError } from "../usage-error.ts";
import { FORMAT, type Kind, MAGIC, type TraceEvent, type TraceHeader } from "./event.ts";
import { CONTENTS, headerSchema } from "./event-schema.ts";
import { LONGEST_LINE, LONGEST_SPAN } from "./limits.ts";
import { Makes } from "./makes.ts";

/** A trace that was read, every line of it understood. */
export interface Trace {
  readonly path: string;
  /** All whole lines, the first one too; event i is line i + 1. */
  readonly lines: readonly string[];
  readonly header: TraceHeader;
  readonly events: readonly TraceEvent[];
  /** false: the recording was cut off, and what came after the last whole line is lost. */
  readonly ended: boolean;
  /** All that it names. */
  readonly makes: Makes;
  /** The ids of those that were others when it was recorded. */
  readonly changed: readonly string[];
}

export interface TraceReading {
  readonly shipped: readonly Profile[];
  /** A file of a profile, parsed. Throws an Error with what is wrong in it. */
  readonly readProfile: (file: unknown) => Profile;
}

class Fault extends Error {}

/**
 * Reads a whole trace, or refuses all of it.
 * @throws UsageError that names the file and the line
 */
export function readTrace(text: string, path: string, reading: TraceReading): Trace {
  const lines = text.split(/\r?\n/);
  // Empty, unless the recording ended in the middle of a line.
  lines.pop();
  let line = 1;
  try {
    if (lines.length === 0 && text.startsWith(MAGIC))
      throw new Fault("is cut off: not even its first line is whole");
    const header = headerOf(lines[0] ?? text);
    const known = makesOf(header, reading);
    const scan = new Scan(header, known);
    for (line = 2; line <= lines.length; line++) scan.take(lines[line - 1]!);
    const { events, changed } = scan;
    return {
      path,
      lines,
      header,
      events,
      ended: events.at(-1)?.kind === "end",
      makes: known,
      changed: [...changed],
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new UsageError(
      `${path}:${line}: ${error.message}. Nothing of it was used: take the file as it was recorded, or record it anew.`,
    );
  }
}

/** Looks at one line after the other. */
class Scan {
  readonly events: TraceEvent[] = [];
  readonly changed = new Set<string>();
  readonly #header: TraceHeader;
  readonly #makes: Makes;
  #now: Instant;

  constructor(header: TraceHeader, makes: Makes) {
    this.#header = header;
    this.#makes = makes;
    this.#now = header.at;
    this.#look(header.profile);
  }

  take(line: string): void {
    if (this.events.at(-1)?.kind === "end") throw new Fault("goes on after its end");
    const event = eventOf(line);
    if (event.at - this.#header.at > LONGEST_SPAN) throw new Fault("is more than a year after the beginning");
    // A message goes out by the clock, while the plug may have been looked at late.
    if (event.kind !== "mqtt") {
      if (event.at < this.#now) throw new Fault(`comes after ${this.#now} ms: the lines are not in order`);
      this.#now = event.at;
    }
    if (event.kind === "make") this.#look(event.content);
    this.events.push(event);
  }

  #look({ id, sha256 }: TraceHeader["profile"]): void {
    const profile = this.#makes.named(id);
    if (profile === undefined) throw new Fault(`names a make ${id} that this plugbench does not have`);
    if (profileHash(profile) !== sha256) this.changed.add(id);
  }
}

function headerOf(line: string): TraceHeader {
  const [, format, json = ""] = /^plugbench-trace (\d{1,9}) (.*)$/s.exec(line) ?? [];
  if (format === undefined)
    throw new Fault(line.startsWith(MAGIC) ? "the first line is damaged" : "this is no trace of plugbench");
  if (Number(format) !== FORMAT)
    throw new Fault(`is of format ${format}, and this plugbench reads format ${FORMAT}: use a newer one`);
  const header = parsed(json);
  const result = v.safeParse(headerSchema, header, { abortEarly: true });
  if (result.success) return header as TraceHeader;
  throw new Fault(`the first line says something else than a trace does${placeOf(result.issues[0])}`);
}

function makesOf({ profile }: TraceHeader, { shipped, readProfile }: TraceReading): Makes {
  const makes = new Makes(shipped);
  if (profile.file === undefined) return makes;
  let own: Profile;
  try {
    own = readProfile(profile.file);
  } catch (error) {
    throw new Fault(`the make in the first line is none: ${(error as Error).message}`);
  }
  if (own.id !== profile.id) throw new Fault(`the make in the first line is ${own.id}, not ${profile.id}`);
  return makes.with(own);
}

function eventOf(line: string): TraceEvent {
  const [, at, kind = "", json = ""] = /^(\d{1,15}) ([a-z]{1,16}) (.*)$/s.exec(line) ?? [];
  if (at === undefined) throw new Fault('is not "instant kind {…}"');
  if (!Object.hasOwn(CONTENTS, kind)) throw new Fault(`there is no kind ${kind}`);
  const content = parsed(json);
  const result = v.safeParse(CONTENTS[kind as Kind], content, { abortEarly: true });
  if (!result.success)
    throw new Fault(`says of ${kind} what nobody could have recorded${placeOf(result.issues[0])}`);
  return { at: Number(at), kind, content } as unknown as TraceEvent;
}

/** Only what is written as JSON.stringify would: no blanks, no key twice, none with a meaning of its own. */
function parsed(json: string): unknown {
  if (json.length > LONGEST_LINE) throw new Fault(`is longer than ${LONGEST_LINE} characters`);
  try {
    const value: unknown = JSON.parse(json, (key, inner) => {
      if (key in Object.prototype) throw new Error("a key that every object has");
      return inner;
    });
    if (JSON.stringify(value) === json) return value;
  } catch {
    // Told below: what JSON.parse says may quote the line.
  }
  throw new Fault("is damaged: what it says is not JSON as it is recorded");
}

const placeOf = (issue: v.BaseIssue<unknown>): string => {
  const path = v.getDotPath(issue);
  return path === null ? "" : ` (${path.slice(0, 80)})`;
};
