import { EventEmitter } from "node:events";
import { type Chip, openChip } from "./chip.ts";
import { GpioError } from "./gpio-error.ts";
import type { Edge } from "./line-request.ts";
import { Lines } from "./lines.ts";
import { lineOf, MODES, type Pin, pinOf } from "./pins.ts";
import { linux, type Syscalls } from "./syscalls.ts";
import type { Bias, ChipInfo, Level, LineConfig } from "./uapi.ts";
import { unsupported, unsupportedMethods } from "./unsupported.ts";

export interface GpiochipIoOptions {
  /** `/dev/gpiochip0`, or the label of the chip's driver: `pinctrl-bcm2711`. */
  readonly chip: string;
  /** Under which name others see that the lines are taken; at most 31 bytes. Default: `johnny-five`. */
  readonly consumer?: string;
}

export type PinName = number | string;

interface Events {
  connect: [];
  ready: [];
  edge: [Edge];
  /** The chip is gone, once; every line is released. */
  disconnect: [GpioError];
  [digitalRead: `digital-read-${number}`]: [Level];
}

/**
 * A johnny-five IO plugin for the lines of one GPIO chip. A pin is 17, "17", a line's name, "GPIO17" or, on a Raspberry Pi,
 * "P1-11". Methods that take one throw RangeError when there is none such, and GpioError when the kernel refuses; once
 * the chip is gone, or after `close`, writes are dropped.
 */
export class GpiochipIo extends EventEmitter<Events> {
  readonly name = "GpiochipIo";
  readonly MODES = MODES;
  readonly HIGH = 1;
  readonly LOW = 0;
  readonly analogPins: readonly number[] = [];
  /** By the offsets of the lines: GPIO17 of a Raspberry Pi is `pins[17]`. */
  readonly pins: readonly Pin[];
  readonly chip: ChipInfo;
  isReady = false;
  readonly #chip: Chip;
  readonly #lines: Lines;
  #untold: Edge[] = [];
  /** Why nothing works any more. */
  #ended: GpioError | undefined;

  /**
   * Opens the chip at once; `connect` and `ready` come in a later turn.
   * @param syscalls another kernel, for tests
   * @throws GpioError when the chip cannot be opened
   */
  constructor({ chip, consumer = "johnny-five" }: GpiochipIoOptions, syscalls: Syscalls = linux()) {
    super();
    if (Buffer.byteLength(consumer) > 31)
      throw new RangeError(`consumer has more than 31 bytes: ${consumer}`);
    this.#chip = openChip(chip, syscalls);
    this.chip = this.#chip.info;
    this.#lines = new Lines(this.#chip, consumer, () => this.drain());
    try {
      this.pins = this.#chip.lines().map(pinOf);
      this.#chip.watch((cause) => this.#lose(cause));
    } catch (error) {
      this.#chip.close();
      throw error;
    }
    Object.assign(this, unsupportedMethods);
    setImmediate(() => {
      if (this.#ended !== undefined) return;
      this.isReady = true;
      this.emit("connect");
      this.emit("ready");
    });
  }

  /** The pin's number. */
  normalize(pin: PinName): number {
    return lineOf(pin, this.chip, this.pins);
  }

  /**
   * INPUT, PULLUP (an input), OUTPUT (low at first, as in Firmata) or PWM (an output: see `analogWrite`). Nothing changes
   * for a pin that is that already. @throws Error for other modes
   */
  pinMode(pin: PinName, mode: number): void {
    const line = this.normalize(pin);
    if (mode === MODES.PULLUP) this.#attempt(() => this.#input(line, "pull-up"));
    else if (mode === MODES.INPUT) this.#attempt(() => this.#input(line));
    else if (mode === MODES.OUTPUT || mode === MODES.PWM) this.#attempt(() => this.#output(line));
    else throw unsupported(`mode ${mode} of pin ${pin}`);
  }

  /** On an input 1 pulls up and 0 pulls down; a pin that nobody has used becomes an output with that level. */
  digitalWrite(pin: PinName, value: number): void {
    const line = this.normalize(pin);
    const level = value === 0 ? 0 : 1;
    this.#attempt(() => {
      if (this.#lines.configOf(line)?.output === false)
        this.#input(line, level === 1 ? "pull-up" : "pull-down");
      else this.#output(line, level);
    });
  }

  /** Lines have no brightness: 0 to 127 is low, 128 to 255 is high. */
  analogWrite(pin: PinName, value: number): void {
    const line = this.normalize(pin);
    this.#attempt(() => this.#output(line, value < 128 ? 0 : 1));
  }

  /** As `analogWrite`. */
  pwmWrite(pin: PinName, value: number): void {
    this.analogWrite(pin, value);
  }

