import type { Snapshot } from "../../runtime/snapshot.ts";

/** Tells the outlet to be the other way than it is; what is unchanged stays the same object, as in the truth. */
export class WrongState {
  #relay: Snapshot["relay"] | null = null;
  #opposite: Snapshot["relay"] | null = null;

  of(now: Snapshot): Snapshot {
    if (this.#opposite === null || this.#relay !== now.relay) {
      this.#relay = now.relay;
      this.#opposite = { ...now.relay, closed: !now.relay.closed };
    }
    return { ...now, relay: this.#opposite };
  }
}
