import type { PinMap } from "../../board/pins/pin-map.ts";
import { pullTo } from "./relay-hold.ts";
import { LED_RESISTOR, ohms, PULL_RESISTOR, RESISTORS } from "./resistor.ts";
import type { Table } from "./table.ts";

export const NEVER_MAINS = "Never mains.";
/** What the relay may switch, said wherever somebody is about to wire it. */
export const HARMLESS_LOAD = "The relay switches a lamp on a battery of 12 V or less, or nothing at all.";

type Row = readonly [part: string, howMany: string, remarks: string];

/** What has to be bought or found. */
export function partsTable(map: PinMap): Table {
  const { led, relay } = map;
  const rgbLed: Row = [
    "RGB LED with four legs",
    "1",
    `common ${led.common}, or the other kind with --led ${led.common === "cathode" ? "anode" : "cathode"}`,
  ];
  const button: Row = ["push button", "1", "two or four legs"];
  const rows =
    map.board === "arduino-uno"
      ? [...unoRows(rgbLed, button), ...unoRelay(map)]
      : piRows(map, rgbLed, button);
  if (relay.fitted)
    rows.push([
      "battery holder with batteries, lamp for its voltage",
      "1",
      "only with the relay; such as two AA cells and a torch lamp",
    ]);
  return { head: ["part", "how many", "remarks"], rows };
}

function unoRows(rgbLed: Row, button: Row): readonly Row[] {
  return [
    ["Arduino Uno, or a copy of it", "1", "with a USB cable that carries data; some only charge"],
    ["breadboard", "1", "with the two long rows, + and −"],
    ["jumper wires", "about 12", ""],
    rgbLed,
    [`resistor ${RESISTORS.map((one) => ohms(one.ohms)).join(" or ")}`, "3", ""],
    button,
  ];
}

const unoRelay = ({ relay }: PinMap): readonly Row[] =>
  relay.fitted ? [["relay module for 5 V, one channel", "1", "can be left out"]] : [];

function piRows(map: PinMap, rgbLed: Row, button: Row): Row[] {
  const { relay } = map;
  const rows: Row[] = [
    ["Raspberry Pi with the 40-pin header", "1", "3, 4, 5 or Zero 2"],
    ["breadboard", "1", ""],
    ["jumper wires, a socket at one end", "about 10", "the sockets go onto the pins of the header"],
    rgbLed,
    [`resistor ${ohms(LED_RESISTOR.ohms)}`, relay.fitted ? "3" : "4", ""],
    button,
  ];
  if (!relay.fitted) rows.push(["LED with two legs", "1", "in the relay's place"]);
  else
    rows.push([
      "relay module for 3.3 V signals, its coil for 5 V",
      "1",
      relay.active === "high"
        ? "active high; without one, add --relay none"
        : "active low, with VCC and JD-VCC apart; without one, add --relay none",
    ]);
  if (pullTo(map) !== undefined)
    rows.push([`resistor ${ohms(PULL_RESISTOR.ohms)}`, "1", "keeps the relay open while nothing drives it"]);
  return rows;
}
