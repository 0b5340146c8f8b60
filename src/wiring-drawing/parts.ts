import type { PinMap } from "../../board/pins/pin-map.ts";
import type { Table } from "./table.ts";

export const NEVER_MAINS = "Never mains.";
/** What the relay may switch, said wherever somebody is about to wire it. */
export const HARMLESS_LOAD = "The relay switches a lamp on a battery of 12 V or less, or nothing at all.";

const BOARD_PARTS = {
  "arduino-uno": ["Arduino Uno, or a copy of it", "with a USB cable that carries data; some only charge"],
  "raspberry-pi": ["Raspberry Pi with the 40-pin header", "every one since the B+"],
} as const;
const SIGNAL = { "arduino-uno": "5 V", "raspberry-pi": "3.3 V signals" } as const;

/** What has to be bought or found. */
export function partsTable({ board, relay, led }: PinMap): Table {
  const [name, remark] = BOARD_PARTS[board];
  const rows = [
    [name, "1", remark],
    ["breadboard", "1", "with the two long rows, + and −"],
    ["jumper wires", "about 12", ""],
    [
      "RGB LED with four legs",
      "1",
      `common ${led.common}, or the other kind with --led ${led.common === "cathode" ? "anode" : "cathode"}`,
    ],
    ["resistor 220 Ω or 330 Ω", "3", ""],
    ["push button", "1", "two or four legs"],
  ];
  if (relay.fitted)
    rows.push(
      [`relay module for ${SIGNAL[board]}, one channel`, "1", "can be left out"],
      [
        "battery holder with batteries, lamp for its voltage",
        "1",
        "only with the relay; such as two AA cells and a torch lamp",
      ],
    );
  return { head: ["part", "how many", "remarks"], rows };
}
