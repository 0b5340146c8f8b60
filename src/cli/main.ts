import { CommanderError } from "commander";
import { type ExitCode, exitCodeOf, failureText } from "./failure.ts";
import type { Io } from "./io.ts";
import { makeProgram } from "./program.ts";

/** Runs one command line; resolves with the exit code, and never rejects. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = makeProgram(io, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has told it already; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(failureText(error, io.env["PLUGBENCH_STACK"] === "1"));
    return exitCodeOf(error);
  }
}
