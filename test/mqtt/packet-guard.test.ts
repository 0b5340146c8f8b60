import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PacketGuard } from "../../src/mqtt/broker/packet-guard.ts";

/** A packet with a body of `length` bytes. */
function packet(length: number): Buffer {
  const header = [0x30];
  let rest = length;
  do {
    header.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest > 0);
  return Buffer.concat([Buffer.from(header), Buffer.alloc(length, 0xff)]);
}

describe("a packet guard", () => {
  it("admits packets up to its limit, however they are cut into chunks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { maxLength: 8 }),
        fc.integer({ min: 1, max: 300 }),
        (lengths, size) => {
          const guard = new PacketGuard(1000);
          const bytes = Buffer.concat(lengths.map(packet));
          for (let i = 0; i < bytes.length; i += size)
            expect(guard.admits(bytes.subarray(i, i + size))).toBe(true);
          expect(guard.admits(packet(1001).subarray(0, 3))).toBe(false);
        },
      ),
    );
  });

  it("refuses a length of more than four bytes", () => {
    expect(new PacketGuard(1000).admits(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0]))).toBe(false);
  });
});
