import { EventEmitter } from "node:events";
import type { FlashTransport } from "../../board/flash/line.ts";

interface Board {
  send: (bytes: readonly number[]) => void;
  receive(bytes: Iterable<number>): void;
  reset(): void;
  unplug(): void;
}

type Done = (error?: Error | null) => void;

export interface CableOptions {
  /** The board's speed; at another one nothing is understood. */
  readonly baudRate?: number;
  /** The port has no lines that reset the board. */
  readonly withoutReset?: boolean;
  readonly loses?: Hazards;
  /** Bytes that arrive as others. */
  readonly changes?: Hazards;
}

interface Hazards {
  readonly toBoard?: Hazard;
  readonly fromBoard?: Hazard;
}

/** Whether it befalls byte number `index` of all in this direction, which is number `at` of those that were sent together. */
type Hazard = (index: number, at: number) => boolean;

/** The USB cable to a board with a bootloader, as serialport shows it: its DTR resets the board. */
export class BootloaderCable extends EventEmitter implements FlashTransport {
  readonly resets: number[] = [];
  /** Bytes that were sent to the board. */
  sent = 0;
  closed = false;
  readonly #board: Board;
  readonly #options: CableOptions;
  #baudRate = 0;
  #answered = 0;
  #dtr = false;

  constructor(board: Board, options: CableOptions = {}) {
    super();
    this.#board = board;
    this.#options = options;
    board.send = (bytes) => this.#hears(bytes);
    process.nextTick(() => this.emit("open"));
  }

  write(bytes: Buffer): void {
    const { baudRate = 115_200, loses, changes } = this.#options;
    const arriving = travel(bytes, this.sent, loses?.toBoard, changes?.toBoard);
    this.sent += bytes.length;
    if (this.closed) return;
    // Wrong speed: what arrives is no command.
    this.#board.receive(this.#baudRate === baudRate ? arriving : arriving.map(() => 0));
  }

  set({ dtr }: { readonly dtr: boolean }, done: Done): void {
    const { withoutReset } = this.#options;
    if (dtr && !this.#dtr && !withoutReset) this.reset();
    this.#dtr = dtr;
    done(withoutReset ? new Error("Inappropriate ioctl for device, cannot set") : null);
  }

  update({ baudRate }: { readonly baudRate: number }, done: Done): void {
    this.#baudRate = baudRate;
    done(null);
  }

  close(done: Done): void {
    this.closed = true;
    this.emit("close", null);
    done(null);
  }

  reset(): void {
    this.resets.push(this.sent);
    this.#board.reset();
  }

  /** The cable is pulled. */
  unplug(): void {
    this.#board.unplug();
    this.closed = true;
    this.emit("close", Object.assign(new Error("bad file descriptor"), { disconnected: true }));
  }

  #hears(bytes: readonly number[]): void {
    const { loses, changes } = this.#options;
    const heard = travel(bytes, this.#answered, loses?.fromBoard, changes?.fromBoard);
    this.#answered += bytes.length;
    process.nextTick(() => {
      if (!this.closed) this.emit("data", Buffer.from(heard));
    });
  }
}

function travel(bytes: Iterable<number>, before: number, lost?: Hazard, changed?: Hazard): number[] {
  return [...bytes].flatMap((byte, at) => {
    if (lost?.(before + at, at)) return [];
    return [changed?.(before + at, at) ? byte ^ 1 : byte];
  });
}
