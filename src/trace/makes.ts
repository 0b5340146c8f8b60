import type { Profile } from "../../firmware-sim/index.ts";
import { profileHash } from "../config/profile-hash.ts";
import type { MakeRef } from "./event.ts";

/** The makes that a trace can name: those that come with the program, and one of a file. */
export class Makes {
  readonly #shipped: readonly Profile[];
  readonly #own: Profile | null;

  constructor(shipped: readonly Profile[], own: Profile | null = null) {
    this.#shipped = shipped;
    this.#own = own;
  }

  with(own: Profile): Makes {
    return new Makes(this.#shipped, own);
  }

  named(id: string): Profile | undefined {
    return (
      this.#shipped.find((profile) => profile.id === id) ?? (this.#own?.id === id ? this.#own : undefined)
    );
  }

  /** For the line of a trace; the first line has the whole of a make that does not come with the program. */
  refTo(id: string, { whole = false } = {}): MakeRef {
    const profile = this.named(id);
    if (profile === undefined) throw new Error(`nobody knows a make ${id}`);
    const ref = { id, sha256: profileHash(profile) };
    return whole && profile === this.#own ? { ...ref, file: { version: 1, ...profile } } : ref;
  }
}
