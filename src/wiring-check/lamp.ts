import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoName } from "../../board/pins/uno-name.ts";
import { type Finding, fail, ok } from "./finding.ts";

export const CHANNELS = ["red", "green", "blue"] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a person may see of the LED; `several`: more than one colour, or white. */
export const SIGHTS = [...CHANNELS, "nothing", "several", "other"] as const;
export type Sight = (typeof SIGHTS)[number];

/** What was seen with every channel dark, and with each of them lit alone. */
export interface LampSights extends Readonly<Record<Channel, Sight>> {
  readonly dark: Sight;
}

const other = { cathode: "anode", anode: "cathode" } as const;

/** The common pin that the LED seems to have: one that is white where it should be dark is of the other kind. */
export function commonSeen({ led }: PinMap, dark: Sight): PinMap["led"]["common"] {
  return dark === "several" ? other[led.common] : led.common;
}

/** Whether a channel of an LED of this kind is lit by this level. */
export const isLit = (common: PinMap["led"]["common"], high: boolean): boolean =>
  high === (common === "cathode");

/** What the sights say of the LED, the levels of the channels having followed {@link commonSeen}. */
export function judgeLamp(map: PinMap, seen: LampSights): readonly Finding[] {
  const { led } = map;
  const common = commonSeen(map, seen.dark);
  const kind: Finding[] = [];
  if (common !== led.common)
    kind.push(
      fail(
        `The LED is white where it should be dark: it has a common ${common}, and the pin map says ${led.common}. ` +
          `Add --led ${common}.`,
        (now) => ({ ...now, led: { ...now.led, common } }),
      ),
    );
  else if (seen.dark !== "nothing") kind.push(fail(litWhileDark(map, seen.dark)));
  return [...kind, ...judgeChannels(map, seen, common)];
}

function litWhileDark({ led }: PinMap, dark: Sight): string {
  const supply = led.common === "cathode" ? "5V" : "GND";
  const what = isChannel(dark) ? `${dark} is` : "something of the LED is";
  return `With every pin of the LED dark, ${what} lit: look for a leg, or an end of its resistor, in the row of ${supply}.`;
}

function judgeChannels(map: PinMap, seen: LampSights, common: PinMap["led"]["common"]): readonly Finding[] {
  const { led } = map;
  const at = (channel: Channel) => `pin ${unoName(led[channel])}`;
  const dark = CHANNELS.filter((channel) => seen[channel] === "nothing");
  if (dark.length === CHANNELS.length) {
    const row = common === "cathode" ? "GND" : "5V";
    return [
      fail(
        `The LED stays dark, whichever pin of it is driven. Its longest leg goes to ${row} for a common ${common}; ` +
          `if it does, the LED may be of the other kind, and have its longest leg to ${row === "GND" ? "5V" : "GND"} ` +
          `and --led ${other[common]}.`,
      ),
    ];
  }
  const sights = CHANNELS.map((channel) => seen[channel]);
  if (CHANNELS.every((channel) => seen[channel] === channel))
    return [ok(`The LED shows red on ${at("red")}, green on ${at("green")} and blue on ${at("blue")}.`)];
  if (sights.every(isChannel) && new Set(sights).size === CHANNELS.length) return [swapped(map, seen)];
  return CHANNELS.filter((channel) => seen[channel] !== channel).map((channel) =>
    fail(channelWords(channel, seen[channel], at(channel))),
  );
}

/** Each colour is there, on another's pin. */
function swapped(map: PinMap, seen: LampSights): Finding {
  const wrong = CHANNELS.filter((channel) => seen[channel] !== channel);
  const found = wrong.map((channel) => `pin ${unoName(map.led[channel])} lights ${seen[channel]}`);
  return fail(
    `The colours are swapped: ${inWords(found)}. Swap the wires of ${inWords(wrong)}, or use the pin map below.`,
    (now) => {
      const pins = Object.fromEntries(CHANNELS.map((channel) => [seen[channel], now.led[channel]]));
      return { ...now, led: { ...now.led, ...pins } };
    },
  );
}

function channelWords(channel: Channel, sight: Sight, at: string): string {
  if (sight === "nothing")
    return `No ${channel} on ${at}: look at that colour's resistor. Is each of its ends in the row of its neighbour?`;
  if (sight === "several")
    return (
      `${upper(at)} lights several colours: two legs of the LED, or two wires, share a row, or the LED stands turned ` +
      "round. Its longest leg is the common one; on one side of it stands red alone."
    );
  const what = sight === "other" ? "another colour" : sight;
  return `${upper(at)} lights ${what} instead of ${channel}: follow its wire to the leg of the LED it ends at.`;
}

const isChannel = (sight: Sight): sight is Channel => (CHANNELS as readonly string[]).includes(sight);

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const inWords = (list: readonly string[]): string =>
  list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
