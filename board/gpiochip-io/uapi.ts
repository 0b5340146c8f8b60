/**
 * The structures of <linux/gpio.h>, ABI v2 (Linux 5.10), as bytes. Every 64-bit field is aligned and every gap is spelled
 * out there, so the layout is one on arm, arm64 and x64. All are little-endian, as is Linux on them.
 */
const KIND = 0xb4;
const READ = 2;
const WRITE = 1;
const NAME_SIZE = 32;
/** Lines of one request. */
export const MAX_LINES = 64;
/** The most that the kernel keeps for one request: 16 for each of 64 lines. */
const EVENT_BUFFER_SIZE = 1024;

/** _IOR and _IOWR of <asm-generic/ioctl.h>: the structure's size is part of the number. */
const ioctlNumber = (direction: number, number: number, size: number) =>
  ((direction << 30) | (size << 16) | (KIND << 8) | number) >>> 0;

export const SIZES = {
  chipInfo: 68,
  lineInfo: 256,
  config: 272,
  request: 592,
  values: 16,
  event: 48,
} as const;

export const IOCTL = {
  chipInfo: ioctlNumber(READ, 0x01, SIZES.chipInfo),
  lineInfo: ioctlNumber(READ | WRITE, 0x05, SIZES.lineInfo),
  getLine: ioctlNumber(READ | WRITE, 0x07, SIZES.request),
  setConfig: ioctlNumber(READ | WRITE, 0x0d, SIZES.config),
  getValues: ioctlNumber(READ | WRITE, 0x0e, SIZES.values),
  setValues: ioctlNumber(READ | WRITE, 0x0f, SIZES.values),
} as const;

export const FLAG = {
  used: 1n << 0n,
  activeLow: 1n << 1n,
  input: 1n << 2n,
  output: 1n << 3n,
  edgeRising: 1n << 4n,
  edgeFalling: 1n << 5n,
  pullUp: 1n << 8n,
  pullDown: 1n << 9n,
  biasDisabled: 1n << 10n,
} as const;

/** Kinds of a `gpio_v2_line_attribute`. */
const ATTRIBUTE = { flags: 1, outputValues: 2 } as const;
const RISING_EDGE = 1;

export type Level = 0 | 1;

/** `as-is` leaves the line's resistor as it was found. */
export type Bias = "as-is" | "pull-up" | "pull-down" | "disabled";

export type LineConfig =
  | { readonly output: false; readonly bias: Bias; readonly edges: boolean }
  | { readonly output: true; readonly level: Level };

/** What the kernel says of a chip; `label` is the driver's name for it. */
export interface ChipInfo {
  readonly path: string;
  readonly name: string;
  readonly label: string;
  readonly lines: number;
}

/** What the kernel says of a line; `name` and `consumer` may be empty. */
export interface LineInfo {
  readonly offset: number;
  readonly name: string;
  /** Who holds it. */
  readonly consumer: string;
  /** Nobody else can have it now. */
  readonly used: boolean;
  readonly output: boolean;
  readonly activeLow: boolean;
}

