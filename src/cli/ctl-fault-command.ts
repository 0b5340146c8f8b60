import { type Command, Option } from "commander";
import {
  FAULT_DETAILS,
  type FaultDetail,
  type FaultTexts,
  faultCommand,
  parseFaultKind,
} from "../config/wire-fault.ts";
import { WIRE_FAULT_KINDS } from "../runtime/wire-faults.ts";
import { addCommand } from "./command.ts";
import type { Request } from "./control/protocol.ts";

const HELP: Readonly<Record<FaultDetail, readonly [value: string, help: string]>> = {
  for: ["DURATION", "undo it by itself after so long"],
  delay: ["DURATION", "late-ack: how late (default 2s)"],
  period: ["DURATION", "flapping: how long a whole turn takes (default 2s)"],
  chance: ["0..1", "share of the commands that are met by it (default 1)"],
  seed: ["NUMBER", "the same seed gives the same sequence (default 1)"],
};

const flagOf = (detail: FaultDetail): string => `--${detail}`;

/** `ctl fault KIND`, and `clear` and `list` below it. */
export function addFault(ctl: Command, send: (request: Request) => Promise<void>): void {
  const does = `Let something go wrong on the wire: ${WIRE_FAULT_KINDS.join(", ")}.`;
  const examples = ["plugbench ctl fault late-ack --delay 500ms --for 60s", "plugbench ctl fault clear all"];
  const fault = addCommand(ctl, "fault <KIND>", does, ...examples);
  for (const detail of FAULT_DETAILS) {
    const [value, help] = HELP[detail];
    fault.addOption(new Option(`${flagOf(detail)} <${value}>`, help));
  }
  fault.action((kind: string, texts: FaultTexts) => send(faultCommand(parseFaultKind(kind), texts, flagOf)));
  const clearing = "Undo a fault, or all.";
  addCommand(fault, "clear <KIND>", clearing, "plugbench ctl fault clear all").action((kind: string) =>
    send({ do: "clearFault", kind: parseFaultKind(kind, "all") }),
  );
  addCommand(fault, "list", "Print the faults in force.", "plugbench ctl fault list").action(() =>
    send({ do: "faults" }),
  );
}
