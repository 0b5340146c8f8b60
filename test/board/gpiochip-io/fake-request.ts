/** Lines that one request of a fake kernel holds: offsets and rules are those of <linux/gpio.h> and gpiolib-cdev.c. */
const EPERM = 1;
const EBUSY = 16;
const EINVAL = 22;
const EVENT_SIZE = 48;
/** Of the real one, for 64 lines. */
const MOST_EVENTS = 1024;

const INPUT = 1n << 2n;
const OUTPUT = 1n << 3n;
const EDGES = (1n << 4n) | (1n << 5n);
const BIASES = [1n << 8n, 1n << 9n, 1n << 10n] as const;
const PULL_UP = BIASES[0];
const PULL_DOWN = BIASES[1];
const KNOWN = (1n << 13n) - 1n;

export interface FakeLine {
  readonly name: string;
  /** Set without a holder: a driver of the kernel has it. */
  consumer: string;
  pull: 0 | 1;
  holder: FakeRequest | undefined;
}

interface Config {
  readonly flags: readonly bigint[];
  readonly levels: bigint;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const bit = (bits: bigint, index: number) => ((bits >> BigInt(index)) & 1n) === 1n;

/** Undefined for a configuration that the kernel refuses with EINVAL. */
function decodeConfig(bytes: Uint8Array, lines: number): Config | undefined {
  const view = viewOf(bytes);
  const attributes = view.getUint32(8, true);
  if (bytes.length !== 272 || attributes > 10 || bytes.subarray(12, 32).some((byte) => byte !== 0))
    return undefined;
  const flags = Array.from({ length: lines }, () => view.getBigUint64(0, true));
  const set = new Set<number>();
  let levels = 0n;
  for (let at = 32; at < 32 + attributes * 24; at += 24) {
    const kind = view.getUint32(at, true);
    const value = view.getBigUint64(at + 8, true);
    if (view.getUint32(at + 4, true) !== 0) return undefined;
    for (let index = 0; index < lines; index++) {
      if (!bit(view.getBigUint64(at + 16, true), index)) continue;
      if (kind === 1 && !set.has(index)) flags[index] = value;
      if (kind === 1) set.add(index);
      if (kind === 2 && bit(value, index)) levels |= 1n << BigInt(index);
    }
  }
  return flags.every(isValid) ? { flags, levels } : undefined;
}

function isValid(flags: bigint): boolean {
  const input = (flags & INPUT) !== 0n;
  const biases = BIASES.filter((bias) => (flags & bias) !== 0n).length;
  return (
    (flags & ~KNOWN) === 0n &&
    input !== ((flags & OUTPUT) !== 0n) &&
    (input || (flags & EDGES) === 0n) &&
    biases < 2
  );
}

export class FakeRequest {
  readonly #offsets: readonly number[];
  readonly #lines: readonly FakeLine[];
  readonly #sequences = new Map<number, number>();
  readonly #events: Uint8Array[] = [];
  #flags: readonly bigint[] = [];
  #levels = 0n;
  #sequence = 0;

  private constructor(offsets: readonly number[], lines: readonly FakeLine[]) {
    this.#offsets = offsets;
    this.#lines = lines;
  }

  /** The request, holding its lines, or an errno. */
  static from(bytes: Uint8Array, lines: readonly FakeLine[]): FakeRequest | number {
    const view = viewOf(bytes);
    const count = view.getUint32(560, true);
    if (bytes.length !== 592 || count < 1 || count > 64) return EINVAL;
    if (bytes.subarray(568, 588).some((byte) => byte !== 0)) return EINVAL;
    const offsets = Array.from({ length: count }, (_, index) => view.getUint32(index * 4, true));
    if (offsets.some((offset) => offset >= lines.length)) return EINVAL;
    const wanted = offsets.map((offset) => lines[offset]!);
    if (wanted.some(({ holder, consumer }) => holder !== undefined || consumer !== "")) return EBUSY;
    const request = new FakeRequest(offsets, wanted);
    const errno = request.configure(bytes.subarray(288, 560));
    if (errno !== 0) return errno;
    const name = Buffer.from(bytes.subarray(256, 288)).toString();
    for (const line of wanted) {
      line.holder = request;
      line.consumer = name.slice(0, name.indexOf("\0"));
    }
    return request;
  }

  configure(bytes: Uint8Array): number {
    const config = decodeConfig(bytes, this.#offsets.length);
    if (config === undefined) return EINVAL;
    this.#flags = config.flags;
    this.#levels = config.levels;
    for (const [index, line] of this.#lines.entries()) {
      if ((config.flags[index]! & PULL_UP) !== 0n) line.pull = 1;
      if ((config.flags[index]! & PULL_DOWN) !== 0n) line.pull = 0;
    }
    return 0;
  }

  /** What an output is driven to; undefined for an input. */
  driven(offset: number): 0 | 1 | undefined {
    const index = this.#offsets.indexOf(offset);
    if ((this.#flags[index]! & OUTPUT) === 0n) return undefined;
    return bit(this.#levels, index) ? 1 : 0;
  }

  getValues(bytes: Uint8Array): number {
    const mask = viewOf(bytes).getBigUint64(8, true);
    let bits = 0n;
    for (const [index, line] of this.#lines.entries()) {
      const level = this.driven(this.#offsets[index]!) ?? line.pull;
      if (bit(mask, index) && level === 1) bits |= 1n << BigInt(index);
    }
    viewOf(bytes).setBigUint64(0, bits, true);
    return 0;
  }

  setValues(bytes: Uint8Array): number {
    const bits = viewOf(bytes).getBigUint64(0, true);
    const mask = viewOf(bytes).getBigUint64(8, true);
    if (this.#offsets.some((_, index) => bit(mask, index) && (this.#flags[index]! & OUTPUT) === 0n))
      return EPERM;
    this.#levels = (this.#levels & ~mask) | (bits & mask);
    return 0;
  }

  /** Whether somebody is to be woken. The oldest event makes room for the newest. */
  edge(offset: number, level: 0 | 1, atNs: bigint): boolean {
    if ((this.#flags[this.#offsets.indexOf(offset)]! & EDGES) === 0n) return false;
    const lineSequence = (this.#sequences.get(offset) ?? 0) + 1;
    this.#sequences.set(offset, lineSequence);
    const event = new Uint8Array(EVENT_SIZE);
    viewOf(event).setBigUint64(0, atNs, true);
    viewOf(event).setUint32(8, level === 1 ? 1 : 2, true);
    viewOf(event).setUint32(12, offset, true);
    viewOf(event).setUint32(16, ++this.#sequence, true);
    viewOf(event).setUint32(20, lineSequence, true);
    if (this.#events.push(event) > MOST_EVENTS) this.#events.shift();
    return true;
  }

  /** Moves as many events as fit; gives the bytes. */
  take(into: Uint8Array): number {
    const taken = this.#events.splice(0, Math.floor(into.length / EVENT_SIZE));
    for (const [index, event] of taken.entries()) into.set(event, index * EVENT_SIZE);
    return taken.length * EVENT_SIZE;
  }
}
