import type { Failure } from "../broker/problem.ts";
import { TAKEN_OVER } from "./culprits.ts";

/** Tells whether a connection is lost again and again to another client with the same id. */
export class Rivalry {
  readonly #long: number;
  #short = 0;

  /** `long`: ms after which nobody would have waited on before another try. */
  constructor(long: number) {
    this.#long = long;
  }

  /**
   * A session ended after `lasted` ms; 0 when it never said all, which another client is no reason for. MQTT 5 gives
   * the reason; in 3.1.1 it is a broker that closes without one, answers the first try, and soon closes again.
   */
  suspects(error: Failure | undefined, lasted: number): boolean {
    const short = lasted > 0 && lasted < this.#long;
    this.#short = error === undefined && short ? this.#short + 1 : 0;
    return error?.code === TAKEN_OVER || this.#short > 1;
  }
}
