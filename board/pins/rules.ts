import type { PinMap } from "./pin-map.ts";

/** What is wrong at one entry of a pin map, and what to do next. */
export interface PinFault {
  readonly path: string;
  readonly what: string;
}

/**
 * Firmata addresses pins in ports of eight: 0–7, 8–15, 16–19. On the Uno the first is the chip's PORTD;
 * the second is PORTB together with A0 and A1.
 */
function firmataPort(pin: number): number {
  return pin >> 3;
}

/** Timers drive these pins of an ATmega328P (Arduino's documentation of analogWrite). */
const UNO_PWM: readonly number[] = [3, 5, 6, 9, 10, 11];
/** The LED marked "L" on the Uno. */
export const UNO_OWN_LED = 13;

const UNO_LED_HELP = "use 9, 10 and 11, or 3, 5 and 6";

interface BoardPins {
  readonly first: number;
  readonly last: number;
  readonly range: string;
  readonly reserved: ReadonlyMap<number, string>;
}

const SERIAL_UNO = "it is the serial line to the computer; use 2 to 13 or A0 to A5 (14 to 19)";
const ID_PI = "it reads the identity of an add-on board while starting; use another GPIO";
const I2C_PI = "it is I2C with a 1.8 kΩ pull-up on the board; use another GPIO";
const SERIAL_PI = "it is the serial console, busy while starting; use another GPIO";

const BOARDS: Readonly<Record<PinMap["board"], BoardPins>> = {
  "arduino-uno": {
    first: 0,
    last: 19,
    range: "the Uno has pins 0 to 13 and A0 to A5, written 14 to 19",
    reserved: new Map([0, 1].map((pin) => [pin, SERIAL_UNO])),
  },
  "raspberry-pi": {
    first: 0,
    last: 27,
    range: "the header has GPIO 0 to 27 (BCM numbers, not places on the header)",
    reserved: new Map([
      [0, ID_PI],
      [1, ID_PI],
      [2, I2C_PI],
      [3, I2C_PI],
      [14, SERIAL_PI],
      [15, SERIAL_PI],
    ]),
  },
};

/** Every fault of a pin map of the right shape, in the order of its entries. */
export function pinFaults(map: PinMap): readonly PinFault[] {
  const { first, last, range, reserved } = BOARDS[map.board];
  const used: readonly (readonly [string, number])[] = [
    ["button.pin", map.button.pin],
    ["led.red", map.led.red],
    ["led.green", map.led.green],
    ["led.blue", map.led.blue],
    ["relay.pin", map.relay.pin],
  ];
  const faults: PinFault[] = [];
  const owner = new Map<number, string>();
  for (const [path, pin] of used) {
    const why = reserved.get(pin);
    const other = owner.get(pin);
    if (pin < first || pin > last) faults.push({ path, what: `there is no pin ${pin}: ${range}` });
    else if (why !== undefined) faults.push({ path, what: `pin ${pin} cannot be used: ${why}` });
    else if (other !== undefined)
      faults.push({ path, what: `pin ${pin} is already used by ${other}; give each its own pin` });
    owner.set(pin, other ?? path);
  }
  return [...faults, ...(map.board === "arduino-uno" ? unoFaults(map) : piFaults(map))];
}

function unoFaults({ button, led, relay }: PinMap): readonly PinFault[] {
  const faults: PinFault[] = [];
  for (const color of ["red", "green", "blue"] as const)
    if (!UNO_PWM.includes(led[color]))
      faults.push({ path: `led.${color}`, what: `pin ${led[color]} has no PWM on the Uno; ${UNO_LED_HELP}` });

  // One Firmata message sets one port: a colour that needs two would be seen half set.
  const ledPort = firmataPort(led.red);
  if ([led.green, led.blue].some((pin) => firmataPort(pin) !== ledPort))
    faults.push({
      path: "led",
      what: `the three colours are on two ports, so a change of colour would tear; ${UNO_LED_HELP}`,
    });

  // StandardFirmata up to 2.4 writes a whole port, inputs included: writing to LED or relay while the button
  // is down would switch off the pull-up of a button on that port, and its release would never be seen.
  const shared = (["red", "green", "blue"] as const).find(
    (c) => firmataPort(led[c]) === firmataPort(button.pin),
  );
  const neighbour =
    shared !== undefined
      ? `led.${shared}`
      : firmataPort(relay.pin) === firmataPort(button.pin)
        ? "relay.pin"
        : undefined;
  if (neighbour !== undefined)
    faults.push({
      path: "button.pin",
      what:
        `pin ${button.pin} shares a port (0–7, 8–15, 16–19) with ${neighbour}: StandardFirmata 2.4 and older would ` +
        "switch off the button's pull-up; move the button to another port, such as pin 2 with the LED on 9, 10 and 11",
    });

  if (button.pin === UNO_OWN_LED)
    faults.push({
      path: "button.pin",
      what: "pin 13 carries the Uno's own LED, too heavy for a pull-up; use pin 2",
    });

  if (!relay.fitted && (relay.pin !== UNO_OWN_LED || relay.active !== "high"))
    faults.push({
      path: "relay",
      what: 'without a relay the Uno\'s own LED stands in; write {"pin": 13, "active": "high", "fitted": false}',
    });
  return faults;
}

function piFaults({ relay }: PinMap): readonly PinFault[] {
  if (relay.fitted || relay.active === "high") return [];
  return [
    {
      path: "relay.active",
      what: 'without a relay an LED stands in, from the relay\'s pin through a resistor to GND; write "active": "high"',
    },
  ];
}
