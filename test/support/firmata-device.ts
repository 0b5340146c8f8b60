const PINS = 20;
const INPUT = 0;
const OUTPUT = 1;
const PWM = 3;
const PULLUP = 11;

interface DeviceOptions {
  readonly version?: readonly [major: number, minor: number];
  readonly name?: string;
  /** false: as firmware before 2.2, it cannot say what its pins can do. */
  readonly capabilities?: boolean;
}

/**
 * The part of StandardFirmata that a plug needs, with 20 pins, answering at once: it enables pull-ups the
 * old way below version 2.5, and then, too, applies written bits to inputs and reports changes only.
 */
export class FirmataDevice {
  /** Where its bytes go. */
  send: (bytes: number[]) => void = () => {};
  /** Whether it reacts to what it receives. */
  answers = true;
  readonly levels = new Array<number>(PINS).fill(0);
  readonly modes = new Array<number>(PINS).fill(OUTPUT);
  /** Every digital port message it has received, as [port, levels]. */
  readonly portWrites: [port: number, levels: number][] = [];
  readonly #version: readonly [number, number];
  readonly #name: string;
  readonly #capabilities: boolean;
  readonly #grounded = new Set<number>();
  #pulledUp = new Set<number>();
  #reported = new Map<number, number>();
  #buffer: number[] = [];

  constructor(options: DeviceOptions = {}) {
    this.#version = options.version ?? [2, 5];
    this.#name = options.name ?? "StandardFirmata.ino";
    this.#capabilities = options.capabilities ?? true;
  }

  /** Says its version and name, as after power-on. */
  boot(): void {
    this.#reset();
    this.send([0xf9, ...this.#version]);
    this.#sayName();
  }

  ground(pin: number): void {
    this.#grounded.add(pin);
    this.#reportChanges();
  }

  letGo(pin: number): void {
    this.#grounded.delete(pin);
    this.#reportChanges();
  }

  receive(bytes: Iterable<number>): void {
    if (!this.answers) return;
    for (const byte of bytes) {
      this.#buffer.push(byte);
      if (this.#complete(byte)) this.#handle(this.#buffer.splice(0));
    }
  }

  get #old(): boolean {
    const [major, minor] = this.#version;
    return major < 2 || (major === 2 && minor < 5);
  }

  #complete(last: number): boolean {
    const [first = 0] = this.#buffer;
    if (first === 0xf0) return last === 0xf7;
    if (first === 0xff || first === 0xf9) return true;
    const length = (first & 0xf0) === 0xd0 ? 2 : 3;
    return this.#buffer.length === length;
  }

  #handle([command = 0, a = 0, b = 0]: readonly number[]): void {
    if (command === 0xff) this.#reset();
    else if (command === 0xf9) this.send([0xf9, ...this.#version]);
    else if (command === 0xf4) this.#setMode(a, b);
    else if (command === 0xf0) this.#answer(a);
    else if ((command & 0xf0) === 0xd0) this.#startReporting(command & 0x0f);
    else if ((command & 0xf0) === 0x90) this.#writePort(command & 0x0f, a | (b << 7));
  }

  #answer(query: number): void {
    const digital = [INPUT, 1, OUTPUT, 1, PWM, 8, ...(this.#old ? [] : [PULLUP, 1]), 0x7f];
    const pins = Array.from({ length: PINS });
    if (query === 0x79) this.#sayName();
    if (query === 0x6b && this.#capabilities) this.send([0xf0, 0x6c, ...pins.flatMap(() => digital), 0xf7]);
    if (query === 0x69) this.send([0xf0, 0x6a, ...pins.map((_, pin) => (pin < 14 ? 127 : pin - 14)), 0xf7]);
  }

  #sayName(): void {
    const letters = [...Buffer.from(this.#name)].flatMap((letter) => [letter & 0x7f, letter >> 7]);
    this.send([0xf0, 0x79, ...this.#version, ...letters, 0xf7]);
  }

  #reset(): void {
    this.levels.fill(0);
    this.modes.fill(OUTPUT);
    this.#pulledUp = new Set();
    this.#reported = new Map();
  }

  #setMode(pin: number, mode: number): void {
    this.modes[pin] = mode;
    this.levels[pin] = 0;
    if (mode === PULLUP) this.#pulledUp.add(pin);
    else this.#pulledUp.delete(pin);
    this.#reportChanges();
  }

  #writePort(port: number, levels: number): void {
    this.portWrites.push([port, levels]);
    for (let bit = 0; bit < 8; bit++) {
      const pin = port * 8 + bit;
      const high = (levels >> bit) & 1;
      if (this.modes[pin] === OUTPUT) this.levels[pin] = high;
      else if (this.modes[pin] === INPUT && high === 1) this.#pulledUp.add(pin);
      else if (this.modes[pin] === INPUT && this.#old) this.#pulledUp.delete(pin);
    }
    this.#reportChanges();
  }

  #startReporting(port: number): void {
    const before = this.#reported.get(port) ?? 0;
    this.#reported.set(port, this.#old ? before : -1);
    this.#reportChanges();
  }

  #reportChanges(): void {
    for (const [port, before] of this.#reported) {
      const levels = this.#inputs(port);
      if (levels === before) continue;
      this.#reported.set(port, levels);
      this.send([0x90 | port, levels & 0x7f, levels >> 7]);
    }
  }

  /** A floating input reads low. */
  #inputs(port: number): number {
    let levels = 0;
    for (let bit = 0; bit < 8; bit++) {
      const pin = port * 8 + bit;
      const input = this.modes[pin] === INPUT || this.modes[pin] === PULLUP;
      if (input && this.#pulledUp.has(pin) && !this.#grounded.has(pin)) levels |= 1 << bit;
    }
    return levels;
  }
}
