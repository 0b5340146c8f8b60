import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildImage, type FirmwareImage, IMAGE_LIMIT, readImage } from "../../src/firmware-image/image.ts";
import { judgeImage } from "../../src/firmware-image/judge.ts";
import { newMakerKey, privateKeyOf, publicKeyOf } from "../../src/firmware-image/maker-key.ts";

const maker = newMakerKey();
const key = privateKeyOf(maker);
const plug = { publicKey: publicKeyOf(maker.public), model: "amazon-smart-plug", running: "1.9.0" };

const firmware = { model: "amazon-smart-plug", version: "1.10.0", payload: Buffer.from("what it runs") };
const image = buildImage(firmware, key);
const judge = (bytes: Uint8Array, change: Partial<typeof plug> = {}) =>
  judgeImage(bytes, { ...plug, ...change });
const refusal = (bytes: Uint8Array, change: Partial<typeof plug> = {}) => {
  const verdict = judge(bytes, change);
  return verdict.ok ? "accepted" : verdict.reason;
};
const withByte = (at: number, byte: number): Uint8Array => {
  const changed = Buffer.from(image);
  changed[at] = byte;
  return changed;
};

describe("an image of firmware", () => {
  it("is read as it was built", () => {
    expect(readImage(image)).toMatchObject({ ok: true, image: firmware });
    expect(image.length).toBe(106 + 12 + 64);
  });

  it("is accepted by a plug of its make that runs an older version and knows its maker", () => {
    expect(judge(image)).toEqual({ ok: true, version: "1.10.0" });
  });

  it("is refused by every other plug, each for its own reason", () => {
    const stranger = publicKeyOf(newMakerKey().public);
    expect(refusal(image, { publicKey: stranger })).toBe("bad_signature");
    expect(refusal(image, { model: "kasa-plug" })).toBe("wrong_model");
    expect(refusal(image, { running: "1.10.0" })).toBe("same_version");
    for (const running of ["1.10.1", "1.11.0", "2.0.0", "10.0.0"])
      expect(refusal(image, { running })).toBe("downgrade");
    for (const running of ["1.9.9999", "0.11.11"]) expect(refusal(image, { running })).toBe("accepted");
  });

  it("is refused by a plug that does not know what it runs", () => {
    for (const running of ["", "1.9", "v1.9.0", "1.9.0-rc.1", "01.9.0", "1.9.00000"])
      expect(refusal(image, { running })).toBe("downgrade");
  });

  it("is refused at every length but its own", () => {
    for (let length = 0; length < image.length; length++)
      expect(refusal(image.subarray(0, length)), `${length} bytes`).toBe("truncated");
    expect(refusal(Buffer.concat([image, Buffer.alloc(1)]))).toBe("not_an_image");
    expect(refusal(Buffer.concat([image, image]))).toBe("not_an_image");
  });

  it("is refused with any one bit flipped, and says where the damage is", () => {
    const reasons = new Set<string>();
    for (let bit = 0; bit < 8 * image.length; bit++) {
      const damaged = Buffer.from(image);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      const reason = refusal(damaged);
      expect(reason, `bit ${bit}`).not.toBe("accepted");
      reasons.add(reason);
      const byte = bit >> 3;
      if (byte < 16) expect(reason).toBe("not_an_image");
      else if (byte >= 74 && byte < 106 + 12) expect(reason).toBe("bad_digest");
      else if (byte >= 106 + 12) expect(reason).toBe("bad_signature");
    }
    expect([...reasons].sort()).toEqual(["bad_digest", "bad_signature", "not_an_image", "truncated"]);
  });

  it("is refused without a signature, and with one of another image", () => {
    const unsigned = Buffer.concat([image.subarray(0, -64), Buffer.alloc(64)]);
    expect(refusal(unsigned)).toBe("bad_signature");
    const other = buildImage({ ...firmware, version: "1.11.0" }, key);
    expect(refusal(Buffer.concat([image.subarray(0, -64), other.subarray(-64)]))).toBe("bad_signature");
  });

  it.each([
    ["a version beyond 9999", 16, 0xff],
    ["capital letters in its model", 22, 0x41],
    ["bytes after the end of its model", 69, 0x61],
    ["a model that is empty", 22, 0],
  ])("is no image with %s", (_, at, byte) => {
    expect(readImage(withByte(at, byte))).toEqual({ ok: false, reason: "not_an_image" });
  });

  it("is no image with a payload of no bytes, or of more than an image may have", () => {
    for (const length of [0, IMAGE_LIMIT - 106 - 64 + 1, 0xffff_ffff]) {
      const lying = Buffer.from(image);
      lying.writeUInt32BE(length, 70);
      expect(readImage(lying)).toEqual({ ok: false, reason: "not_an_image" });
    }
  });

  it("is built up to 256 KiB, and not beyond", () => {
    const largest = { ...firmware, payload: Buffer.alloc(IMAGE_LIMIT - 106 - 64, 7) };
    const built = buildImage(largest, key);
    expect([built.length, refusal(built)]).toEqual([IMAGE_LIMIT, "accepted"]);
    const payload = Buffer.alloc(largest.payload.length + 1);
    expect(() => buildImage({ ...firmware, payload }, key)).toThrow(RangeError);
  });

  it.each<Partial<FirmwareImage>>([
    { payload: Buffer.alloc(0) },
    { model: "" },
    { model: "Ä" },
    { model: "x".repeat(49) },
    ...["1.2", "1.2.3.4", "1.2.10000", "1.02.3", "1.2.3-beta", " 1.2.3", "-1.2.3"].map((version) => ({
      version,
    })),
  ])("is not built with %j", (change) => {
    expect(() => buildImage({ ...firmware, ...change }, key)).toThrow(RangeError);
  });
});

