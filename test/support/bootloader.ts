import { type Cancel, type Clock, instant } from "../../firmware-sim/index.ts";

const FLASH_BYTES = 32_768;
const PAGE_BYTES = 128;
/** Without a byte for this long, ms, the watchdog starts the program. */
const WATCHDOG = 1000;

export interface BootloaderOptions {
  readonly clock: Clock;
  readonly signature?: readonly [number, number, number];
  /** A byte of its memory that stays 0. */
  readonly worn?: number;
}

/**
 * An ATmega328P with Optiboot, byte for byte as its source (optiboot.c, version 4.4) has it: whatever it does not expect at the end
 * of a command restarts the chip, and the program runs. Only a reset brings it back.
 */
export class Bootloader {
  readonly flash = new Uint8Array(FLASH_BYTES).fill(0xff);
  /** Addresses of the pages that were written, in order. */
  readonly written: number[] = [];
  send: (bytes: readonly number[]) => void = () => {};
  /** The program starts: what it then hears is not the bootloader's. */
  onProgram: () => void = () => {};
  readonly #options: BootloaderOptions;
  #talk: Generator<void, void, number> | undefined;
  #watchdog: Cancel = () => {};

  constructor(options: BootloaderOptions) {
    this.#options = options;
  }

  get listens(): boolean {
    return this.#talk !== undefined;
  }

  reset(): void {
    this.#talk = this.#commands();
    this.#talk.next();
    this.#watch();
  }

  receive(bytes: Iterable<number>): void {
    for (const byte of bytes) {
      if (this.#talk === undefined) return;
      this.#watch();
      if (this.#talk.next(byte).done) this.#start();
    }
  }

  /** Power and port are gone. */
  unplug(): void {
    this.#talk = undefined;
    this.#watchdog();
  }

  #start(): void {
    this.unplug();
    this.onProgram();
  }

  #watch(): void {
    const { clock } = this.#options;
    this.#watchdog();
    this.#watchdog = clock.wakeAt(instant(clock.now() + WATCHDOG), () => this.#start());
  }

  /** Ends when the chip restarts. */
  *#commands(): Generator<void, void, number> {
    const { signature = [0x1e, 0x95, 0x0f] } = this.#options;
    let address = 0;
    for (;;) {
      const command = yield;
      let answer: readonly number[] = [];
      if (command === 0x55) {
        const low = yield;
        address = 2 * (low + 256 * (yield));
      } else if (command === 0x64 || command === 0x74) {
        yield;
        // One byte counts, and 0 stands for 256.
        const length = (yield) || 256;
        yield;
        const data: number[] = [];
        if (command === 0x64) while (data.length < length) data.push(yield);
        if ((yield) !== 0x20) return;
        if (command === 0x64) this.#write(address, data);
        else answer = [...this.flash.subarray(address, address + length)];
        this.send([0x14, ...answer, 0x10]);
        continue;
      } else if (command === 0x75) answer = signature;
      if ((yield) !== 0x20) return;
      this.send([0x14, ...answer, 0x10]);
      if (command === 0x51) return;
    }
  }

  #write(address: number, data: readonly number[]): void {
    const page = address - (address % PAGE_BYTES);
    this.flash.fill(0xff, page, page + PAGE_BYTES);
    this.flash.set(data.slice(0, PAGE_BYTES), page);
    this.written.push(page);
    const { worn } = this.#options;
    if (worn !== undefined) this.flash[worn] = 0;
  }
}
