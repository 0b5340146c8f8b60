import { after, type Clock, millis } from "../../firmware-sim/index.ts";
import { FlashError } from "./flash-error.ts";

type Done = (error?: Error | null) => void;

/** The part of serialport's SerialPort that flashing needs: a port that opens itself once it is made. */
export interface FlashTransport {
  on(event: "open", listener: () => void): unknown;
  on(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  on(event: "error" | "close", listener: (error: Error | null) => void): unknown;
  write(bytes: Buffer): unknown;
  set(levels: { readonly dtr: boolean; readonly rts: boolean }, done: Done): unknown;
  update(settings: { readonly baudRate: number }, done: Done): unknown;
  close(done: Done): unknown;
}

const OPEN_PATIENCE = millis(8000);
/** avrdude's: the board's capacitor has discharged, and the chip has started, after these many ms. */
const RESET_PULSE = 250;
const START = 50;

/** A serial port on which one side asks and the other answers. Its methods throw FlashError `lost` and `stopped`. */
export class Line {
  readonly #transport: FlashTransport;
  readonly #place: string;
  readonly #clock: Clock;
  /** Rejects once the port went away, or somebody asked to stop. */
  readonly #end: Promise<never>;
  #heard: number[] = [];
  #onData = (): void => {};

  private constructor(transport: FlashTransport, place: string, clock: Clock, signal: AbortSignal) {
    this.#transport = transport;
    this.#place = place;
    this.#clock = clock;
    this.#end = new Promise((_, reject) => {
      const stopped = () => reject(new FlashError("stopped", "Stopped."));
      if (signal.aborted) stopped();
      signal.addEventListener("abort", stopped, { once: true });
      transport.on("close", () => {
        signal.removeEventListener("abort", stopped);
        reject(this.#lost("went away: plug the board in again."));
      });
    });
    this.#end.catch(() => {});
    transport.on("data", (bytes) => {
      this.#heard.push(...bytes);
      this.#onData();
    });
  }

  /** @throws the transport's own error when it cannot open; FlashError also when that takes for ever */
  static async open(
    transport: FlashTransport,
    place: string,
    clock: Clock,
    signal: AbortSignal,
  ): Promise<Line> {
    const line = new Line(transport, place, clock, signal);
    const opened = new Promise<void>((resolve, reject) => {
      // Some systems' drivers wait for a board that is not there.
      const tooLong = (): void => reject(line.#lost("did not open: unplug the board, plug it in again."));
      const cancel = clock.wakeAt(after(clock.now(), OPEN_PATIENCE), tooLong);
      const settled = (settle: () => void): void => {
        cancel();
        settle();
      };
      transport.on("open", () => settled(resolve));
      // Later ones come with the end of the port, or are told to whoever asked.
      transport.on("error", (error) => settled(() => reject(error)));
    });
    await line.#alive(opened);
    return line;
  }

  get now() {
    return this.#clock.now();
  }

  /** Forgets what it has heard, sends `bytes`, and gives the next `length` bytes; undefined when they do not come within `patience` ms. */
  async ask(bytes: readonly number[], length: number, patience: number): Promise<Uint8Array | undefined> {
    this.#heard = [];
    this.#transport.write(Buffer.from(bytes));
    const complete = await this.#hears(length, patience);
    return complete ? Uint8Array.from(this.#heard.slice(0, length)) : undefined;
  }

  async pause(span: number): Promise<void> {
    await this.#hears(Number.POSITIVE_INFINITY, span);
  }

  async setSpeed(baudRate: number): Promise<void> {
    await this.#alive(
      new Promise<void>((resolve, reject) =>
        this.#transport.update({ baudRate }, (error) =>
          error ? reject(this.#lost(`cannot be set to ${baudRate} baud (${error.message}).`)) : resolve(),
        ),
      ),
    );
  }

  /** Resets the board as its makers meant it; false where the port has no such lines, as a pseudo terminal. */
  async pulseReset(): Promise<boolean> {
    const levels = (high: boolean): Promise<boolean> =>
      this.#alive(
        new Promise((resolve) => this.#transport.set({ dtr: high, rts: high }, (error) => resolve(!error))),
      );
    if (!(await levels(false))) return false;
    await this.pause(RESET_PULSE);
    const done = await levels(true);
    await this.pause(START);
    return done;
  }

  /** Never rejects. */
  close(): Promise<void> {
    return new Promise((resolve) => this.#transport.close(() => resolve()));
  }

  #hears(length: number, patience: number): Promise<boolean> {
    const heard = new Promise<boolean>((resolve) => {
      const settle = (complete: boolean) => {
        cancel();
        this.#onData = () => {};
        resolve(complete);
      };
      const look = () => {
        if (this.#heard.length >= length) settle(true);
      };
      const cancel = this.#clock.wakeAt(after(this.now, millis(patience)), () => settle(false));
      this.#onData = look;
      look();
    });
    return this.#alive(heard);
  }

  #lost(how: string): FlashError {
    return new FlashError("lost", `${this.#place} ${how}`);
  }

  #alive<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#end]);
  }
}
