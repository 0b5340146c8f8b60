import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoName } from "../../board/pins/uno-name.ts";
import { COLORS, type ColorName } from "../../firmware-sim/index.ts";
import { headerPlace } from "../wiring-drawing/pi-header.ts";

/** A pin as it ought to be now: outputs as they were written, the button's as it was last told. */
export interface PinLevel {
  /** As an Uno has it printed; "GPIO 17" of a Raspberry Pi. */
  readonly pin: string;
  /** Its name in the drawing of the wiring. */
  readonly terminal: string;
  readonly what: string;
  readonly high: boolean;
  /** What that level means. */
  readonly means: string;
}

const CHANNELS = { red: "r", green: "g", blue: "b" } as const;

type Named = Pick<PinLevel, "pin" | "terminal">;

function named(board: PinMap["board"], pin: number): Named {
  return board === "arduino-uno"
    ? { pin: unoName(pin), terminal: `uno:${unoName(pin)}` }
    : { pin: `GPIO ${pin}`, terminal: `pi:${headerPlace(pin)}` };
}

export function pinLevels(
  { board, led, relay, button }: PinMap,
  now: { readonly lamp: ColorName; readonly closed: boolean; readonly down: boolean },
): readonly PinLevel[] {
  const lamp = (["red", "green", "blue"] as const).map((channel): PinLevel => {
    const lit = COLORS[now.lamp][CHANNELS[channel]] > 0;
    return {
      ...named(board, led[channel]),
      what: `LED ${channel}`,
      high: lit === (led.common === "cathode"),
      means: lit ? "lit" : "dark",
    };
  });
  return [
    ...lamp,
    {
      ...named(board, relay.pin),
      what: relay.fitted
        ? "relay IN"
        : board === "arduino-uno"
          ? "the board's own LED, for the outlet"
          : "LED for the outlet",
      high: now.closed === (relay.active === "high"),
      means: relay.fitted ? (now.closed ? "closed" : "open") : now.closed ? "lit" : "dark",
    },
    {
      ...named(board, button.pin),
      what: "button",
      high: !now.down,
      means: now.down ? "pressed" : "up, by the pull-up",
    },
  ];
}
