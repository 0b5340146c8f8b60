import { createHash } from "node:crypto";
import type { Effect } from "../../../firmware-sim/index.ts";

/** Where every rival writes what it puts out. */
export interface Outputs {
  /** The instant of what comes next. */
  at(instant: number): void;
  lamp(pattern: string): void;
  effect(effect: Effect): void;
}

/** Keeps all that was put out, to compare it. */
export class WrittenOutputs implements Outputs {
  readonly #lines: string[] = [];
  #instant = 0;

  /** Of every output with its values and its instant, but for what a record saved holds. */
  get digest(): string {
    return createHash("sha256").update(this.#lines.join("\n")).digest("hex");
  }

  get count(): number {
    return this.#lines.length;
  }

  at(instant: number): void {
    this.#instant = instant;
  }

  lamp(pattern: string): void {
    this.#lines.push(`${this.#instant} lamp ${pattern}`);
  }

  effect(effect: Effect): void {
    const words = Object.entries(effect).filter(([name]) => name !== "record");
    this.#lines.push(`${this.#instant} ${JSON.stringify(words.sort())}`);
  }
}

/** Counts, to disturb as little as can be. */
export class CountedOutputs implements Outputs {
  count = 0;

  at(_: number): void {}

  lamp(_: string): void {
    this.count++;
  }

  effect(_: Effect): void {
    this.count++;
  }
}
