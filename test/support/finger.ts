import type { Profile, Rung } from "../../firmware-sim/index.ts";

interface Hold {
  readonly from: number;
  /** Its last edge up; null while the button is down. */
  until: number | null;
}

/**
 * What a finger did, read from its edges alone: nothing here is asked of the core. A hold goes on through
 * bounces; it ends when the button was up for a whole debounce.
 */
export class Finger {
  readonly #profile: Profile;
  /** The latest, and the one before it. */
  readonly #holds: Hold[] = [];
  #down = false;

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  edge(down: boolean, at: number): void {
    if (down === this.#down) return;
    this.#down = down;
    const last = this.#holds.at(-1);
    if (!down) last!.until = at;
    else if (last?.until == null || at - last.until >= this.#profile.timings.debounce.for)
      this.#holds.push({ from: at, until: null });
    else last.until = null;
  }

  /** The contact was lost: a hold that went on is none. */
  lose(at: number): void {
    const until = this.#holds.at(-1)?.until;
    if (until === null || (until !== undefined && at - until < this.#profile.timings.debounce.for))
      this.#holds.pop();
    this.#down = false;
  }

  /** Power came or went: no hold from before counts, nor does one that goes on. */
  forget(down: boolean): void {
    this.#holds.length = 0;
    this.#down = down;
    if (down) this.#holds.push({ from: Number.POSITIVE_INFINITY, until: null });
  }

  /** Whether what the finger did up to `at` is what one of the rungs asks for before the reset `name`. */
  asksFor(name: string, at: number): boolean {
    return this.#profile.rungs.some((rung) => rung.reset?.name === name && this.#didWhat(rung, at));
  }

  #didWhat({ at, guard, reset }: Rung, now: number): boolean {
    const { debounce, confirmWindow } = this.#profile.timings;
    const last = this.#holds.at(-1);
    const heldFor = (hold: Hold | undefined): number =>
      hold === undefined ? Number.NEGATIVE_INFINITY : (hold.until ?? now) - hold.from;
    const shown = at + (guard?.for ?? 0);
    switch (reset?.when) {
      case "reached":
        return this.#down && heldFor(last) >= at;
      case "released":
        return !this.#down && heldFor(last) >= shown;
      case "confirmed": {
        const before = this.#holds.at(-2);
        const since = now - (before?.until ?? Number.NEGATIVE_INFINITY);
        return last?.from === now && heldFor(before) >= shown && since <= debounce.for + confirmWindow.for;
      }
      default:
        return false;
    }
  }
}
