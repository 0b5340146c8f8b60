import { printable } from "../log.ts";

/** How a command ends: 0 done, 1 a check failed or the plug refused, 2 wrong use or configuration, 3 nobody there. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Nothing answers: no plug runs, or the board is not there. Exit code 3. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** By name, so that telling an error loads none of the modules that throw them. */
const CODES: Readonly<Record<string, ExitCode>> = {
  UsageError: 2,
  StoreError: 2,
  PinMapError: 2,
  FirmwareError: 2,
  BoardError: 3,
  Unreachable: 3,
};

export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof Error)) return 1;
  // Several boards are there: it is the command that does not say which.
  if (error.name === "BoardError" && "code" in error && error.code === "several_ports") return 2;
  return CODES[error.name] ?? 1;
}

/** The error for people, ending in a line break; its stack only if `withStack`. */
export function failureText(error: unknown, withStack: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const known = error instanceof Error && error.name in CODES;
  const lines = [`plugbench: ${printable(message)}`];
  if (!known)
    lines.push(
      "This is a fault of the program: please report it, with what PLUGBENCH_STACK=1 adds to this message.",
    );
  if (withStack && error instanceof Error) lines.push(error.stack ?? "");
  if (withStack && error instanceof Error && error.cause instanceof Error)
    lines.push(`caused by: ${error.cause.stack ?? ""}`);
  return `${lines.join("\n")}\n`;
}
