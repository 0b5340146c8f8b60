import { type Command, Option } from "commander";
import {
  FAULT_DETAILS,
  FAULT_KINDS,
  type FaultDetail,
  type FaultTexts,
  faultCommand,
  parseFaultKind,
  parseRemedy,
} from "../config/fault.ts";
import type { Request } from "../control/protocol.ts";
import { REMEDIES } from "../runtime/household/kinds.ts";
import { addCommand } from "./command.ts";

const HELP: Readonly<Record<FaultDetail, readonly [value: string, help: string]>> = {
  for: ["DURATION", "undo it by itself after so long"],
  delay: ["DURATION", "late-ack: how late (default 2s)"],
  period: ["DURATION", "flapping: a whole turn (default 2s); random: from fault to fault (default 5m)"],
  chance: ["0..1", "share of the commands that are met by it (default 1)"],
  seed: ["NUMBER", "the same seed gives the same sequence (default 1)"],
};

const flagOf = (detail: FaultDetail): string => `--${detail}`;

/** `ctl fault KIND`, and `clear`, `remedy` and `list` below it. */
export function addFault(ctl: Command, send: (request: Request) => Promise<void>): void {
  const does = `Let something go wrong, in the house or on the wire: ${FAULT_KINDS.join(", ")}.`;
  const examples = [
    "loose-connection --for 60s",
    "random --seed 7 --period 10m",
    "late-ack --delay 500ms",
  ].map((each) => `plugbench ctl fault ${each}`);
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
  const trying = `Try what a household tries: ${REMEDIES.join(", ")}.`;
  addCommand(fault, "remedy <NAME>", trying, "plugbench ctl fault remedy reseat").action((name: string) =>
    send({ do: "remedy", name: parseRemedy(name) }),
  );
  const listing = "Print the faults in force, each with its remedies.";
  addCommand(fault, "list", listing, "plugbench ctl fault list").action(() => send({ do: "faults" }));
}
