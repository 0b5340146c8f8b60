import type { PinMap } from "../../board/pins/pin-map.ts";
import { WIRE_COLOR } from "./circuit.ts";
import { bands, commons, details, fourLegs, heading, legs } from "./details.ts";
import { RESISTORS } from "./resistor.ts";
import { box, lines, text } from "./svg.ts";

export function unoDetails(map: PinMap, top: number): string {
  return details(
    [
      legs("5V"),
      commons(map, "5V", WIRE_COLOR.supply),
      bands(RESISTORS, "Either will do; never go without."),
      fourLegs(`pin ${map.button.pin}`, [
        "No resistor here: the Uno's own",
        "pull-up holds the pin high. Never",
        "connect this button to 5V.",
      ]),
      relayLevels(map),
      noRelay(map),
    ],
    top,
  );
}

function relayLevels(map: PinMap): string {
  const row = (y: number, active: "high" | "low") => [
    text(18, y, `active ${active}`, { size: 15, bold: true }),
    text(150, y, active === "high" ? "IN at 5V closes the contact" : "IN at GND closes the contact", {
      size: 13,
    }),
    text(
      150,
      y + 22,
      map.relay.fitted && map.relay.active === active ? "as drawn above" : `--relay active-${active}`,
      { size: 15 },
    ),
  ];
  return [
    heading("5  Relay: active high or low"),
    ...row(70, "high"),
    ...row(124, "low"),
    lines(
      18,
      182,
      [
        "The wires are the same. A module with a",
        "jumper H/L can be either.",
        "An active-low relay clicks on while the",
        "Uno starts: the lamp may light for some",
        "seconds. Nothing is broken.",
      ],
      { size: 15 },
    ),
  ].join("\n");
}

function noRelay(map: PinMap): string {
  const pin = map.relay.fitted ? `pin ${map.relay.pin}` : "the relay's pin";
  return [
    heading("6  No relay?"),
    box(18, 62, 140, 96, 'rx="8" fill="#e3f1f3" stroke="#00696f" stroke-width="3"'),
    box(46, 92, 22, 22, 'rx="3" fill="#ffb300" stroke="#7a5600"'),
    text(78, 109, "L", { size: 18, bold: true }),
    text(32, 145, "Arduino Uno", { size: 14 }),
    lines(176, 86, ["The LED marked L", "on the board (pin 13)", "shows the outlet: lit", "means on."], {
      size: 15,
    }),
    lines(18, 200, [`Leave ${pin} free, and`, "leave out battery and lamp."], { size: 15 }),
    text(18, 262, "Start with --relay none", { size: 15 }),
  ].join("\n");
}