describe("random images", () => {
  const some = fc.record({
    model: fc.stringMatching(/^[a-z0-9-]{1,48}$/),
    version: fc.tuple(...[0, 1, 2].map(() => fc.nat(9999))).map((parts) => parts.join(".")),
    payload: fc.uint8Array({ minLength: 1, maxLength: 2000 }),
  });

  it("are read as they were built, and any flipped bit, truncation or extension is refused", () => {
    fc.assert(
      fc.property(
        some,
        fc.nat(),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 99 }),
        (of, bit, cut, more) => {
          const bytes = buildImage(of, key);
          const theirs = { publicKey: plug.publicKey, model: of.model, running: "0.0.0" };
          const accepted = (given: Uint8Array) => judgeImage(given, theirs).ok;
          const read = readImage(bytes);
          expect(read.ok && { ...read.image, payload: [...read.image.payload] }).toMatchObject({
            ...of,
            payload: [...of.payload],
          });
          expect(accepted(bytes)).toBe(of.version !== "0.0.0");
          const flipped = Buffer.from(bytes);
          flipped[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7);
          expect(accepted(flipped)).toBe(false);
          expect(accepted(bytes.subarray(0, cut % bytes.length))).toBe(false);
          expect(accepted(Buffer.concat([bytes, more]))).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of no meaning at all are refused without a throw, with the beginning of a real one too", () => {
    const start = fc.nat(image.length).map((length) => image.subarray(0, length));
    const noise = fc.uint8Array({ maxLength: 500 });
    fc.assert(
      fc.property(fc.option(start, { nil: new Uint8Array() }), noise, (head, tail) => {
        const bytes = Buffer.concat([head, tail]);
        fc.pre(!bytes.equals(image));
        expect(judge(bytes).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a maker's key pair", () => {
  it("is another one each time", () => {
    const made = Array.from({ length: 20 }, newMakerKey);
    expect(new Set(made.map((pair) => pair.private)).size).toBe(20);
  });

  it("is not taken when its halves do not belong together, or are no halves", () => {
    const other = newMakerKey();
    const wrong = [
      { public: maker.public, private: other.private },
      { public: "", private: maker.private },
      { public: maker.public, private: `${maker.private}=` },
    ];
    for (const pair of wrong) expect(() => privateKeyOf(pair)).toThrow("no key pair");
    expect(() => publicKeyOf("A".repeat(42))).toThrow("no public key");
  });
});
