import type { NvmHealth, NvmRecord } from "../../firmware-sim/index.ts";
import type { PlugStore } from "../../src/runtime/ports.ts";

interface Waiting {
  readonly record: NvmRecord | null;
  readonly resolve: (how: "saved" | "dropped") => void;
  readonly reject: (error: Error) => void;
}

/** A plug's store in memory. `by hand`: nothing is durable, and nobody is answered, before answer(). */
export class MemoryStore implements PlugStore {
  record: NvmRecord | null;
  health: NvmHealth = "ok";
  answers: "prompt" | "by hand" = "prompt";
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
    if (next.record === null) this.wipes += 1;
    else this.record = next.record;
    next.resolve("saved");
  }

  #ask(record: NvmRecord | null): Promise<"saved" | "dropped"> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject });
      if (this.answers === "prompt") queueMicrotask(() => this.#waiting.length > 0 && this.answer());
    });
  }
}
