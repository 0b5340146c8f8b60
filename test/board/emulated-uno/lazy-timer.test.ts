import {
  AVRIOPort,
  AVRTimer,
  type AVRTimerConfig,
  avrInstruction,
  CPU,
  portBConfig,
  portDConfig,
  timer0Config,
  timer1Config,
  timer2Config,
} from "avr8js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeLazy } from "../../../board/emulated-uno/lazy-timer.ts";

const NOPS = 32_768;

/** A chip that only counts: what its timer does to pins, flags and interrupts is logged with the cycle. */
class Bench {
  readonly log: string[] = [];
  events = 0;
  readonly #cpu = new CPU(new Uint16Array(NOPS), 2048);
  readonly #config: AVRTimerConfig;

  constructor(config: AVRTimerConfig, lazy: boolean) {
    const cpu = this.#cpu;
    this.#config = config;
    for (const portConfig of [portBConfig, portDConfig]) {
      const port = new AVRIOPort(cpu, portConfig);
      cpu.writeData(portConfig.DDR, 0xff);
      port.addListener((value) => this.log.push(`${cpu.cycles} port ${portConfig.PORT} = ${value}`));
    }
    const timer = new AVRTimer(cpu, config);
    if (lazy) makeLazy(cpu, timer, config);
  }

  run(cycles: number): void {
    const cpu = this.#cpu;
    for (let step = 0; step < cycles; step += 1) {
      const pending = cpu.nextInterrupt;
      if (cpu.pc >= NOPS - 1) cpu.pc = 0;
      avrInstruction(cpu);
      cpu.tick();
      if (cpu.nextInterrupt !== pending) this.log.push(`${cpu.cycles} interrupt ${cpu.nextInterrupt}`);
    }
  }

  write(register: "TCCRA" | "TCCRB" | "OCRA" | "OCRB" | "TCNT" | "TIMSK" | "TIFR", value: number): void {
    this.#cpu.writeData(this.#config[register], value);
    this.run(1);
  }

  read(register: "TCNT" | "TIFR"): void {
    this.log.push(`${this.#cpu.cycles} ${register} is ${this.#cpu.readData(this.#config[register])}`);
  }
}

const DIVIDERS = [1, 2, 3, 4];
/** Normal, phase correct, fast PWM: all that the Arduino core and StandardFirmata use. */
const MODES_8_BIT = [0, 1, 3];

type Step = (bench: Bench) => void;
const byte = fc.nat(255);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.nat(40_000).map((cycles) => (bench: Bench) => bench.run(cycles)) },
  { weight: 2, arbitrary: fc.nat(300).map((cycles) => (bench: Bench) => bench.run(cycles)) },
  fc
    .record({ mode: fc.constantFrom(...MODES_8_BIT), outputs: fc.constantFrom(0, 0x80, 0x20, 0xa0, 0xf0) })
    .map(
      ({ mode, outputs }) =>
        (bench: Bench) =>
          bench.write("TCCRA", mode | outputs),
    ),
  fc.constantFrom(...DIVIDERS).map((divider) => (bench: Bench) => bench.write("TCCRB", divider)),
  byte.map((value) => (bench: Bench) => bench.write("OCRA", value)),
  byte.map((value) => (bench: Bench) => bench.write("OCRB", value)),
  byte.map((value) => (bench: Bench) => bench.write("TCNT", value)),
  fc.nat(7).map((value) => (bench: Bench) => bench.write("TIMSK", value)),
  fc.constantFrom(0, 1, 2, 4, 7).map((value) => (bench: Bench) => bench.write("TIFR", value)),
  fc.constantFrom("TCNT" as const, "TIFR" as const).map((register) => (bench: Bench) => bench.read(register)),
);

describe("a lazy timer", () => {
  it.each([
    ["timer 0", timer0Config],
    ["timer 1", timer1Config],
    ["timer 2", timer2Config],
  ])("does what a %s that wakes at every tick does, on the same cycles", (_name, config) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
        const [stock, lazy] = [false, true].map((isLazy) => {
          const bench = new Bench(config, isLazy);
          for (const act of steps) act(bench);
          bench.read("TCNT");
          bench.read("TIFR");
          return bench.log;
        });
        expect(lazy).toEqual(stock);
      }),
      { numRuns: 60 },
    );
  });
});
