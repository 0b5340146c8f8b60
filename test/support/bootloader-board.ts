import { type Cancel, type Clock, instant } from "../../firmware-sim/index.ts";

export interface BootloaderOptions {
  readonly clock: Clock;
  readonly signature?: readonly [number, number, number];
  /** A byte of its memory that stays 0. */
  readonly worn?: number;
}

/** A board with a bootloader, which a reset starts. */
export abstract class BootloaderBoard {
  readonly flash: Uint8Array;
  /** Addresses of the pages that were written, in order. */
  readonly written: number[] = [];
  send: (bytes: readonly number[]) => void = () => {};
  /** The program starts: what it then hears is not the bootloader's. */
  onProgram: () => void = () => {};
  protected readonly options: BootloaderOptions;
  #talk: Generator<void, void, number> | undefined;
  #watchdog: Cancel = () => {};

  constructor(options: BootloaderOptions, flashBytes: number) {
    this.options = options;
    this.flash = new Uint8Array(flashBytes).fill(0xff);
  }

  get listens(): boolean {
    return this.#talk !== undefined;
  }

  reset(): void {
    this.#talk = this.commands();
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

  /** Without a byte for this long, ms, the program is started. */
  protected abstract readonly patience: number;

  /** Ends when the program starts. */
  protected abstract commands(): Generator<void, void, number>;

  protected wrote(page: number): void {
    this.written.push(page);
    if (this.options.worn !== undefined) this.flash[this.options.worn] = 0;
  }

  #start(): void {
    this.unplug();
    this.onProgram();
  }

  #watch(): void {
    const { clock } = this.options;
    this.#watchdog();
    this.#watchdog = clock.wakeAt(instant(clock.now() + this.patience), () => this.#start());
  }
}
