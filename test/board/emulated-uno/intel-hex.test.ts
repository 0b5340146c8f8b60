import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HexError, parseIntelHex } from "../../../board/emulated-uno/intel-hex.ts";

const FLASH = 1024;
const END = ":00000001FF";

function record(type: number, address: number, data: readonly number[]): string {
  const bytes = [data.length, address >> 8, address & 0xff, type, ...data];
  const checksum = -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
  return `:${Buffer.from([...bytes, checksum])
    .toString("hex")
    .toUpperCase()}`;
}
const file = (...lines: string[]): string => [...lines, END, ""].join("\r\n");
const faultOf = (text: string): string => {
  try {
    parseIntelHex(text, FLASH);
  } catch (error) {
    if (error instanceof HexError) return error.message;
    throw error;
  }
  return "none";
};

describe("the Intel HEX reader", () => {
  it("reads back any image, in any order of its records, and leaves the rest erased", () => {
    const image = fc.uint8Array({ minLength: FLASH, maxLength: FLASH }).chain((bytes) =>
      fc.tuple(
        fc.constant(bytes),
        fc.shuffledSubarray(
          Array.from({ length: FLASH / 16 }, (_, row) => row),
          { minLength: 1 },
        ),
      ),
    );
    fc.assert(
      fc.property(image, ([bytes, rows]) => {
        const expected = new Uint8Array(FLASH).fill(0xff);
        const lines = rows.map((row) => {
          const data = bytes.subarray(row * 16, row * 16 + 16);
          expected.set(data, row * 16);
          return record(0, row * 16, [...data]);
        });
        expect(parseIntelHex(file(...lines), FLASH)).toEqual(expected);
      }),
    );
  });

  it("adds the segment and linear bases to addresses and ignores start addresses", () => {
    const flash = parseIntelHex(
      file(
        record(2, 0, [0x00, 0x10]),
        record(0, 1, [0xaa]),
        record(4, 0, [0x00, 0x00]),
        record(0, 1, [0xbb]),
        record(3, 0, [0, 0, 0, 0]),
        record(5, 0, [0, 0, 0, 0]),
      ),
      FLASH,
    );
    expect([flash[0x101], flash[1]]).toEqual([0xaa, 0xbb]);
  });

  it.each([
    ["a line without a colon", file("100000"), /^line 1: a record starts with a colon/],
    ["an odd digit", file(`${record(0, 0, [1])}0`), /^line 1: a record is pairs/],
    ["a digit that is none", file(":0100000001GG"), /^line 1: a record is pairs/],
    [
      "a length that does not fit",
      file(":0200000001FD"),
      /^line 1: the record says 2 data bytes, but the line has 1/,
    ],
    ["a lone colon", file(":"), /^line 1: /],
    ["a wrong checksum", file(":0100000001FF"), /^line 1: wrong checksum/],
    ["an unknown type", file(record(6, 0, [])), /^line 1: unknown record type 0x6/],
    ["a base of the wrong length", file(record(4, 0, [1])), /^line 1: record type 4 has 2 data bytes/],
    ["an end record with data", record(1, 0, [1]), /^line 1: record type 1 has 0 data bytes/],
    [
      "an address behind the flash",
      file(record(0, FLASH - 1, [1, 2])),
      /^line 1: address 0x400 is outside the 1024/,
    ],
    [
      "a base behind the flash",
      file(record(4, 0, [1, 0]), record(0, 0, [1])),
      /^line 2: address 0x1000000 is/,
    ],
    [
      "a byte written twice",
      file(record(0, 0, [1, 2]), record(0, 1, [2])),
      /^line 2: bytes from 0x1 are written/,
    ],
    [
      "text after the end",
      `${file(record(0, 0, [1]))}${record(0, 4, [1])}`,
      /^line 3: text after the end record/,
    ],
    ["no end record", record(0, 0, [1]), /end record .* is missing/],
    ["no data", END, /no data/],
    ["nothing", "", /end record .* is missing/],
  ])("refuses %s", (_what, text, message) => {
    expect(faultOf(text)).toMatch(message);
  });

  it("refuses or reads any text at all, and never fails in another way", () => {
    const nearlyHex = fc
      .array(
        fc.oneof(
          fc.string(),
          fc.stringMatching(/^:[0-9a-fA-F]{0,20}$/),
          fc
            .tuple(fc.nat(7), fc.nat(0xffff), fc.array(fc.nat(255), { maxLength: 20 }))
            .map(([type, address, data]) => record(type, address, data)),
        ),
      )
      .map((lines) => file(...lines));
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearlyHex), (text) => void faultOf(text)),
      { numRuns: 2000 },
    );
  });

  it("notices any single altered digit of a record", () => {
    const line = record(0, 0x10, [0xde, 0xad, 0xbe, 0xef]);
    const alteration = fc.tuple(fc.integer({ min: 1, max: line.length - 1 }), fc.nat(15));
    fc.assert(
      fc.property(alteration, ([place, digit]) => {
        const altered = line.slice(0, place) + digit.toString(16).toUpperCase() + line.slice(place + 1);
        fc.pre(altered !== line);
        expect(faultOf(file(altered))).not.toBe("none");
      }),
      { numRuns: 500 },
    );
  });
});
