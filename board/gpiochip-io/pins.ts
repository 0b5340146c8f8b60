import type { ChipInfo, Level, LineInfo } from "./uapi.ts";

/** johnny-five's numbers for what a pin does; PULLUP is Firmata's. */
export const MODES = {
  INPUT: 0x00,
  OUTPUT: 0x01,
  ANALOG: 0x02,
  PWM: 0x03,
  SERVO: 0x04,
  PULLUP: 0x0b,
} as const;

/** What johnny-five looks at of a pin. */
export interface Pin {
  /** The line's name, empty where the chip gives none. */
  readonly name: string;
  readonly supportedModes: readonly number[];
  /** Undefined until the pin is used. */
  mode: number | undefined;
  /** As last read or written. */
  value: Level;
  /** 1 once its edges are listened for. */
  report: 0 | 1;
  /** Johnny-five's "none". */
  readonly analogChannel: 127;
}

export function pinOf({ name }: LineInfo): Pin {
  return {
    name,
    supportedModes: [MODES.INPUT, MODES.OUTPUT, MODES.PULLUP],
    mode: undefined,
    value: 0,
    report: 0,
    analogChannel: 127,
  };
}

/** GPIO numbers of a Raspberry Pi's 40-pin header, pin 1 first; 0 and 1 on 27 and 28 are for add-on boards. */
const HEADER: readonly (number | undefined)[] = [
  ...[undefined, undefined, 2, undefined, 3, undefined, 4, 14, undefined, 15],
  ...[17, 18, 27, undefined, 22, 23, undefined, 24, 10, undefined],
  ...[9, 25, 11, 8, undefined, 7, 0, 1, 5, undefined],
  ...[6, 12, 13, undefined, 19, 16, 26, 20, undefined, 21],
];
const RASPBERRY_PI = /^pinctrl-(bcm2\d+|rp1)$/;

/**
 * The line that people mean by 17, "17", a line's name, "GPIO17" or, on a Raspberry Pi, "P1-11" (pin 11 of the header).
 * @throws RangeError
 */
export function lineOf(pin: unknown, chip: ChipInfo, pins: readonly Pin[]): number {
  const named = typeof pin === "string" && pin !== "" ? pins.findIndex(({ name }) => name === pin) : -1;
  if (named !== -1) return named;
  const [, gpio] = /^(?:GPIO)?(\d+)$/.exec(String(pin)) ?? [];
  const [, physical] = (RASPBERRY_PI.test(chip.label) && /^P1-(\d+)$/.exec(String(pin))) || [];
  const line = gpio === undefined ? HEADER[Number(physical) - 1] : Number(gpio);
  if (line === undefined || line >= pins.length) {
    throw new RangeError(
      `${chip.path} (${chip.label}) has no pin ${String(pin)}: its lines are 0 to ${pins.length - 1}`,
    );
  }
  return line;
}
