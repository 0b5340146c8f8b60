import { writeNew } from "../../trace/new-file.ts";
import { vcdOf } from "../../trace/vcd/write.ts";
import type { Io } from "../io.ts";
import { openTrace } from "./open-trace.ts";

/** Writes a trace as VCD, into a new file if `output` names one. @throws UsageError */
export function traceExport(path: string, output: string | undefined, io: Io): void {
  const pieces = vcdOf(openTrace(path, io));
  if (output !== undefined) writeNew(output, "the VCD", pieces);
  else for (const piece of pieces) io.out(piece);
}
