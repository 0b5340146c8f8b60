import type { BoardPort } from "../../board/port.ts";
import { type Instant, instant } from "../../firmware-sim/index.ts";
import type { Sleeper } from "./sleeper.ts";
import type { Supply } from "./supply.ts";
import type { World } from "./world.ts";

/** After a stall this long, ms, in a hold, the button's level is read before anything else is decided. */
const RESAMPLE = 1000;

interface CatchUpOptions {
  readonly board: BoardPort;
  readonly world: World;
  readonly sleeper: Sleeper;
  readonly supply: Supply;
  readonly now: () => Instant;
}

/** Brings the world up to now when the host looks again, and tells the plug what nobody saw meanwhile. */
export class CatchUp {
  readonly #options: CatchUpOptions;

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  toNow(): void {
    const { board, now } = this.#options;
    const at = now();
    board.drain?.();
    this.#pass(at);
  }

  /**
   * The moment at which an edge counts, with the world brought there. One that waited while the host stalled counts from when
   * it was, if its board says so; otherwise from just before what the host missed: a rung is not reached by it.
   */
  toEdge(at: Instant): Instant {
    const { board, sleeper } = this.#options;
    if (board.drain === undefined) return sleeper.lastLook ?? at;
    this.#pass(at);
    return at;
  }

  /** Whether, at a wake that was due at `due`, nothing but the button's level can say how a hold went on. */
  mustLook(due: Instant): boolean {
    const { board, world, now } = this.#options;
    board.drain?.();
    const contact = world.plug?.contact;
    return now() - due > RESAMPLE && contact?.down === true && (board.drain === undefined || contact.raw);
  }

  async look(due: Instant): Promise<void> {
    const { board, world, supply } = this.#options;
    const { life } = supply;
    const down = await board.readButton();
    if (life === supply.life && !down && world.plug?.contact.raw)
      world.input({ kind: "buttonLost" }, instant(due - 1));
  }

  #pass(at: Instant): void {
    const { world, sleeper } = this.#options;
    const since = sleeper.missed;
    world.advance(at);
    if (since !== undefined && world.powered) world.input({ kind: "stalled", since }, at);
  }
}
