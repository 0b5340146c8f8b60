import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoName } from "../../board/pins/uno-name.ts";
import { COLORS, commonTo } from "./circuit.ts";
import type { Table } from "./table.ts";

/** The circuit in characters, for a terminal and for readers without pictures. */
export function unoText(map: PinMap): string {
  const pin = (number: number) => unoName(number).padStart(3);
  const rows = [
    `Uno ${pin(map.led.blue)} ──[220 Ω]── blue leg ─────┐`,
    `Uno ${pin(map.led.green)} ──[220 Ω]── green leg ────┤`,
    `Uno ${commonTo(map).padStart(3)} ─────────── longest leg ──┼── RGB LED, common ${map.led.common}`,
    `Uno ${pin(map.led.red)} ──[220 Ω]── red leg ──────┘`,
    "",
    `Uno ${pin(map.button.pin)} ─────────── button ─────────── Uno GND`,
  ];
  if (map.relay.fitted)
    rows.push(
      "",
      "                    ┌──────────────┐",
      `Uno ${pin(map.relay.pin)} ─────────── │ IN       COM │ ─── + battery, 12 V or less`,
      "Uno  5V ─────────── │ VCC       NO │ ─── lamp ─── − battery",
      "Uno GND ─────────── │ GND       NC │     (stays free)",
      "                    └──────────────┘",
      `                     relay module, active ${map.relay.active}`,
    );
  return rows.join("\n");
}

/** One row for each wire to push in. */
export function unoTable(map: PinMap): Table {
  const { led, button, relay } = map;
  const rows = [
    ...COLORS.map((color) => [unoName(led[color]), "220 Ω resistor", `${color} leg of the LED`]),
    [commonTo(map), "nothing", `longest leg of the LED (common ${led.common})`],
    [unoName(button.pin), "nothing", "one leg of the button"],
    ["GND", "nothing", "the leg of the button on the other end of a diagonal"],
  ];
  if (relay.fitted)
    rows.push(
      [unoName(relay.pin), "nothing", "IN of the relay module"],
      ["5V", "nothing", "VCC of the relay module"],
      ["GND", "nothing", "GND of the relay module"],
    );
  return { head: ["from the Uno", "through", "to"], rows };
}
