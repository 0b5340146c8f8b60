import { EventEmitter } from "node:events";
import type { FirmataTransport } from "../johnny-five/transport.ts";
import type { EmulatedUno } from "./emulated-uno.ts";

type Done = (error?: Error | null) => void;

/** What serialport gives to `close` when the device went away by itself. */
class UnpluggedError extends Error {
  readonly disconnected = true;
}

/**
 * The USB cable between a program and an emulated Uno: a serial port that is opened when it is made.
 *
 * Written bytes reach the chip at 57,600 baud; what it answers comes out of `deliver`, which the pacing calls
 * after each piece of emulated time. Once closed it stays closed: writes fail and are kept nowhere.
 */
export class UnoSerialLine extends EventEmitter implements FirmataTransport {
  readonly #uno: EmulatedUno;
  #answer: number[] = [];
  #open = true;
  #closing: Done[] = [];

  constructor(uno: EmulatedUno) {
    super();
    this.#uno = uno;
    uno.onSerial((byte) => this.#answer.push(byte));
    process.nextTick(() => {
      if (this.#open) this.emit("open");
    });
  }

  write(data: Buffer | readonly number[], done?: Done): boolean {
    const writable = this.#open && this.#closing.length === 0;
    if (writable) this.#uno.sendSerial(data);
    process.nextTick(() => done?.(writable ? null : new Error("the serial line is closed")));
    return writable;
  }

  /** Closes when all that was written has reached the chip, as the driver of a real port does. */
  close(done: Done = () => {}): void {
    if (this.#open) this.#closing.push(done);
    else process.nextTick(() => done(new Error("the serial line is closed")));
  }

  /** The cable is pulled: bytes on their way are lost. */
  unplug(): void {
    if (this.#open) this.#end(new UnpluggedError("the emulated Uno was unplugged"));
  }

  /** Hands over what the chip has sent since the last time. */
  deliver(): void {
    if (!this.#open) return;
    if (this.#answer.length > 0) {
      const data = Buffer.from(this.#answer);
      this.#answer = [];
      this.emit("data", data);
    }
    if (this.#closing.length > 0 && this.#uno.serialQuiet) this.#end(null);
  }

  #end(reason: UnpluggedError | null): void {
    this.#open = false;
    this.emit("close", reason);
    for (const done of this.#closing) done(null);
    this.#closing = [];
  }
}