  /** Tells the level in a later turn, and then every edge of an input. A pin that nobody has used becomes an input. */
  digitalRead(pin: PinName, listener: (level: Level) => void): void {
    const line = this.normalize(pin);
    this.#attempt(() => {
      if (this.#lines.configOf(line)?.output !== true) this.#input(line, undefined, true);
      this.on(`digital-read-${line}`, listener);
      setImmediate(() => {
        this.drain();
        if (this.#lines.configOf(line) === undefined) return;
        const level = this.#attempt(() => this.#read(line));
        if (level !== undefined) listener(level);
      });
    });
  }

  /** johnny-five's Pin asks so for `pins[pin]`. */
  queryPinState(pin: PinName, listener: (pin: Pin) => void): void {
    const line = this.normalize(pin);
    setImmediate(() => listener(this.pins[line]!));
  }

  /**
   * Makes pins that nobody has used outputs in one request: they have these levels from the first moment, and `writeLines`
   * sets them all in one step. @param levels at most 64 @throws Error for one in use
   */
  openOutputs(levels: ReadonlyMap<number, Level>): void {
    const lines = [...levels].map(([pin, level]) => [this.normalize(pin), { output: true, level }] as const);
    this.#open(new Map(lines));
  }

  /** Makes a pin that nobody has used an input that tells its edges; gives its level. @throws Error for one in use */
  openInput(pin: PinName, bias: Bias): Level {
    const line = this.normalize(pin);
    this.#open(new Map([[line, { output: false, bias, edges: true }]]));
    return this.#read(line);
  }

  /** The level at the pin now; all earlier edges are told first. @throws Error for a pin that nobody uses */
  readLine(pin: PinName): Level {
    this.drain();
    return this.#read(this.normalize(pin));
  }

  /** Outputs that were opened together change in one step. @throws RangeError for a pin that is not an output */
  writeLines(levels: ReadonlyMap<number, Level>): void {
    this.#attempt(() => {
      this.#lines.write(levels);
      for (const [line, level] of levels) this.pins[line]!.value = level;
    });
  }

  /**
   * Tells now every edge that the kernel holds, in the order of their time: for a program that was busy, and is about to
   * decide by what a button did meanwhile.
   */
  drain(): void {
    this.#untold.push(...(this.#attempt(() => this.#lines.readEdges()) ?? []));
    for (let edge = this.#untold.shift(); edge !== undefined; edge = this.#untold.shift()) {
      this.pins[edge.pin]!.value = edge.level;
      this.emit("edge", edge);
      this.emit(`digital-read-${edge.pin}`, edge.level);
    }
  }

  /** Releases every line: the pins are as nobody had used them. */
  reset(): void {
    this.#lines.release();
    this.#untold = [];
    for (const pin of this.pins) Object.assign(pin, { mode: undefined, report: 0 });
  }

  /** Releases every line and lets go of the chip. What a line does then is the driver's matter: write first. */
  close(): void {
    this.#end(new GpioError("EBADF", `${this.chip.path} has been closed`, this.chip.path));
  }

  /** An input with this bias, or with the one it has; with edges if it has had them. */
  #input(line: number, bias?: Bias, edges = false): void {
    const now = this.#lines.configOf(line);
    const had = now?.output === false ? now : undefined;
    const config = {
      output: false,
      bias: bias ?? had?.bias ?? "as-is",
      edges: edges || had?.edges === true,
    } as const;
    if (had?.bias === config.bias && had.edges === config.edges) return;
    this.#lines.configure(line, config);
    this.#note(line, config);
  }

  #output(line: number, level?: Level): void {
    if (this.#lines.configOf(line)?.output !== true) {
      const config = { output: true, level: level ?? 0 } as const;
      this.#lines.configure(line, config);
      this.#note(line, config);
    } else if (level !== undefined) {
      this.writeLines(new Map([[line, level]]));
    }
  }

  #open(configs: ReadonlyMap<number, LineConfig>): void {
    if (this.#ended !== undefined) throw this.#ended;
    this.#lines.open(configs);
    for (const [line, config] of configs) this.#note(line, config);
  }

  #note(line: number, config: LineConfig): void {
    const pin = this.pins[line]!;
    pin.mode = config.output ? MODES.OUTPUT : MODES.INPUT;
    pin.report = config.output || !config.edges ? 0 : 1;
    if (config.output) pin.value = config.level;
  }

  #read(line: number): Level {
    if (this.#ended !== undefined) throw this.#ended;
    return (this.pins[line]!.value = this.#lines.read(line));
  }

  /** Undefined, and nothing done, when the chip is gone or closed. */
  #attempt<T>(action: () => T): T | undefined {
    if (this.#ended !== undefined) return undefined;
    try {
      return action();
    } catch (error) {
      if (!(error instanceof GpioError && error.code === "ENODEV")) throw error;
      this.#lose(error);
      return undefined;
    }
  }

  #lose(cause: GpioError): void {
    if (!this.#end(cause)) return;
    setImmediate(() => this.#ended === cause && this.emit("disconnect", cause));
  }

  #end(why: GpioError): boolean {
    const first = this.#ended === undefined;
    this.#ended = why;
    this.isReady = false;
    if (!first) return false;
    this.reset();
    this.#chip.close();
    return true;
  }
}
