import { randomBytes } from "node:crypto";
import { publicKeyOf } from "../firmware-image/maker-key.ts";

/** What the maker writes into a plug once. No reset touches it. */
export interface FactoryRecord {
  /** 12 hex digits. */
  readonly serial: string;
  /** 32 hex digits; makes this plug's Wi-Fi keys unlike any other plug's (`password-key.ts`). */
  readonly salt: string;
  /** The public half of the maker's key: firmware that is not signed by the other half is not run. */
  readonly makerKey: string;
}

/** `makerKey` is null in a record that was written before there were updates. */
export type StoredFactoryRecord = Omit<FactoryRecord, "makerKey"> & { readonly makerKey: string | null };

export const newFactoryRecord = (): Omit<FactoryRecord, "makerKey"> => ({
  serial: randomBytes(6).toString("hex"),
  salt: randomBytes(16).toString("hex"),
});

/** @throws Error if the value is no factory record */
export function parseFactoryRecord(value: unknown): StoredFactoryRecord {
  const { serial, salt, makerKey = null } = value as Record<string, unknown>;
  if (typeof serial !== "string" || !/^[0-9a-f]{12}$/.test(serial)) throw new Error("no serial");
  if (typeof salt !== "string" || !/^[0-9a-f]{32}$/.test(salt)) throw new Error("no salt");
  if (makerKey !== null) publicKeyOf(String(makerKey));
  return { serial, salt, makerKey: makerKey === null ? null : String(makerKey) };
}
