/** The text is not a usable Intel HEX file; the message names the line (from 1) and what is wrong there. */
export class HexError extends Error {
  override readonly name = "HexError";
}

const DATA = 0;
const END_OF_FILE = 1;
const SEGMENT_BASE = 2;
const SEGMENT_START = 3;
const LINEAR_BASE = 4;
const LINEAR_START = 5;
/** Bytes that follow the length in the record types that have a fixed length. */
const FIXED_LENGTH: ReadonlyMap<number, number> = new Map([
  [END_OF_FILE, 0],
  [SEGMENT_BASE, 2],
  [SEGMENT_START, 4],
  [LINEAR_BASE, 2],
  [LINEAR_START, 4],
]);
/** Length, address (2), type and checksum: what every record has besides its data. */
const OVERHEAD = 5;
const ERASED = 0xff;

/**
 * The image of a flash memory of `flashBytes` bytes, unwritten bytes erased (0xff).
 * Lines end in LF or CRLF; empty lines are allowed. Start addresses are read and ignored: an AVR starts at 0.
 * @throws HexError on anything malformed, written twice, outside the memory, or after the end record.
 */
export function parseIntelHex(text: string, flashBytes: number): Uint8Array {
  const flash = new Uint8Array(flashBytes).fill(ERASED);
  const written = new Uint8Array(flashBytes);
  let base = 0;
  let ended = false;

  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (line === "") continue;
    const fail = (what: string): never => {
      throw new HexError(`line ${index + 1}: ${what}`);
    };
    if (ended) fail("text after the end record");
    const record = readRecord(line, fail);

    if (record.type === DATA) {
      const from = base + record.address;
      const beyond = from + record.data.length;
      if (beyond > flashBytes) fail(`address ${hex(beyond - 1)} is outside the ${flashBytes} bytes of flash`);
      if (written.subarray(from, beyond).includes(1)) fail(`bytes from ${hex(from)} are written twice`);
      flash.set(record.data, from);
      written.fill(1, from, beyond);
    } else if (record.type === END_OF_FILE) {
      ended = true;
    } else if (record.type === SEGMENT_BASE) {
      base = word(record.data) * 16;
    } else if (record.type === LINEAR_BASE) {
      base = word(record.data) * 0x1_0000;
    }
  }
  if (!ended) throw new HexError("the end record (:00000001FF) is missing: the file is cut short");
  if (!written.includes(1)) throw new HexError("the file holds no data");
  return flash;
}

interface HexRecord {
  readonly type: number;
  readonly address: number;
  readonly data: Uint8Array;
}

function readRecord(line: string, fail: (what: string) => never): HexRecord {
  if (!line.startsWith(":")) return fail("a record starts with a colon");
  if (!/^(?:[0-9A-Fa-f]{2})+$/.test(line.slice(1))) return fail("a record is pairs of hexadecimal digits");
  const bytes = Uint8Array.from(Buffer.from(line.slice(1), "hex"));
  const length = bytes[0] ?? 0;
  if (bytes.length !== length + OVERHEAD) {
    return fail(`the record says ${length} data bytes, but the line has ${bytes.length - OVERHEAD}`);
  }
  if (bytes.reduce((sum, byte) => sum + byte, 0) % 256 !== 0) return fail("wrong checksum");
  const type = bytes[3] ?? 0;
  if (type > LINEAR_START) return fail(`unknown record type ${hex(type)}`);
  const fixed = FIXED_LENGTH.get(type);
  if (fixed !== undefined && fixed !== length) return fail(`record type ${type} has ${fixed} data bytes`);
  return { type, address: word(bytes.subarray(1, 3)), data: bytes.subarray(4, 4 + length) };
}

const word = (bytes: Uint8Array): number => (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
const hex = (value: number): string => `0x${value.toString(16)}`;
