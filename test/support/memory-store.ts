import type { NvmHealth, NvmRecord } from "../../firmware-sim/index.ts";
import type { PlugStore } from "../../src/runtime/ports.ts";

interface Waiting {
  readonly record: NvmRecord | null;
  readonly image?: { readonly slot: 0 | 1; readonly bytes: Uint8Array };
  readonly resolve: (how: "saved" | "dropped") => void;
  readonly reject: (error: Error) => void;
}

/** A plug's store in memory. `by hand`: nothing is durable, and nobody is answered, before answer(). */
export class MemoryStore implements PlugStore {
  record: NvmRecord | null;
  health: NvmHealth = "ok";
  answers: "prompt" | "by hand" = "prompt";
  /** The images of firmware in its slots; undefined: none was ever staged there. */
  readonly slots: [Uint8Array?, Uint8Array?] = [];
  /** How often what lies outside the record was erased. */
  wipes = 0;
  /** load() rejects with this. */
  unreadable: Error | undefined;
  #waiting: Waiting[] = [];

  constructor(record: NvmRecord | null = null) {
    this.record = record;
  }

  async load(): Promise<{ record: NvmRecord | null; health: NvmHealth }> {
    if (this.unreadable) throw this.unreadable;
    return { record: this.record, health: this.health };
  }

  save(record: NvmRecord): Promise<"saved" | "dropped"> {
    return this.#ask(record);
  }

  async wipe(): Promise<void> {
    await this.#ask(null);
  }

  async stage(slot: 0 | 1, bytes: Uint8Array): Promise<void> {
    await this.#ask(null, { slot, bytes });
  }

  drop(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve("dropped");
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Does the oldest of what waits; with a code, fails at it. */
  answer(code?: string): void {
    const next = this.#waiting.shift();
    if (next === undefined) throw new Error("nothing waits for the store");
    if (code !== undefined) {
      next.reject(Object.assign(new Error(`the disk says ${code}`), { code }));
      return;
    }
    if (next.image !== undefined) this.slots[next.image.slot] = next.image.bytes;
    else if (next.record === null) this.wipes += 1;
    else this.record = next.record;
    next.resolve("saved");
  }

  #ask(record: NvmRecord | null, image?: Waiting["image"]): Promise<"saved" | "dropped"> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject, ...(image === undefined ? {} : { image }) });
      if (this.answers === "prompt") queueMicrotask(() => this.#waiting.length > 0 && this.answer());
    });
  }
}
