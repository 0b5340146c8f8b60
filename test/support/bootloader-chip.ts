import {
  AVRClock,
  AVRTimer,
  AVRUSART,
  AVRWatchdog,
  avrInstruction,
  CPU,
  clockConfig,
  timer1Config,
  usart0Config,
  watchdogConfig,
} from "avr8js";
import { parseIntelHex } from "../../board/emulated-uno/intel-hex.ts";
import { type Cancel, type Clock, instant } from "../../firmware-sim/index.ts";

const FREQUENCY = 16_000_000;
const CYCLES_PER_MS = FREQUENCY / 1000;
export const ATMEGA328P = { flashBytes: 32_768, pageBytes: 128, sramBytes: 2048 };
/** Its memory begins 256 bytes later than the smaller one's. */
export const ATMEGA2560 = { flashBytes: 262_144, pageBytes: 256, sramBytes: 8192 + 256 };

const RAMPZ = 0x5b;
const MCUSR = 0x54;
const EXTERNAL_RESET = 0x02;
const SPMCSR = 0x57;
const SPM = 0x95e8;
/** A page is erased, or written, in 4.5 ms at most (data sheet of the ATmega328P, table 27-18). */
const SPM_CYCLES = 4.5 * CYCLES_PER_MS;
const RXC = 0x80;
/** Bytes that the receiver keeps until they are read: two, and one that has just arrived. */
const RECEIVER = 3;

export interface BootloaderCode {
  /** Intel HEX. */
  readonly hex: string;
  /** Where the chip starts after a reset, by its fuses. */
  readonly start: number;
  readonly baudRate: number;
  readonly chip: typeof ATMEGA328P;
}

/** A chip that writes its own memory, with the machine code of a bootloader in it; a reset starts that. */
export class BootloaderChip {
  readonly flash: Uint8Array;
  send: (bytes: readonly number[]) => void = () => {};
  readonly #clock: Clock;
  readonly #start: number;
  readonly #byteCycles: number;
  readonly #cpu: CPU;
  readonly #usart: AVRUSART;
  readonly #buffer: Uint8Array;
  #onWire: { readonly byte: number; readonly at: number }[] = [];
  #received: number[] = [];
  #stop: Cancel = () => {};

  constructor({ hex, start, baudRate, chip }: BootloaderCode, clock: Clock) {
    this.#clock = clock;
    this.#start = start;
    this.#byteCycles = (FREQUENCY * 10) / baudRate;
    const words = new Uint16Array(parseIntelHex(hex, chip.flashBytes).buffer);
    this.#cpu = new CPU(words, chip.sramBytes);
    this.#buffer = new Uint8Array(chip.pageBytes);
    this.flash = this.#cpu.progBytes;
    this.#usart = new AVRUSART(this.#cpu, usart0Config, FREQUENCY);
    this.#usart.onByteTransmit = (byte) => this.send([byte]);
    new AVRTimer(this.#cpu, timer1Config);
    new AVRWatchdog(this.#cpu, watchdogConfig, new AVRClock(this.#cpu, FREQUENCY, clockConfig));
  }

  /** The bootloader runs; after it, the program, which here does nothing. */
  get listens(): boolean {
    return this.#cpu.pc * 2 >= this.#start;
  }

  reset(): void {
    this.unplug();
    this.#cpu.reset();
    this.#usart.reset();
    this.#cpu.data[MCUSR] = EXTERNAL_RESET;
    this.#cpu.pc = this.#start / 2;
    this.#onWire = [];
    this.#received = [];
    const origin = this.#clock.now() - this.#cpu.cycles / CYCLES_PER_MS;
    const run = (): void => {
      this.#runTo((this.#clock.now() - origin) * CYCLES_PER_MS);
      if (this.listens) this.#stop = this.#clock.wakeAt(instant(this.#clock.now() + 1), run);
    };
    run();
  }

  receive(bytes: Iterable<number>): void {
    let at = Math.max(this.#cpu.cycles, this.#onWire.at(-1)?.at ?? 0);
    for (const byte of bytes) {
      at += this.#byteCycles;
      this.#onWire.push({ byte, at });
    }
  }

  unplug(): void {
    this.#stop();
  }

  #runTo(cycles: number): void {
    const cpu = this.#cpu;
    while (cpu.cycles < cycles && this.listens) {
      this.#listen();
      if (cpu.progMem[cpu.pc] === SPM) this.#selfProgram();
      avrInstruction(cpu);
      cpu.tick();
    }
  }

  #listen(): void {
    while (this.#onWire[0] !== undefined && this.#onWire[0].at <= this.#cpu.cycles) {
      const { byte } = this.#onWire.shift()!;
      if (this.#received.length < RECEIVER) this.#received.push(byte);
    }
    const waiting = (this.#cpu.data[usart0Config.UCSRA]! & RXC) !== 0;
    if (this.#received.length > 0 && !waiting && this.#usart.rxEnable)
      this.#usart.writeByte(this.#received.shift()!, true);
  }

  #selfProgram(): void {
    const { data } = this.#cpu;
    const pageBytes = this.#buffer.length;
    const address = data[30]! + 256 * data[31]! + 65_536 * (this.flash.length > 65_536 ? data[RAMPZ]! : 0);
    const page = address - (address % pageBytes);
    const command = data[SPMCSR]!;
    if (command === 0x01) this.#buffer.set([data[0]!, data[1]!], address % pageBytes);
    else if (command === 0x03) this.flash.fill(0xff, page, page + pageBytes);
    else if (command === 0x05)
      for (const [at, byte] of this.#buffer.entries()) this.flash[page + at]! &= byte;
    else if (command !== 0x11) throw new Error(`SPM with SPMCSR ${command}`);
    const busy = command === 0x03 || command === 0x05;
    this.#cpu.addClockEvent(
      () => {
        data[SPMCSR]! &= ~1;
      },
      busy ? SPM_CYCLES : 1,
    );
  }
}
