import type { Outage } from "../../../firmware-sim/index.ts";
import { done, type Outcome, refused } from "../../runtime/command.ts";
import type { DeviceLink } from "../../runtime/ports.ts";
import { within } from "../../runtime/within.ts";
import type { DialectLink } from "./dialect-link.ts";

/** ms; who asks is waiting. */
const FORGET_PATIENCE = 3000;

/** The connections of all dialects that one plug speaks, as one. The first speaks for what no other knows. */
export class DialectLinks implements DeviceLink {
  readonly retainedTopics: readonly string[];
  readonly #first: DialectLink;
  readonly #others: readonly DialectLink[];

  constructor(first: DialectLink, others: readonly DialectLink[]) {
    this.#first = first;
    this.#others = others;
    this.retainedTopics = this.#all.flatMap((link) => link.retainedTopics);
  }

  get #all(): readonly DialectLink[] {
    return [this.#first, ...this.#others];
  }

  get busy(): boolean {
    return this.#all.some((link) => link.busy);
  }

  up(): void {
    for (const link of this.#all) link.up();
  }

  down(how: Outage): void {
    for (const link of this.#all) link.down(how);
  }

  /** Each clears what is its own, by its own connection. */
  async goodbye(topics: readonly string[]): Promise<boolean> {
    const ofOthers = new Set(this.#others.flatMap((link) => link.retainedTopics));
    const cleared = await Promise.all([
      this.#first.goodbye(topics.filter((topic) => !ofOthers.has(topic))),
      ...this.#others.map((link) =>
        link.goodbye(topics.filter((topic) => link.retainedTopics.includes(topic))),
      ),
    ]);
    return cleared.every(Boolean);
  }

  payOwed(topics: readonly string[]): Promise<boolean> {
    return this.#first.payOwed(topics);
  }

  /** Removes what this plug, or one before it, left in the broker. */
  async forget(): Promise<Outcome> {
    if (this.#first.isUp) return refused("busy", "the plug is connected: unplug it first");
    const cleared = await within(FORGET_PATIENCE, this.#first.clear(this.retainedTopics), false);
    if (cleared) return done;
    this.#first.down("cut");
    return refused("busy", "the broker did not answer in time: nothing is sure to be removed");
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((link) => link.close()));
  }
}
