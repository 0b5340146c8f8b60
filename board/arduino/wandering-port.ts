import type { PortSearch } from "./find.ts";

/**
 * The path of the only Arduino. A system may give a board another name when it is plugged in again
 * (/dev/ttyACM1 after /dev/ttyACM0), so each use looks where it is for the next one.
 */
export class WanderingPort {
  #path: string;
  readonly #find: () => Promise<PortSearch>;

  /** `find` never rejects. */
  constructor(path: string, find: () => Promise<PortSearch>) {
    this.#path = path;
    this.#find = find;
  }

  use(): string {
    void this.#look();
    return this.#path;
  }

  /** Several boards, or none, say nothing about where ours is. */
  async #look(): Promise<void> {
    const [only, ...others] = (await this.#find()).choices;
    if (only !== undefined && others.length === 0) this.#path = only.path;
  }
}
