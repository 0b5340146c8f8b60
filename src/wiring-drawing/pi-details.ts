import type { PinMap } from "../../board/pins/pin-map.ts";
import { WIRE_COLOR } from "./circuit.ts";
import { bands, commons, details, fourLegs, heading, legs } from "./details.ts";
import { LED_RESISTOR, PULL_RESISTOR } from "./resistor.ts";
import { lines, text } from "./svg.ts";

export function piDetails(map: PinMap, top: number): string {
  return details(
    [
      legs("3V3"),
      commons(map, "3V3", WIRE_COLOR.threeVolts),
      bands([LED_RESISTOR, PULL_RESISTOR], "220 Ω for each colour, never without."),
      fourLegs(`GPIO ${map.button.pin}`, [
        "No resistor here: the pull-up inside",
        "the Raspberry Pi holds the pin high.",
        "Never connect this button to 5V.",
      ]),
      modules(map),
      starting(),
    ],
    top,
  );
}

function modules({ relay }: PinMap): string {
  const flag = (active: "high" | "low") =>
    relay.fitted && relay.active === active ? "as drawn above" : `--relay active-${active}`;
  return [
    heading("5  Relay modules for 3.3 V"),
    text(18, 66, "active high", { size: 15, bold: true }),
    lines(18, 88, ["IN takes 3.3 V, VCC goes to 5V:", flag("high")], { size: 15 }),
    text(18, 138, "active low, VCC and JD-VCC apart", { size: 15, bold: true }),
    lines(18, 160, ["Jumper off, VCC to 3V3, JD-VCC to 5V:", flag("low")], { size: 15 }),
    text(18, 210, "any other pulls IN to 5V inside", { size: 15, bold: true, fill: "#8e0000" }),
    lines(
      18,
      232,
      [
        "Put an NPN transistor between: GPIO by",
        "1 kΩ to base, emitter to GND, collector",
        "to IN. It then counts as active high.",
      ],
      { size: 15 },
    ),
  ].join("\n");
}

function starting(): string {
  return [
    heading("6  While no program runs"),
    lines(
      18,
      68,
      [
        "Until plugbench runs, the chip holds",
        "GPIO 0 to 8 high and 9 to 27 low, but",
        "weakly. 10 kΩ holds a relay firmly:",
      ],
      { size: 15 },
    ),
    lines(18, 140, ["active high: from IN to GND", "active low: from IN to 3V3"], { size: 15, bold: true }),
    lines(
      18,
      196,
      [
        "When plugbench is killed, the relay",
        "stays as it was, unless the file",
        "/boot/firmware/config.txt has",
      ],
      { size: 15 },
    ),
    text(18, 266, "dtparam=strict_gpiod", { size: 15, bold: true }),
  ].join("\n");
}
