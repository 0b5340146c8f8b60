import type { Syscalls } from "../../../board/gpiochip-io/index.ts";
import { type FakeLine, FakeRequest } from "./fake-request.ts";

export const ENOENT = 2;
const EAGAIN = 11;
export const EACCES = 13;
export const EBUSY = 16;
export const ENODEV = 19;
export const EINVAL = 22;
const ENOTTY = 25;

const FIONBIO = 0x5421;
/** As `gcc` computes them: see layout.test.ts. */
const CHIPINFO = 0x8044b401;
const LINEINFO = 0xc100b405;
const GET_LINE = 0xc250b407;
const SET_CONFIG = 0xc110b40d;
const GET_VALUES = 0xc010b40e;
const SET_VALUES = 0xc010b40f;

interface FakeChip {
  readonly path: string;
  readonly label: string;
  readonly lines: FakeLine[];
  denied: boolean;
  gone: boolean;
}

type OpenFile = { readonly chip: FakeChip; readonly request?: FakeRequest; blocking: boolean };

/** Pi-like lines, 28 of them: ID_SDA, ID_SCL, GPIO2 … GPIO27. */
const piLines = () =>
  Array.from({ length: 28 }, (_, offset) => ["ID_SDA", "ID_SCL"][offset] ?? `GPIO${offset}`);

/** A kernel with GPIO chips that answers as <linux/gpio.h> says, byte for byte, and refuses what the real one refuses. */
export class FakeKernel implements Syscalls {
  readonly chips: FakeChip[] = [];
  /** Requests of ioctls on lines, as they came. */
  readonly ioctls: { request: number; argument: Uint8Array }[] = [];
  /** ioctl numbers that are refused, with the errno. */
  readonly refusals = new Map<number, number>();
  readonly #files = new Map<number, OpenFile>();
  readonly #watchers = new Map<number, () => void>();
  #nextFd = 100;

  constructor(label = "pinctrl-bcm2711", names: readonly string[] = piLines()) {
    this.addChip(label, names);
  }

  addChip(label: string, names: readonly string[]): FakeChip {
    const path = `/dev/gpiochip${this.chips.length}`;
    const lines = names.map((name) => ({ name, consumer: "", pull: 0 as const, holder: undefined }));
    const chip = { path, label, lines, denied: false, gone: false };
    this.chips.push(chip);
    return chip;
  }

  get openFiles(): number {
    return this.#files.size;
  }

  get watchedFiles(): number {
    return this.#watchers.size;
  }

  /** The level on the wire. */
  level(offset: number): 0 | 1 {
    const line = this.chips[0]!.lines[offset]!;
    return line.holder?.driven(offset) ?? line.pull;
  }

  /** Pulls a line of the first chip up or down at an instant of CLOCK_MONOTONIC. */
  pull(offset: number, level: 0 | 1, atNs = 0n): void {
    const line = this.chips[0]!.lines[offset]!;
    if (line.pull === level) return;
    line.pull = level;
    if (line.holder?.edge(offset, level, atNs) === true) this.#wake((file) => file.request === line.holder);
  }

  unplug(): void {
    const chip = this.chips[0]!;
    chip.gone = true;
    this.#wake((file) => file.chip === chip);
  }

  chipPaths(): string[] {
    return this.chips.filter(({ gone }) => !gone).map(({ path }) => path);
  }

  open(path: string): number {
    const chip = this.chips.find((one) => one.path === path && !one.gone);
    if (chip === undefined) return -ENOENT;
    if (chip.denied) return -EACCES;
    return this.#file({ chip, blocking: true });
  }

  close(fd: number): void {
    if (this.#watchers.has(fd)) throw new Error(`${fd} is closed while it is watched`);
    const file = this.#files.get(fd);
    if (file === undefined) throw new Error(`${fd} is closed twice`);
    this.#files.delete(fd);
    for (const line of file.chip.lines) {
      if (file.request === undefined || line.holder !== file.request) continue;
      line.holder = undefined;
      line.consumer = "";
    }
  }

  ioctl(fd: number, request: number, argument: Uint8Array): number {
    const file = this.#files.get(fd);
    if (file === undefined) throw new Error(`ioctl on ${fd}, which is not open`);
    const refused = this.refusals.get(request);
    if (refused !== undefined) return -refused;
    if (request === FIONBIO) {
      file.blocking = argument[0] === 0;
      return 0;
    }
    if (file.chip.gone) return -ENODEV;
    this.ioctls.push({ request, argument: argument.slice() });
    return file.request === undefined
      ? this.#chipIoctl(file.chip, request, argument)
      : lineIoctl(file.request, request, argument);
  }

  read(fd: number, into: Uint8Array): number {
    const { chip, request, blocking } = this.#files.get(fd) ?? {};
    if (request === undefined) throw new Error(`${fd} is not a request of lines`);
    if (chip?.gone === true) return -ENODEV;
    const length = request.take(into);
    if (length === 0 && blocking === true) throw new Error("this read would never return");
    return length === 0 ? -EAGAIN : length;
  }

  watch(fd: number, listener: () => void): () => void {
    if (!this.#files.has(fd)) throw new Error(`${fd} is watched, but not open`);
    this.#watchers.set(fd, listener);
    return () => this.#watchers.delete(fd);
  }

  #wake(which: (file: OpenFile) => boolean): void {
    for (const [fd, file] of this.#files) {
      if (which(file)) setImmediate(() => this.#watchers.get(fd)?.());
    }
  }

  #file(file: OpenFile): number {
    this.#files.set(this.#nextFd, file);
    return this.#nextFd++;
  }

  #chipIoctl(chip: FakeChip, request: number, argument: Uint8Array): number {
    const view = new DataView(argument.buffer, argument.byteOffset, argument.byteLength);
    const text = (at: number, value: string) => argument.set(Buffer.from(value).subarray(0, 31), at);
    if (request === CHIPINFO) {
      text(0, chip.path.slice("/dev/".length));
      text(32, chip.label);
      view.setUint32(64, chip.lines.length, true);
      return 0;
    }
    if (request === LINEINFO) {
      const line = chip.lines[view.getUint32(64, true)];
      if (line === undefined) return -EINVAL;
      text(0, line.name);
      text(32, line.consumer);
      const driven = line.holder?.driven(view.getUint32(64, true)) !== undefined;
      const used = line.holder !== undefined || line.consumer !== "";
      view.setBigUint64(72, (used ? 1n : 0n) | (driven ? 8n : 4n), true);
      return 0;
    }
    if (request !== GET_LINE) return -ENOTTY;
    const made = FakeRequest.from(argument, chip.lines);
    if (typeof made === "number") return -made;
    view.setInt32(588, this.#file({ chip, request: made, blocking: true }), true);
    return 0;
  }
}

function lineIoctl(lines: FakeRequest, request: number, argument: Uint8Array): number {
  if (request === SET_CONFIG) return -lines.configure(argument);
  if (request === GET_VALUES) return -lines.getValues(argument);
  if (request === SET_VALUES) return -lines.setValues(argument);
  return -ENOTTY;
}
