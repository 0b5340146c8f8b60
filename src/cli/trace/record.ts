import { resolve } from "node:path";
import { PROFILES } from "../../config/profiles.ts";
import type { Settings } from "../../config/settings.ts";
import type { Log } from "../../log.ts";
import { LARGEST_TRACE } from "../../trace/limits.ts";
import { Makes } from "../../trace/makes.ts";
import { NewFile } from "../../trace/new-file.ts";
import { TraceWriter } from "../../trace/writer.ts";
import type { ExitCode } from "../failure.ts";
import type { Io } from "../io.ts";
import { run } from "../run/run.ts";
import { TOOL } from "./tool.ts";

/**
 * Runs a plug as `run` does, and writes down all of it. A trace that cannot be written any more does not stop the plug: it is
 * told at once, and the exit code is 1.
 * @throws UsageError, and what run() throws
 */
export async function traceRecord(file: string, settings: Settings, io: Io): Promise<ExitCode> {
  const path = resolve(io.directory, file);
  const out = new NewFile(path, "the trace");
  const recording = new Recording(out);
  try {
    await run(settings, io, ({ profile, wall, log }) => {
      recording.log = log;
      log({ level: "info", event: "recording", text: `Recording to ${path}.`, fields: { path } });
      const makes = new Makes(PROFILES, PROFILES.includes(profile) ? null : profile);
      const write = (line: string): void => recording.write(line);
      return new TraceWriter({ makes, tool: TOOL, wall: () => wall().toISOString(), write });
    });
  } finally {
    if (recording.lines === 0) out.discard();
    else out.close();
  }
  const { lines, failed } = recording;
  const text = `Recorded ${lines} lines to ${path}.`;
  if (lines > 0) recording.log({ level: "info", event: "recorded", text, fields: { path, lines } });
  return failed ? 1 : 0;
}

/** The lines of a run on their way into a file. */
export class Recording {
  log: Log = () => {};
  lines = 0;
  failed = false;
  readonly #out: Pick<NewFile, "add">;
  #bytes = 0;

  constructor(out: Pick<NewFile, "add">) {
    this.#out = out;
  }

  write(line: string): void {
    this.#bytes += Buffer.byteLength(line) + 1;
    if (this.failed) return;
    try {
      if (this.#bytes > LARGEST_TRACE) throw new Error("it is full");
      this.#out.add(`${line}\n`);
      this.lines += 1;
    } catch (error) {
      this.#fail((error as Error).message);
    }
  }

  #fail(why: string): void {
    this.failed = true;
    const text = `The trace ends here (${why}): the plug goes on, and what was recorded can be replayed.`;
    this.log({ level: "warn", event: "recording-failed", text });
  }
}
