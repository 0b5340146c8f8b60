import { GpioError, refusal } from "./gpio-error.ts";
import { LineRequest } from "./line-request.ts";
import { linux, type Syscalls } from "./syscalls.ts";
import {
  type ChipInfo,
  decodeChipInfo,
  decodeLineInfo,
  decodeRequestFd,
  encodeLineQuery,
  encodeRequest,
  IOCTL,
  type LineConfig,
  type LineInfo,
  MAX_LINES,
  SIZES,
} from "./uapi.ts";

/** <asm-generic/ioctls.h>; makes reads return at once. */
const FIONBIO = 0x5421;

/** An open GPIO chip. */
export class Chip {
  readonly info: ChipInfo;
  readonly #syscalls: Syscalls;
  readonly #fd: number;
  #unwatch: (() => void) | undefined;

  /** @throws GpioError */
  constructor(path: string, syscalls: Syscalls) {
    const fd = syscalls.open(path);
    if (fd < 0) throw refusal(-fd, `open ${path}`, path);
    this.#syscalls = syscalls;
    this.#fd = fd;
    const bytes = new Uint8Array(SIZES.chipInfo);
    const result = syscalls.ioctl(fd, IOCTL.chipInfo, bytes);
    if (result < 0) {
      syscalls.close(fd);
      throw refusal(-result, `ask ${path} for its name (is it a GPIO chip?)`, path);
    }
    this.info = decodeChipInfo(bytes, path);
  }

  /** What the kernel knows of every line. @throws GpioError */
  lines(): LineInfo[] {
    return Array.from({ length: this.info.lines }, (_, offset) => this.#line(offset));
  }

  /**
   * Takes lines for this program; outputs have their level from the first moment.
   * @param configs as many as offsets, 1 to 64
   * @throws GpioError, with EBUSY it names the holders; RangeError
   */
  request(offsets: readonly number[], configs: readonly LineConfig[], consumer: string): LineRequest {
    const { path } = this.info;
    if (offsets.length < 1 || offsets.length > MAX_LINES) {
      throw new RangeError(`${offsets.length} lines cannot be requested together: 1 to ${MAX_LINES} can`);
    }
    const bytes = encodeRequest(offsets, configs, new TextEncoder().encode(consumer));
    const attempt = `request ${offsets.length === 1 ? "line" : "lines"} ${offsets.join(", ")} of ${path}`;
    const result = this.#syscalls.ioctl(this.#fd, IOCTL.getLine, bytes);
    if (result < 0) throw refusal(-result, attempt, path, this.#inUse(offsets));
    const fd = decodeRequestFd(bytes);
    const unblocked = this.#syscalls.ioctl(fd, FIONBIO, Uint8Array.of(1, 0, 0, 0));
    if (unblocked < 0) {
      this.#syscalls.close(fd);
      throw refusal(-unblocked, attempt, path);
    }
    return new LineRequest(this.#syscalls, fd, path, offsets, configs);
  }

  /** Calls `listener` once, when the chip is gone; keeps the program running until `close`. */
  watch(listener: (cause: GpioError) => void): void {
    this.#unwatch ??= this.#syscalls.watch(this.#fd, () => {
      const result = this.#syscalls.ioctl(this.#fd, IOCTL.chipInfo, new Uint8Array(SIZES.chipInfo));
      if (result < 0) listener(refusal(-result, `reach ${this.info.path} any more`, this.info.path));
    });
  }

  close(): void {
    this.#unwatch?.();
    this.#syscalls.close(this.#fd);
  }

  #line(offset: number): LineInfo {
    const bytes = encodeLineQuery(offset);
    const result = this.#syscalls.ioctl(this.#fd, IOCTL.lineInfo, bytes);
    if (result < 0) throw refusal(-result, `ask for line ${offset} of ${this.info.path}`, this.info.path);
    return decodeLineInfo(bytes);
  }

  /** Of these lines those that somebody holds; a refusal to tell is not worth more than the one being told. */
  #inUse(offsets: readonly number[]): LineInfo[] {
    try {
      return offsets.map((offset) => this.#line(offset)).filter(({ used }) => used);
    } catch {
      return [];
    }
  }
}

function withChip<T>(path: string, syscalls: Syscalls, use: (chip: Chip) => T): T {
  const chip = new Chip(path, syscalls);
  try {
    return use(chip);
  } finally {
    chip.close();
  }
}

export interface Chips {
  readonly chips: readonly ChipInfo[];
  /** Those that cannot be opened. */
  readonly refused: readonly GpioError[];
}

/** The GPIO chips of this machine, by number. @throws GpioError ENOSYS, ENOPKG: see `linux` */
export function listChips(syscalls: Syscalls = linux()): Chips {
  const chips: ChipInfo[] = [];
  const refused: GpioError[] = [];
  for (const path of syscalls.chipPaths()) {
    try {
      chips.push(withChip(path, syscalls, ({ info }) => info));
    } catch (error) {
      if (!(error instanceof GpioError)) throw error;
      refused.push(error);
    }
  }
  return { chips, refused };
}

/** The lines of the chip at `path`, whoever holds them. @throws GpioError */
export function chipLines(path: string, syscalls: Syscalls = linux()): LineInfo[] {
  return withChip(path, syscalls, (chip) => chip.lines());
}

/**
 * @param chip a path, or the label of the driver; of chips with one label the first is taken
 * @throws GpioError; ENOENT tells the labels there are, EACCES is thrown when the chip may be among the refused
 */
export function openChip(chip: string, syscalls: Syscalls): Chip {
  if (chip.startsWith("/")) return new Chip(chip, syscalls);
  const { chips, refused } = listChips(syscalls);
  const found = chips.find(({ label }) => label === chip);
  if (found !== undefined) return new Chip(found.path, syscalls);
  if (refused[0] !== undefined) throw refused[0];
  const others = chips.map(({ label, path }) => `${label} (${path})`).join(", ") || "none at all";
  throw new GpioError("ENOENT", `no GPIO chip is labelled ${chip}; there are: ${others}`);
}
