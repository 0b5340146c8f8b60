import type { ColorName } from "../../firmware-sim/index.ts";
import type { LampEdge } from "../seen/lamp.ts";

/** Sees a lamp that is looked at whenever it may have changed, and, where there is `flicker`, every millisecond. */
export class Eye {
  /** At least one. */
  readonly edges: LampEdge[];
  readonly #flicker: number;
  #newest: LampEdge;

  /** `flicker`: what lasts shorter is not seen, ms. */
  constructor(flicker: number, first: LampEdge) {
    this.#flicker = flicker;
    this.#newest = first;
    this.edges = [first];
  }

  get lamp(): ColorName {
    return this.edges.at(-1)!.color;
  }

  /** True when there is a new edge. */
  see(color: ColorName, at: number): boolean {
    if (color !== this.#newest.color) this.#newest = { at, color };
    if (this.#newest.color === this.lamp || at - this.#newest.at < this.#flicker) return false;
    // Of two at one instant the later one counts.
    if (this.edges.at(-1)!.at === this.#newest.at) this.edges.pop();
    if (this.#newest.color === this.edges.at(-1)?.color) return true;
    this.edges.push(this.#newest);
    return true;
  }
}
