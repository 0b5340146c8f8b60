import type { BoardPort } from "../../../board/port.ts";
import type { Clock } from "../../../firmware-sim/index.ts";
import { WiringDesk } from "../../control/wiring.ts";
import type { Host } from "../../runtime/host.ts";
import type { BoardChoice } from "./open-board.ts";

/** Undefined for a board without wires. */
export function wiringDesk(
  choice: BoardChoice,
  board: BoardPort,
  on: { readonly host: Host; readonly clock: Clock },
): WiringDesk | undefined {
  const begin = board.wiring?.bind(board);
  if (choice.name === "virtual" || begin === undefined) return undefined;
  return new WiringDesk({ ...on, pins: choice.pins, begin });
}
