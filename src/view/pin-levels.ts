import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoName } from "../../board/pins/uno-name.ts";
import { COLORS, type ColorName } from "../../firmware-sim/index.ts";

/** A pin of an Uno as it ought to be now: outputs as they were written, the button's as it was last told. */
export interface PinLevel {
  /** As printed on the board. */
  readonly pin: string;
  readonly what: string;
  readonly high: boolean;
  /** What that level means. */
  readonly means: string;
}

const CHANNELS = { red: "r", green: "g", blue: "b" } as const;

export function pinLevels(
  { led, relay, button }: PinMap,
  now: { readonly lamp: ColorName; readonly closed: boolean; readonly down: boolean },
): readonly PinLevel[] {
  const lamp = (["red", "green", "blue"] as const).map((channel): PinLevel => {
    const lit = COLORS[now.lamp][CHANNELS[channel]] > 0;
    return {
      pin: unoName(led[channel]),
      what: `LED ${channel}`,
      high: lit === (led.common === "cathode"),
      means: lit ? "lit" : "dark",
    };
  });
  return [
    ...lamp,
    {
      pin: unoName(relay.pin),
      what: relay.fitted ? "relay IN" : "the board's own LED, for the outlet",
      high: now.closed === (relay.active === "high"),
      means: relay.fitted ? (now.closed ? "closed" : "open") : now.closed ? "lit" : "dark",
    },
    {
      pin: unoName(button.pin),
      what: "button",
      high: !now.down,
      means: now.down ? "pressed" : "up, by the pull-up",
    },
  ];
}
