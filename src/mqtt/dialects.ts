import type { Dialect, DialectOptions } from "./link/dialect.ts";

/** What a plug can speak beside its own topics. */
export const DIALECT_NAMES = ["tasmota", "shelly-gen2"] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

/** Loaded only when it is wanted. */
export async function dialectMaker(name: DialectName): Promise<(options: DialectOptions) => Dialect> {
  switch (name) {
    case "tasmota":
      return (await import("./tasmota/tasmota.ts")).tasmotaDialect;
    case "shelly-gen2":
      return (await import("./shelly/shelly.ts")).shellyDialect;
  }
}
