import { type GpioError, refusal } from "./gpio-error.ts";
import type { Syscalls } from "./syscalls.ts";
import {
  decodeEvents,
  decodeValues,
  encodeConfig,
  encodeValues,
  IOCTL,
  type Level,
  type LineConfig,
  type LineEvent,
  SIZES,
} from "./uapi.ts";

/** An edge as the kernel dated it. */
export interface Edge {
  readonly pin: number;
  /** As the kernel read it when it handled the edge: a glitch shorter than that gives the same level twice. */
  readonly level: Level;
  /** CLOCK_MONOTONIC, as `process.hrtime.bigint()`. */
  readonly timestampNs: bigint;
  /** Edges of this line that the kernel had to drop before this one, its buffer of 1024 being full. */
  readonly lost: number;
}

/** Events of one read: 64 fit a press with all its bounces. */
const READ_SIZE = 64 * SIZES.event;
const EAGAIN = 11;

/** Lines that were requested together: one file, and one ioctl for the levels of them all. */
export class LineRequest {
  readonly offsets: readonly number[];
  readonly #syscalls: Syscalls;
  readonly #fd: number;
  readonly #path: string;
  readonly #configs: LineConfig[];
  readonly #sequences = new Map<number, number>();
  readonly #buffer = new Uint8Array(READ_SIZE);
  #unwatch: (() => void) | undefined;

  /** @param fd open, not blocking @param path of the chip, for messages */
  constructor(
    syscalls: Syscalls,
    fd: number,
    path: string,
    offsets: readonly number[],
    configs: readonly LineConfig[],
  ) {
    this.#syscalls = syscalls;
    this.#fd = fd;
    this.#path = path;
    this.offsets = offsets;
    this.#configs = [...configs];
  }

  /** @throws RangeError for a line of another request */
  configOf(offset: number): LineConfig {
    return this.#configs[this.#indexOf(offset)]!;
  }

  /** @throws GpioError */
  configure(offset: number, config: LineConfig): void {
    const configs = [...this.#configs];
    configs[this.#indexOf(offset)] = config;
    this.#ioctl(IOCTL.setConfig, encodeConfig(configs), `set up line ${offset}`);
    this.#configs.splice(0, configs.length, ...configs);
  }

  /** The levels at the pins now. @throws GpioError */
  read(offset: number): Level {
    const values = encodeValues(0n, 1n << BigInt(this.#indexOf(offset)));
    this.#ioctl(IOCTL.getValues, values, `read line ${offset}`);
    return decodeValues(values) === 0n ? 0 : 1;
  }

  /** All in one ioctl. @throws GpioError, RangeError for a line of another request */
  write(levels: ReadonlyMap<number, Level>): void {
    let bits = 0n;
    let mask = 0n;
    for (const [offset, level] of levels) {
      const bit = 1n << BigInt(this.#indexOf(offset));
      mask |= bit;
      if (level === 1) bits |= bit;
    }
    this.#ioctl(IOCTL.setValues, encodeValues(bits, mask), `write lines ${[...levels.keys()].join(", ")}`);
    // A later change of another line's set-up writes these levels again.
    for (const [offset, level] of levels) this.#configs[this.#indexOf(offset)] = { output: true, level };
  }

  /** Calls `listener` when there are edges to be read, or when the chip is gone. */
  watch(listener: () => void): void {
    this.#unwatch ??= this.#syscalls.watch(this.#fd, listener);
  }

  /** Every edge that the kernel holds. @throws GpioError */
  readEdges(): Edge[] {
    const edges: Edge[] = [];
    for (;;) {
      const length = this.#syscalls.read(this.#fd, this.#buffer);
      if (length === -EAGAIN) return edges;
      if (length < 0) throw this.#refusal(-length, "read edges");
      edges.push(...decodeEvents(this.#buffer.subarray(0, length)).map((event) => this.#edge(event)));
      if (length < READ_SIZE) return edges;
    }
  }

  close(): void {
    this.#unwatch?.();
    this.#syscalls.close(this.#fd);
  }

  #edge({ offset, level, timestampNs, lineSequence }: LineEvent): Edge {
    const lost = (lineSequence - (this.#sequences.get(offset) ?? 0) - 1) >>> 0;
    this.#sequences.set(offset, lineSequence);
    return { pin: offset, level, timestampNs, lost };
  }

  #indexOf(offset: number): number {
    const index = this.offsets.indexOf(offset);
    if (index === -1) throw new RangeError(`line ${offset} is not of this request`);
    return index;
  }

  #ioctl(request: number, argument: Uint8Array, attempt: string): void {
    const result = this.#syscalls.ioctl(this.#fd, request, argument);
    if (result < 0) throw this.#refusal(-result, attempt);
  }

  #refusal(errno: number, attempt: string): GpioError {
    return refusal(errno, `${attempt} of ${this.#path}`, this.#path);
  }
}
