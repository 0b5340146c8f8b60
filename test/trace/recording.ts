import { instant, type Profile } from "../../firmware-sim/index.ts";
import { profileOf } from "../../src/config/profile/read.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { Makes } from "../../src/trace/makes.ts";
import { readTrace, type Trace } from "../../src/trace/read.ts";
import { TraceWriter } from "../../src/trace/writer.ts";
import { type RigOptions, WorldRig } from "../support/world-rig.ts";

export const TRACE = "some.trace";

/** A writer that keeps its lines. `own`: a make that does not come with the program. */
export function keptWriter(own: Profile | null = null) {
  const lines: string[] = [];
  const writer = new TraceWriter({
    makes: new Makes(PROFILES, own),
    tool: "plugbench 1.2.3",
    wall: () => "2026-05-01T12:00:00.000Z",
    write: (line) => lines.push(line),
  });
  return { writer, lines };
}

export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

export const read = (text: string): Trace =>
  readTrace(text, TRACE, {
    shipped: PROFILES,
    readProfile: (file) => {
      const profile = profileOf(file);
      if ("faults" in profile) throw new Error(profile.faults[0]!.what);
      return profile;
    },
  });

/** What was recorded of a plug in virtual time while it lived what `live` does to it. */
export function recorded(live: (rig: WorldRig) => void, options: RigOptions = {}): string[] {
  const { profile } = options;
  const own = profile === undefined || PROFILES.includes(profile) ? null : profile;
  const { writer, lines } = keptWriter(own);
  const rig = new WorldRig({ ...options, recorder: writer });
  live(rig);
  writer.end(instant(rig.now));
  return lines;
}

/** The contents of all lines of a kind. */
export const told = (lines: readonly string[], kind: string): Readonly<Record<string, unknown>>[] =>
  lines.flatMap((line) => {
    const [, found, json] = /^\d+ (\w+) (.*)$/s.exec(line) ?? [];
    return found === kind ? [JSON.parse(json!)] : [];
  });

export const patternsIn = (lines: readonly string[]) => told(lines, "lamp").map(({ pattern }) => pattern);
export const gesturesIn = (lines: readonly string[]) => told(lines, "gesture").map(({ gesture }) => gesture);
