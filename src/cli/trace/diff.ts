import { differenceOf, differenceText } from "../../trace/difference.ts";
import type { ExitCode } from "../failure.ts";
import type { Io } from "../io.ts";
import { openTrace } from "./open-trace.ts";

/** Exit code 1 when they differ. @throws UsageError */
export function traceDiff(a: string, b: string, io: Io): ExitCode {
  const difference = differenceOf(openTrace(a, io), openTrace(b, io));
  if (difference === null) {
    io.out("They tell the same.\n");
    return 0;
  }
  io.out(`The first difference, A is ${a} and B is ${b}:\n${differenceText(difference, ["A", "B"])}`);
  return 1;
}
