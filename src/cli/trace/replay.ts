import { spanText } from "../../config/duration.ts";
import type { Settings } from "../../config/settings.ts";
import { differenceText, differenceToReplay } from "../../trace/difference.ts";
import { writeNew } from "../../trace/new-file.ts";
import type { Trace } from "../../trace/read.ts";
import { replay } from "../../trace/replay.ts";
import type { ExitCode } from "../failure.ts";
import type { Io } from "../io.ts";
import { chooseBoard } from "../run/open-board.ts";
import { openTrace } from "./open-trace.ts";

/**
 * Lets a recorded plug live again: exit code 1, and the first difference, when it does anything else than it did. Else it is
 * shown on the board that is set, unless that is the virtual one. `output`: where the trace of the replay goes.
 * @throws UsageError, PinMapError, BoardError
 */
export async function replayTrace(
  path: string,
  output: string | undefined,
  settings: Settings,
  io: Io,
): Promise<ExitCode> {
  const choice = await chooseBoard({ board: "virtual", ...settings });
  const trace = openTrace(path, io);
  const code = compare(trace, output, io);
  if (code !== 0 || choice.name === "virtual") return code;
  return (await import("./show.ts")).show(trace, choice, io);
}

function compare(trace: Trace, output: string | undefined, io: Io): ExitCode {
  const { path, lines, header, events, ended } = trace;
  const replayed = replay(trace);
  if (output !== undefined)
    writeNew(
      output,
      "the replayed trace",
      replayed.map((line) => `${line}\n`),
    );
  const difference = differenceToReplay(trace, replayed);
  if (difference !== null) {
    io.out(
      `${path}: the replay parts from the recording.\n${differenceText(difference, ["recorded", "replayed"])}`,
    );
    return 1;
  }
  const length = spanText((events.at(-1)?.at ?? header.at) - header.at);
  const sent = events.filter(({ kind }) => kind === "mqtt").length;
  const kept = sent === 0 ? "" : ` ${sent} of them went out to the broker: those are kept, not replayed.`;
  const whole = ended ? "" : ", as far as it goes";
  io.out(`${path}: ${lines.length} lines, ${length}, replayed byte for byte${whole}.${kept}\n`);
  return 0;
}
