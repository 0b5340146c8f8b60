import { type Instant, since } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";

/** What a device counts from one boot to the next. */
export interface Life {
  readonly born: Instant;
  readonly bornOnWall: Date;
  /** Why it booted, in the firmware's words. */
  readonly reason: "Power On" | "Software/System restart";
  /** Connections to its Wi-Fi, and to its broker. */
  links: number;
  contacts: number;
  /** It has said who it is, as it does once after each boot. */
  introduced: boolean;
}

/** Seconds. */
export const uptime = ({ born }: Life, now: Instant): number => Math.floor(since(born, now) / 1000);

/** One life after the other. */
export class Lives {
  #powerFailed = true;
  #life: Life | null = null;

  get life(): Life | null {
    return this.#life;
  }

  follow(now: Snapshot, before: Snapshot, wall: Date): void {
    if (now.lifecycle === "off") {
      const failed = now.power === "off" || now.board === "offline";
      this.#powerFailed = failed || (before.lifecycle === "off" && this.#powerFailed);
    }
    // Another plug has been put in this one's place.
    if (now.profile.id !== before.profile.id) this.#powerFailed = true;
    if (this.#life === null || (now.lifecycle === "booting" && before.lifecycle !== "booting"))
      this.#life = this.#begin(now, wall);
    else if (now.network !== "down" && before.network === "down") this.#life.links++;
  }

  #begin(now: Snapshot, bornOnWall: Date): Life {
    return {
      born: now.at,
      bornOnWall,
      reason: this.#powerFailed ? "Power On" : "Software/System restart",
      links: now.network === "down" ? 0 : 1,
      contacts: 0,
      introduced: false,
    };
  }
}
