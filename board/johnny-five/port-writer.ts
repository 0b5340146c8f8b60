/** Firmata DIGITAL_MESSAGE: this | port, then bits 0-6 and bit 7 of the port's eight pins. */
const DIGITAL_MESSAGE = 0x90;

/**
 * The levels of the digital pins that we drive, written as whole ports of eight pins (port = pin >> 3):
 * one message of 3 bytes changes all pins of a port in the same instant, and only if a level has changed.
 *
 * We compose the byte ourselves, because firmata-io mixes the levels it last read from input pins into it,
 * and StandardFirmata up to 2.4 applies those to the pull-ups: a press would switch off the button's own
 * pull-up for good.
 */
export class PortWriter {
  readonly #write: (message: Buffer) => void;
  readonly #wanted = new Map<number, number>();
  readonly #written = new Map<number, number>();

  constructor(write: (message: Buffer) => void) {
    this.#write = write;
  }

  /** Takes effect at the next {@link flush}. */
  set(pin: number, high: boolean): void {
    const port = pin >> 3;
    const bit = 1 << (pin & 7);
    const levels = this.#wanted.get(port) ?? 0;
    this.#wanted.set(port, high ? levels | bit : levels & ~bit);
  }

  flush(): void {
    for (const [port, levels] of this.#wanted) {
      if (this.#written.get(port) === levels) continue;
      this.#written.set(port, levels);
      this.#write(Buffer.from([DIGITAL_MESSAGE | port, levels & 0x7f, levels >> 7]));
    }
  }

  /** Something else may have moved the pins: the next flush writes every port. */
  forget(): void {
    this.#written.clear();
  }
}
