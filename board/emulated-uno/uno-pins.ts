import {
  AVRIOPort,
  AVRTimer,
  type AVRTimerConfig,
  type CPU,
  portBConfig,
  portCConfig,
  portDConfig,
  timer0Config,
  timer1Config,
  timer2Config,
} from "avr8js";
import { makeLazy } from "./lazy-timer.ts";

/** What is wired to a pin from outside: a pressed button pulls it to ground, else nothing drives it. */
export type Drive = "ground" | "open";

/** Uno pins 0-7 are port D, 8-13 port B, 14-19 (A0-A5) port C. */
const PORTS = [
  { first: 0, count: 8, config: portDConfig },
  { first: 8, count: 6, config: portBConfig },
  { first: 14, count: 6, config: portCConfig },
] as const;
const TIMERS = [timer0Config, timer1Config, timer2Config] as const;
const COMPARE_A_SHIFT = 6;
const COMPARE_B_SHIFT = 4;
const INVERTED = 3;
/** Waveform generation modes of 8-bit fast PWM: timers 0 and 2, timer 1. The core uses phase correct else. */
const FAST_PWM: readonly number[] = [3, 5];

interface Pin {
  readonly port: AVRIOPort;
  readonly bit: number;
  drive: Drive;
  readonly pwm: Pwm | undefined;
}

interface Pwm {
  readonly timer: AVRTimer;
  readonly config: AVRTimerConfig;
  readonly compare: number;
  readonly shift: number;
}

/** The Uno's 20 pins with the timers that can drive six of them. */
export class UnoPins {
  /** The chip drove a pin to another level. */
  onEdge: (pin: number, high: boolean) => void = () => {};
  readonly ports: readonly AVRIOPort[];
  readonly timers: readonly AVRTimer[];
  readonly #cpu: CPU;
  readonly #pins: readonly Pin[];

  constructor(cpu: CPU) {
    this.#cpu = cpu;
    const ports = PORTS.map(({ config }) => new AVRIOPort(cpu, config));
    this.ports = ports;
    this.timers = TIMERS.map((config) => new AVRTimer(cpu, config));
    const pwms = this.timers.flatMap((timer, index) => pwmsOf(timer, TIMERS[index]!));
    for (const [index, timer] of this.timers.entries()) makeLazy(cpu, timer, TIMERS[index]!);
    this.#pins = PORTS.flatMap(({ count }, index) => {
      const port = ports[index]!;
      return Array.from({ length: count }, (_, bit) => {
        const pwm = pwms.find(({ output }) => output.port === port.portConfig.PORT && output.bit === bit);
        return { port, bit, drive: "open" as Drive, pwm };
      });
    });
    for (const [index, { first, count }] of PORTS.entries()) {
      const mine = this.#pins.slice(first, first + count);
      ports[index]!.addListener((value, before) => {
        for (const pin of mine) this.#settle(pin);
        const changed = (value ^ before) & this.#register(ports[index]!.portConfig.DDR);
        for (const pin of mine) {
          if (changed & (1 << pin.bit)) this.onEdge(first + pin.bit, (value & (1 << pin.bit)) !== 0);
        }
      });
    }
  }

  /** The level at the pin, whoever drives it. An input that nobody drives and nothing pulls up reads low. */
  level(pin: number): boolean {
    const { port, bit } = this.#pin(pin);
    return (this.#register(port.portConfig.PIN) & (1 << bit)) !== 0;
  }

  /** 0..1: the share of time the pin is high, from its timer if that drives it, else from its level. */
  duty(number: number): number {
    const pin = this.#pin(number);
    const { pwm } = pin;
    const mode = pwm ? (this.#register(pwm.config.TCCRA) >> pwm.shift) & 3 : 0;
    const output = this.#register(pin.port.portConfig.DDR) & (1 << pin.bit);
    if (!pwm || mode < 2 || !output) return this.level(number) ? 1 : 0;
    const compare = this.#register(pwm.compare);
    const high = FAST_PWM.includes(pwm.timer.WGM) ? (compare + 1) / 256 : compare / 255;
    return mode === INVERTED ? 1 - high : high;
  }

  drive(number: number, drive: Drive): void {
    const pin = this.#pin(number);
    pin.drive = drive;
    this.#settle(pin);
  }

  /** avr8js has no pull-up resistors: an open input follows its PORT bit, which switches the pull-up. */
  #settle({ port, bit, drive }: Pin): void {
    const pulledUp = (this.#register(port.portConfig.PORT) & (1 << bit)) !== 0;
    port.setPin(bit, drive === "open" && pulledUp);
  }

  #pin(number: number): Pin {
    const pin = this.#pins[number];
    if (!pin) throw new RangeError(`an Uno has pins 0 to 19, not ${number}`);
    return pin;
  }

  #register(address: number): number {
    return this.#cpu.data[address] ?? 0;
  }
}

type Output = { readonly port: number; readonly bit: number };

function pwmsOf(timer: AVRTimer, config: AVRTimerConfig): (Pwm & { readonly output: Output })[] {
  const { OCRA, OCRB, compPortA, compPinA, compPortB, compPinB } = config;
  const a = { compare: OCRA, shift: COMPARE_A_SHIFT, output: { port: compPortA, bit: compPinA } };
  const b = { compare: OCRB, shift: COMPARE_B_SHIFT, output: { port: compPortB, bit: compPinB } };
  return [a, b].map((side) => ({ timer, config, ...side }));
}
