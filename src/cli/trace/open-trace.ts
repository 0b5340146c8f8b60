import { lint, type Profile } from "../../../firmware-sim/index.ts";
import { spanText } from "../../config/duration.ts";
import { profileOf } from "../../config/profile/read.ts";
import { PROFILES } from "../../config/profiles.ts";
import { readText } from "../../config/read-file.ts";
import { LARGEST_TRACE } from "../../trace/limits.ts";
import { readTrace, type Trace } from "../../trace/read.ts";
import type { Io } from "../io.ts";

/**
 * Reads a trace, and tells on stderr what is to be known of it before it is used.
 * @throws UsageError that names the file and, where it is wrong, the line
 */
export function openTrace(path: string, io: Io): Trace {
  const text = readText(path, "the trace", LARGEST_TRACE);
  const trace = readTrace(text, path, { shipped: PROFILES, readProfile });
  const { ended, events, changed, header } = trace;
  const last = events.at(-1)?.at ?? header.at;
  if (!ended)
    io.err(
      `${path} was cut off while it was recorded: it goes up to ${spanText(last - header.at)}, and what came then is lost.\n`,
    );
  for (const id of changed)
    io.err(`The make ${id} is not what it was when ${path} was recorded: what differs may come from that.\n`);
  return trace;
}

function readProfile(file: unknown): Profile {
  const profile = profileOf(file);
  const faults =
    "faults" in profile
      ? profile.faults.map(({ path, what }) => `${path} ${what}`)
      : lint(profile).flatMap(({ level, place, text }) => (level === "error" ? [`${place} ${text}`] : []));
  if (faults.length > 0) throw new Error(faults[0]);
  return profile as Profile;
}