export interface LineEvent {
  readonly offset: number;
  readonly level: Level;
  /** CLOCK_MONOTONIC. */
  readonly timestampNs: bigint;
  /** Counts this line's edges from 1, dropped ones too; 32 bits. */
  readonly lineSequence: number;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const BIAS_FLAGS: Readonly<Record<Bias, bigint>> = {
  "as-is": 0n,
  "pull-up": FLAG.pullUp,
  "pull-down": FLAG.pullDown,
  disabled: FLAG.biasDisabled,
};

function flagsOf(config: LineConfig): bigint {
  if (config.output) return FLAG.output;
  const edges = config.edges ? FLAG.edgeRising | FLAG.edgeFalling : 0n;
  return FLAG.input | BIAS_FLAGS[config.bias] | edges;
}

/** `gpio_v2_line_config` for the lines of one request, in their order there. */
export function encodeConfig(configs: readonly LineConfig[]): Uint8Array {
  const bytes = new Uint8Array(SIZES.config);
  const view = viewOf(bytes);
  const linesByFlags = new Map<bigint, bigint>();
  let high = 0n;
  let outputs = 0n;
  for (const [index, config] of configs.entries()) {
    const bit = 1n << BigInt(index);
    const flags = flagsOf(config);
    linesByFlags.set(flags, (linesByFlags.get(flags) ?? 0n) | bit);
    if (config.output) outputs |= bit;
    if (config.output && config.level === 1) high |= bit;
  }
  const [[usual] = [0n], ...others] = linesByFlags;
  // Nine sets of flags exist: one is the default, so at most nine of the ten attributes are taken.
  const attributes = others.map(([flags, lines]) => ({
    kind: ATTRIBUTE.flags as number,
    value: flags,
    lines,
  }));
  if (outputs !== 0n) attributes.push({ kind: ATTRIBUTE.outputValues, value: high, lines: outputs });
  view.setBigUint64(0, usual, true);
  view.setUint32(8, attributes.length, true);
  for (const [index, { kind, value, lines }] of attributes.entries()) {
    const at = 32 + index * 24;
    view.setUint32(at, kind, true);
    view.setBigUint64(at + 8, value, true);
    view.setBigUint64(at + 16, lines, true);
  }
  return bytes;
}

/** `gpio_v2_line_request`. @param consumer at most 31 bytes */
export function encodeRequest(
  offsets: readonly number[],
  configs: readonly LineConfig[],
  consumer: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(SIZES.request);
  const view = viewOf(bytes);
  for (const [index, offset] of offsets.entries()) view.setUint32(index * 4, offset, true);
  bytes.set(consumer.subarray(0, NAME_SIZE - 1), 256);
  bytes.set(encodeConfig(configs), 288);
  view.setUint32(560, offsets.length, true);
  view.setUint32(564, EVENT_BUFFER_SIZE, true);
  return bytes;
}

/** The file descriptor that the kernel wrote into an answered request. */
export const decodeRequestFd = (bytes: Uint8Array): number => viewOf(bytes).getInt32(588, true);

/** `gpio_v2_line_values`: bit n is the nth line of the request. */
export function encodeValues(bits: bigint, mask: bigint): Uint8Array {
  const bytes = new Uint8Array(SIZES.values);
  const view = viewOf(bytes);
  view.setBigUint64(0, bits, true);
  view.setBigUint64(8, mask, true);
  return bytes;
}

export const decodeValues = (bytes: Uint8Array): bigint => viewOf(bytes).getBigUint64(0, true);

export function encodeLineQuery(offset: number): Uint8Array {
  const bytes = new Uint8Array(SIZES.lineInfo);
  viewOf(bytes).setUint32(64, offset, true);
  return bytes;
}

const textAt = (bytes: Uint8Array, at: number) => {
  const field = bytes.subarray(at, at + NAME_SIZE);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end === -1 ? field : field.subarray(0, end));
};

export function decodeLineInfo(bytes: Uint8Array): LineInfo {
  const view = viewOf(bytes);
  const flags = view.getBigUint64(72, true);
  return {
    offset: view.getUint32(64, true),
    name: textAt(bytes, 0),
    consumer: textAt(bytes, 32),
    used: (flags & FLAG.used) !== 0n,
    output: (flags & FLAG.output) !== 0n,
    activeLow: (flags & FLAG.activeLow) !== 0n,
  };
}

export function decodeChipInfo(bytes: Uint8Array, path: string): ChipInfo {
  return { path, name: textAt(bytes, 0), label: textAt(bytes, 32), lines: viewOf(bytes).getUint32(64, true) };
}

/** Whole `gpio_v2_line_event`s from the beginning of `bytes`. */
export function decodeEvents(bytes: Uint8Array): LineEvent[] {
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.length / SIZES.event) }, (_, index) => {
    const at = index * SIZES.event;
    return {
      timestampNs: view.getBigUint64(at, true),
      level: view.getUint32(at + 8, true) === RISING_EDGE ? 1 : 0,
      offset: view.getUint32(at + 12, true),
      lineSequence: view.getUint32(at + 20, true),
    };
  });
}
