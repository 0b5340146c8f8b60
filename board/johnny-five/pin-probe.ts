import type { Clock, Instant } from "../../firmware-sim/index.ts";
import { UNO_OWN_LED } from "../pins/rules.ts";
import type { PinMap } from "../pins.ts";
import type { WiringProbe } from "../port.ts";
import type { FiveBoard } from "./library.ts";
import type { PortWriter } from "./port-writer.ts";

const SET_PIN_MODE = 0xf4;
const REPORT_DIGITAL = 0xd0;

type OnEdge = (pin: number, high: boolean, at: Instant) => void;

interface Probing {
  readonly board: FiveBoard;
  readonly pins: PinMap;
  readonly ports: PortWriter;
  readonly clock: Clock;
  readonly defer: (action: () => void) => void;
  readonly pullUp: (pin: number) => void;
  /** Resolves with true once the board has carried out all that was written. */
  readonly confirmed: () => Promise<boolean>;
  /** Writes lamp and relay as the plug wants them. */
  readonly ended: () => void;
}

/** The pins of one connected board, driven and watched by their numbers. */
export class PinProbe implements WiringProbe {
  readonly #given: Probing;
  readonly #watched = new Map<number, (level: number) => void>();
  #over = false;

  constructor(given: Probing) {
    this.#given = given;
  }

  async drive(pin: number, high: boolean): Promise<boolean> {
    const { ports, pins, confirmed } = this.#given;
    if (!ownOutputs(pins).includes(pin)) throw new RangeError(`pin ${pin} belongs to neither lamp nor relay`);
    if (this.#over) return false;
    ports.set(pin, high);
    ports.flush();
    return confirmed();
  }

  async watch(onEdge: OnEdge): Promise<ReadonlyMap<number, boolean> | undefined> {
    const { board, clock, defer, pullUp, confirmed, pins } = this.#given;
    if (this.#over) return undefined;
    const inputs = this.#inputs();
    // Firmata up to 2.4 reports changes only, counted from low.
    const levels = new Map(inputs.map((pin) => [pin, false]));
    let told = false;
    for (const pin of inputs) if (pin !== pins.button.pin) pullUp(pin);
    for (const pin of inputs) {
      const listener = (level: number): void => {
        const high = level !== 0;
        if (levels.get(pin) === high) return;
        levels.set(pin, high);
        const at = Math.floor(clock.now()) as Instant;
        if (told) defer(() => onEdge(pin, high, at));
      };
      this.#watched.set(pin, listener);
      board.digitalRead(pin, listener);
    }
    if (!(await confirmed())) return undefined;
    told = true;
    return new Map(levels);
  }

  async end(): Promise<void> {
    if (this.#over) return;
    this.abandon();
    this.#putBack();
    this.#given.ended();
    await this.#given.confirmed();
  }

  /** From here on nothing is written or told: somebody else has the pins, or nobody. */
  abandon(): void {
    this.#over = true;
    for (const [pin, listener] of this.#watched)
      this.#given.board.io.removeListener(`digital-read-${pin}`, listener);
  }

  /** What a reset of the firmware makes of pins that nobody uses: A0 to A5 measure, the others are outputs, low. */
  #putBack(): void {
    const { board, pins, ports } = this.#given;
    const { INPUT, OUTPUT, ANALOG } = board.io.MODES;
    const own = pins.button.pin;
    const others = [...this.#watched.keys()].filter((pin) => pin !== own);
    for (const pin of others) {
      ports.set(pin, false);
      const mode = board.io.pins[pin]?.supportedModes.includes(ANALOG) ? ANALOG : OUTPUT;
      // By way of a plain input: an output that has been pulled up drives high, against a pressed button too.
      board.io.transport.write([SET_PIN_MODE, pin, INPUT]);
      board.io.transport.write([SET_PIN_MODE, pin, mode]);
    }
    ports.flush();
    for (const port of new Set(others.map((pin) => pin >> 3)))
      if (port !== own >> 3) board.io.transport.write([REPORT_DIGITAL | port, 0]);
  }

  #inputs(): readonly number[] {
    const { board, pins } = this.#given;
    const { INPUT } = board.io.MODES;
    const taken = [...ownOutputs(pins), UNO_OWN_LED];
    return [...board.io.pins.entries()]
      .filter(([pin, { supportedModes }]) => supportedModes.includes(INPUT) && !taken.includes(pin))
      .map(([pin]) => pin);
  }
}

const ownOutputs = ({ led, relay }: PinMap): readonly number[] => [led.red, led.green, led.blue, relay.pin];
