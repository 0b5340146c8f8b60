import type { Outage } from "../../firmware-sim/index.ts";
import type { DeviceLink } from "../../src/runtime/ports.ts";

/** A device plane without sockets: writes down what it was told, and keeps its own broker. */
export class FakeLink implements DeviceLink {
  readonly retainedTopics = ["plugbench/plug-1/availability", "plugbench/plug-1/relay"];
  readonly calls: string[] = [];
  /** Retained topics in the broker. */
  readonly broker = new Set<string>();
  /** The real broker; `mute` takes a connection and never answers. */
  brokerIs: "reachable" | "away" | "mute" = "reachable";
  #owed: { readonly topics: readonly string[]; readonly done: (paid: boolean) => void } | undefined;

  up(): void {
    this.calls.push("up");
    if (this.brokerIs === "reachable") for (const topic of this.retainedTopics) this.broker.add(topic);
  }

  down(how: Outage): void {
    this.calls.push(`down ${how}`);
    this.#owed?.done(false);
    this.#owed = undefined;
  }

  goodbye(topics: readonly string[]): Promise<boolean> {
    this.calls.push(`goodbye ${topics.length}`);
    if (this.brokerIs === "mute") return new Promise(() => {});
    if (this.brokerIs === "reachable") this.#clear(topics);
    return Promise.resolve(this.brokerIs === "reachable");
  }

  payOwed(topics: readonly string[]): Promise<boolean> {
    this.calls.push(`payOwed ${topics.length}`);
    return new Promise((done) => {
      this.#owed = { topics, done };
      if (this.brokerIs === "reachable") this.comeBack();
    });
  }

  /** The broker can be reached again. */
  comeBack(): void {
    this.brokerIs = "reachable";
    if (this.#owed === undefined) return;
    this.#clear(this.#owed.topics);
    this.#owed.done(true);
    this.#owed = undefined;
  }

  async close(): Promise<void> {
    this.calls.push("close");
  }

  #clear(topics: readonly string[]): void {
    for (const topic of topics) this.broker.delete(topic);
  }
}
