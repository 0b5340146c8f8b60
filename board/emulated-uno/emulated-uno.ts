import { AVRADC, adcConfig, avrInstruction, CPU } from "avr8js";
import { type ChipParts, type ChipState, restoreChip, saveChip } from "./chip-state.ts";
import type { FirmwareImage } from "./firmware.ts";
import { IdleSkip } from "./idle-skip.ts";
import { type Drive, UnoPins } from "./uno-pins.ts";
import { Usart } from "./usart.ts";

const FREQUENCY = 16_000_000;
/** Emulated time is counted in cycles of the 16 MHz clock. */
export const CYCLES_PER_MS = FREQUENCY / 1000;
const SRAM_BYTES = 2048;

export interface UnoOptions {
  /** false runs every turn of an idle main loop: ten to twenty times slower, with the same results. */
  readonly idleSkip?: boolean;
  /** Goes on from there instead of being switched on. Of a chip with the same firmware. */
  readonly from?: ChipState;
}

/**
 * An Arduino Uno (ATmega328P, 16 MHz) that runs real machine code, switched on when it is made.
 *
 * Emulated: processor, timers 0-2 with PWM, ports B-D with pull-ups, serial port, analogue converter (all
 * inputs at 0 V). Not emulated: bootloader, watchdog, EEPROM, TWI, SPI.
 */
export class EmulatedUno {
  readonly #cpu: CPU;
  readonly #pins: UnoPins;
  readonly #usart: Usart;
  readonly #parts: ChipParts;
  readonly #idle: IdleSkip | undefined;

  constructor(firmware: FirmwareImage, options: UnoOptions = {}) {
    const { buffer, byteOffset, byteLength } = firmware.flash.slice();
    this.#cpu = new CPU(new Uint16Array(buffer, byteOffset, byteLength / 2), SRAM_BYTES);
    this.#pins = new UnoPins(this.#cpu);
    this.#usart = new Usart(this.#cpu, FREQUENCY);
    const converter = new AVRADC(this.#cpu, adcConfig);
    const { ports, timers } = this.#pins;
    this.#parts = { cpu: this.#cpu, timers, others: [...ports, this.#usart.core, converter] };
    this.#idle = options.idleSkip === false ? undefined : new IdleSkip(this.#cpu);
    if (options.from) restoreChip(this.#parts, options.from);
  }

  /** Cycles since it was switched on. */
  get cycles(): number {
    return this.#cpu.cycles;
  }

  /** Runs to the end of the instruction in which the given cycle falls; a cycle already past does nothing. */
  runTo(cycles: number): void {
    const cpu = this.#cpu;
    const idle = this.#idle;
    while (cpu.cycles < cycles) {
      const stop = Math.min(cycles, idle?.reviewAt ?? cycles);
      const anchor = idle?.anchor;
      while (cpu.cycles < stop) {
        avrInstruction(cpu);
        cpu.tick();
        if (cpu.pc === anchor) idle?.visit(cycles);
      }
      if (idle && cpu.cycles >= idle.reviewAt) idle.review();
    }
  }

  /** The level at pin 0-19, whoever drives it. */
  pinLevel(pin: number): boolean {
    return this.#pins.level(pin);
  }

  /** 0..1: the share of time the pin is high: its PWM if it has one running, else its level. */
  pwmDuty(pin: number): number {
    return this.#pins.duty(pin);
  }

  /** Connects a pin to ground, as a pressed button does, or to nothing. */
  drivePin(pin: number, drive: Drive): void {
    this.#idle?.disturb();
    this.#pins.drive(pin, drive);
  }

  /** Called on every change of level that the chip itself makes; `cycles` tells when. */
  onPinEdge(listener: (pin: number, high: boolean, cycles: number) => void): void {
    this.#pins.onEdge = (pin, high) => listener(pin, high, this.#cpu.cycles);
  }

  /** Sends bytes to the chip's serial port; they arrive at the speed of the wire. */
  sendSerial(bytes: Iterable<number>): void {
    this.#idle?.disturb();
    this.#usart.receive(bytes);
  }

  /** Called when a byte has left the chip completely. */
  onSerial(listener: (byte: number) => void): void {
    this.#usart.onByte = listener;
  }

  /** No byte is on the wire in either direction. */
  get serialQuiet(): boolean {
    return this.#usart.quiet;
  }

  /** Where the chip is, to start another from; undefined while an interrupt or a byte is under way. */
  save(): ChipState | undefined {
    return this.#usart.quiet ? saveChip(this.#parts) : undefined;
  }
}
