import { loadPinMap, loadPinMapFile, type PinMap } from "../../../board/pins.ts";
import type { Settings } from "../../config/settings.ts";
import { UsageError } from "../../usage-error.ts";
import { table } from "../../view/table.ts";
import { HARMLESS_LOAD, NEVER_MAINS, partsTable } from "../../wiring-drawing/parts.ts";
import { headerText } from "../../wiring-drawing/pi-header.ts";
import { piTable } from "../../wiring-drawing/pi-text.ts";
import { NO_FIVE_VOLTS, relayNotes } from "../../wiring-drawing/relay-hold.ts";
import { unoTable, unoText } from "../../wiring-drawing/uno-text.ts";
import type { Io } from "../io.ts";

/** @throws PinMapError, UsageError for the pin map of another board */
export function wiringShow(board: PinMap["board"], { pins, led, relay }: Settings, io: Io): void {
  const overrides = { ...(led === undefined ? {} : { led }), ...(relay === undefined ? {} : { relay }) };
  const map = pins === undefined ? loadPinMap(board, overrides) : loadPinMapFile(pins, overrides);
  if (map.board !== board)
    throw new UsageError(`${pins} is a pin map for ${map.board}: add --board ${map.board}.`);
  const [wires, drawing] =
    board === "arduino-uno" ? [unoTable(map), unoText(map)] : [piTable(map), headerText(map)];
  const parts = partsTable(map);
  io.out(`${NEVER_MAINS} ${HARMLESS_LOAD}\n\n`);
  io.out(`${table(parts.head, parts.rows)}\n`);
  io.out(`${table(wires.head, wires.rows)}\n`);
  io.out(`${drawing}\n`);
  if (board === "raspberry-pi") io.out(`\n${[NO_FIVE_VOLTS, ...relayNotes(map)].join("\n")}\n`);
}
