import type { NvmRecord } from "../nvm/record.ts";
import type { Plug } from "../plug.ts";

/** What the store was asked for; `record`: to keep it. */
export interface Pending {
  readonly asked: "save" | "wipe" | "stage";
  readonly ticket: number;
  readonly record: NvmRecord | null;
}

/** A plug and the store under it, at one node of the walk. */
export interface Node {
  readonly plug: Plug;
  /** What would be loaded after a power cut now. */
  readonly stored: NvmRecord | null;
  /** What the store has not answered yet, oldest first. */
  readonly pending: readonly Pending[];
}
