import type { CPU } from "avr8js";

/** Longer than a turn of any main loop and than timer 0's millisecond. */
const REVIEW_CYCLES = 20_000;

/** The part of avr8js 0.21.1's CPU that its types hide. */
interface ClockEvents {
  readonly nextClockEvent: { readonly cycles: number } | null;
}

/**
 * Jumps over turns of the program's main loop that cannot differ from the last one.
 *
 * One place of the program, the anchor, is watched. When it is passed twice with every register and every
 * byte of memory the same, and in between no peripheral was touched and none had anything to do, then the
 * next turn must be the same again, and so must every one until the next clock event. Whole turns are
 * therefore left out, as many as end before that event: what runs afterwards runs on the same cycle, with the
 * same state, as it would have without the jump. The choice of the anchor decides how much is gained, never
 * what happens.
 */
export class IdleSkip {
  /** The program counter to watch for. */
  anchor = -1;
  reviewAt = REVIEW_CYCLES;
  readonly #cpu: CPU;
  readonly #events: ClockEvents;
  readonly #memory: Uint8Array;
  #touched = 0;
  #seen: { readonly cycles: number; readonly touched: number; readonly nextEvent: number } | undefined;
  #gained = false;

  /** To be made when all peripherals are in place: it watches their registers. */
  constructor(cpu: CPU) {
    this.#cpu = cpu;
    this.#events = cpu as unknown as ClockEvents;
    this.#memory = new Uint8Array(cpu.data.length);
    this.#watchRegisters();
  }

  /** The program is at the anchor; it may be moved on, to before `limit`. */
  visit(limit: number): void {
    const { cycles, data } = this.#cpu;
    const seen = this.#seen;
    const nextEvent = this.#events.nextClockEvent?.cycles ?? Number.POSITIVE_INFINITY;
    const undisturbed = seen && seen.touched === this.#touched && cycles < seen.nextEvent;
    if (!undisturbed || Buffer.compare(data, this.#memory) !== 0) {
      this.#memory.set(data);
      this.#seen = { cycles, touched: this.#touched, nextEvent };
      return;
    }
    const turn = cycles - seen.cycles;
    const turns = Math.floor((Math.min(nextEvent, limit) - 1 - cycles) / turn);
    if (turns > 0) this.#cpu.cycles += turns * turn;
    this.#seen = { cycles: this.#cpu.cycles, touched: this.#touched, nextEvent };
    this.#gained = true;
  }

  /** Something from outside reached the chip. */
  disturb(): void {
    this.#seen = undefined;
  }

  /** Takes another anchor if this one gained nothing since the last review. */
  review(): void {
    if (!this.#gained) {
      this.anchor = this.#cpu.pc;
      this.#seen = undefined;
    }
    this.#gained = false;
    this.reviewAt = this.#cpu.cycles + REVIEW_CYCLES;
  }

  #watchRegisters(): void {
    const { readHooks, writeHooks } = this.#cpu;
    for (const key of Object.keys(readHooks)) {
      const read = readHooks[Number(key)]!;
      readHooks[Number(key)] = (address) => {
        this.#touched += 1;
        return read(address);
      };
    }
    for (const key of Object.keys(writeHooks)) {
      const write = writeHooks[Number(key)]!;
      writeHooks[Number(key)] = (value, old, address, mask) => {
        this.#touched += 1;
        return write(value, old, address, mask);
      };
    }
  }
}
