import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoName } from "../../board/pins/uno-name.ts";

export const COLORS = ["red", "green", "blue"] as const;
export type LedColor = (typeof COLORS)[number];

/** One jumper wire. Ends are `part:terminal`; `uno:GND` and `uno:5V` are reached by the rails of a breadboard. */
export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly color: string;
}

export const WIRE_COLOR = {
  red: "#c62828",
  green: "#2e7d32",
  blue: "#1565c0",
  ground: "#222222",
  supply: "#d84315",
  threeVolts: "#00838f",
  button: "#6a1b9a",
  relay: "#b26a00",
  load: "#546e7a",
} as const;

/** The supply that the LED's common leg goes to: current flows from + into an anode and out of a cathode into −. */
export function commonTo(map: PinMap): "GND" | "5V" {
  return map.led.common === "cathode" ? "GND" : "5V";
}

/** Every wire of the Uno circuit except its load. `r-red` and its like are the LED's resistors, ends 1 and 2. */
export function unoCircuit(map: PinMap): readonly Wire[] {
  const ground = WIRE_COLOR.ground;
  const common = commonTo(map);
  return [
    ...COLORS.flatMap((color): Wire[] => [
      { from: `uno:${unoName(map.led[color])}`, to: `r-${color}:1`, color: WIRE_COLOR[color] },
      { from: `r-${color}:2`, to: `led:${color}`, color: WIRE_COLOR[color] },
    ]),
    { from: `uno:${common}`, to: "led:common", color: common === "GND" ? ground : WIRE_COLOR.supply },
    { from: `uno:${unoName(map.button.pin)}`, to: "button:1", color: WIRE_COLOR.button },
    { from: "uno:GND", to: "button:2", color: ground },
    ...(map.relay.fitted
      ? [
          { from: `uno:${unoName(map.relay.pin)}`, to: "relay:IN", color: WIRE_COLOR.relay },
          { from: "uno:GND", to: "relay:GND", color: ground },
          { from: "uno:5V", to: "relay:VCC", color: WIRE_COLOR.supply },
        ]
      : []),
  ];
}
