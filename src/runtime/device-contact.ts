import type { Outage, PlugInput } from "../../firmware-sim/index.ts";
import type { DeviceLink } from "./ports.ts";
import type { Snapshot } from "./snapshot.ts";

/** Lifecycles in which a provisioned plug uses its network. */
const USES_NETWORK = ["connecting", "online", "offline"];

/**
 * Lets the plug's own connections follow its power and its simulated network. What an earlier reset still
 * owes the broker is paid first, whatever the lifecycle: always before a new device connection.
 */
export class DeviceContact {
  /** How the network went, when it goes. */
  outage: Outage = "cut";
  readonly #link: DeviceLink;
  readonly #tell: (input: PlugInput) => void;
  #up = false;
  #paying = false;

  constructor(link: DeviceLink, tell: (input: PlugInput) => void) {
    this.#link = link;
    this.#tell = tell;
  }

  goodbye(topics: readonly string[]): void {
    this.#link.goodbye(topics).then((cleared) => this.#tell({ kind: "goodbyeDone", cleared }));
  }

  follow(now: Snapshot, owed: readonly string[]): void {
    const powered = now.lifecycle !== "off" && now.lifecycle !== "booting";
    const inReach = powered && now.home.wifi === "up";
    const wanted = powered && now.network !== "down" && USES_NETWORK.includes(now.lifecycle);
    // A reset says its own goodbye: until it leaves the network, the connection stays as it is.
    const kept = now.lifecycle === "resetting" && now.network !== "down";
    if ((this.#up && !wanted && !kept) || (this.#paying && !inReach))
      this.#down(powered ? this.outage : "cut");
    if (inReach && owed.length > 0 && !this.#paying) this.#pay(owed);
    if (wanted && !this.#up && !this.#paying) {
      this.#up = true;
      this.#link.up();
      this.#tell({ kind: "announced", topics: this.#link.retainedTopics });
    }
  }

  #down(how: Outage): void {
    this.#up = false;
    this.#paying = false;
    this.outage = "cut";
    this.#link.down(how);
  }

  #pay(topics: readonly string[]): void {
    this.#paying = true;
    this.#link.payOwed(topics).then((paid) => {
      if (!paid) return;
      this.#paying = false;
      this.#tell({ kind: "goodbyePaid" });
    });
  }
}
