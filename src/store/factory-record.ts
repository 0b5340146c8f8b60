import { randomBytes } from "node:crypto";

/** What the maker writes into a plug once. No reset touches it. */
export interface FactoryRecord {
  /** 12 hex digits. */
  readonly serial: string;
  /** 32 hex digits; makes this plug's Wi-Fi keys unlike any other plug's (`password-key.ts`). */
  readonly salt: string;
}

export const newFactoryRecord = (): FactoryRecord => ({
  serial: randomBytes(6).toString("hex"),
  salt: randomBytes(16).toString("hex"),
});

/** @throws Error if the value is no factory record */
export function parseFactoryRecord(value: unknown): FactoryRecord {
  const { serial, salt } = value as Record<string, unknown>;
  if (typeof serial !== "string" || !/^[0-9a-f]{12}$/.test(serial)) throw new Error("no serial");
  if (typeof salt !== "string" || !/^[0-9a-f]{32}$/.test(salt)) throw new Error("no salt");
  return { serial, salt };
}
