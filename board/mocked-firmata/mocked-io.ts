import { EventEmitter } from "node:events";
import type { FiveIo } from "../johnny-five/library.ts";

const MODES = { INPUT: 0, OUTPUT: 1, ANALOG: 2, PWM: 3, SERVO: 4, PULLUP: 11 };
const PINS = 20;

/**
 * A johnny-five IO plugin without hardware: 20 pins like an Uno's, commands on record, answers at once.
 * `sent` holds them in order: ["pinMode", pin, mode], ["report", pin], ["reset"], ["bytes", ...].
 */
export class MockedIo extends EventEmitter implements FiveIo {
  readonly name = "Mocked";
  readonly MODES = MODES;
  readonly RESOLUTION = { ADC: 1023, DAC: null, PWM: 255 };
  readonly pins: { supportedModes: number[]; mode: number; value: number; analogChannel: number }[];
  readonly analogPins = [14, 15, 16, 17, 18, 19];
  readonly firmware = { name: "MockedFirmata", version: { major: 2, minor: 5 } };
  readonly version = { major: 2, minor: 5 };
  readonly sent: (string | number)[][] = [];
  readonly transport = { write: (data: Buffer | readonly number[]) => this.#receive([...data]) };
  isReady = false;
  /** Whether it answers when asked for its version. */
  answers = true;

  readonly #level: 0 | 1 | undefined;

  /** `level` is what an input reports when reporting begins; without it, it says nothing, as old firmware. */
  constructor(options: { readonly pullUpMode?: boolean; readonly level?: 0 | 1 } = {}) {
    super();
    this.#level = options.level;
    const { INPUT, OUTPUT, PWM, PULLUP } = MODES;
    const supportedModes = [INPUT, OUTPUT, PWM, ...(options.pullUpMode === false ? [] : [PULLUP])];
    this.pins = Array.from({ length: PINS }, () => ({
      supportedModes,
      mode: OUTPUT,
      value: 0,
      analogChannel: 127,
    }));
  }

  /** What a plugin does when its hardware is there; not in the tick that made it. */
  comeUp(): void {
    this.emit("connect");
    this.isReady = true;
    this.emit("ready");
  }

  pinMode(pin: number, mode: number): void {
    this.sent.push(["pinMode", pin, mode]);
    this.#pin(pin).mode = mode;
  }

  digitalRead(pin: number, listener: (level: number) => void): void {
    this.sent.push(["report", pin]);
    this.on(`digital-read-${pin}`, listener);
    if (this.#level !== undefined) this.report(pin, this.#level);
  }

  digitalWrite(pin: number, level: number): void {
    this.sent.push(["digitalWrite", pin, level]);
  }

  analogWrite(pin: number, value: number): void {
    this.sent.push(["analogWrite", pin, value]);
  }

  analogRead(pin: number): void {
    this.sent.push(["analogRead", pin]);
  }

  reset(): void {
    this.sent.push(["reset"]);
  }

  /** The level at an input changes, or is reported again. */
  report(pin: number, level: 0 | 1): void {
    this.emit(`digital-read-${pin}`, level);
  }

  /** The level last written to an output. */
  level(pin: number): number {
    return this.#pin(pin).value;
  }

  #receive(bytes: number[]): boolean {
    this.sent.push(["bytes", ...bytes]);
    const [command = 0, low = 0, high = 0] = bytes;
    if ((command & 0xf0) === 0x90) this.#writePort(command & 0x0f, low | (high << 7));
    if (command === 0xf9 && this.answers) this.emit("reportversion");
    return true;
  }

  #writePort(port: number, levels: number): void {
    for (let bit = 0; bit < 8; bit++) {
      const pin = this.pins[port * 8 + bit];
      if (pin?.mode === MODES.OUTPUT) pin.value = (levels >> bit) & 1;
    }
  }

  #pin(pin: number): { mode: number; value: number } {
    const found = this.pins[pin];
    if (!found) throw new RangeError(`no pin ${pin}`);
    return found;
  }
}
