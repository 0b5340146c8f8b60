import { createHash } from "node:crypto";
import { errnoOf, type FsPort } from "./fs-port.ts";
import { refusal } from "./store-error.ts";

const MAGIC = "plugbench-slot-1";

/** No record comes near this; a longer file is damage, and is not read into memory. Bytes. */
export const SLOT_LIMIT = 1024 * 1024;

/** What one slot holds. `damaged`: there is a file, but no whole record of ours in it. */
export type Slot<T> =
  | { readonly kind: "absent" }
  | { readonly kind: "damaged" }
  | { readonly kind: "good"; readonly seq: number; readonly body: T };

// The sequence number is under the checksum: a flipped bit in it must not make an old record the newest.
const checksum = (seq: number, bodyText: string) =>
  createHash("sha256").update(`${seq}\n${bodyText}`).digest("hex");

/** The bytes of a slot: one line of JSON, `{magic, seq, sha256, body}`. `bodyText` is what JSON.stringify gave. */
export function encodeSlot(seq: number, bodyText: string): Uint8Array {
  const head = `"magic":"${MAGIC}","seq":${seq},"sha256":"${checksum(seq, bodyText)}"`;
  return new TextEncoder().encode(`{${head},"body":${bodyText}}\n`);
}

function decodeSlot<T>(bytes: Uint8Array, parse: (value: unknown) => T): Slot<T> {
  try {
    const envelope: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const { magic, seq, sha256, body } = envelope as Record<string, unknown>;
    const whole =
      magic === MAGIC &&
      typeof seq === "number" &&
      Number.isSafeInteger(seq) &&
      seq > 0 &&
      sha256 === checksum(seq, JSON.stringify(body));
    return whole ? { kind: "good", seq, body: parse(body) } : { kind: "damaged" };
  } catch {
    return { kind: "damaged" };
  }
}

/**
 * Reads one slot. A file that is too long, no JSON, altered, or whose body `parse` throws at, is `damaged`.
 * @throws StoreError `unreadable` when the system refuses to say what is there: that is never taken for "absent"
 */
export async function readSlot<T>(fs: FsPort, path: string, parse: (value: unknown) => T): Promise<Slot<T>> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await fs.read(path, SLOT_LIMIT);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return { kind: "absent" };
    throw refusal("read", path, error);
  }
  return bytes === undefined ? { kind: "damaged" } : decodeSlot(bytes, parse);
}
