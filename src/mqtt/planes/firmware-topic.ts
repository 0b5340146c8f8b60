import { type Clock, millis } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { Paced } from "../meter/paced.ts";
import { type UpdateState, updateStateOf } from "./update-state.ts";

/** Progress alone is told at most so often, ms. */
const GAP = millis(1000);

/** Tells how the plug's firmware is: at once what a command or the plug did, and less often how far a download is. */
export class FirmwareTopic {
  readonly #tell: (state: UpdateState) => void;
  readonly #paced: Paced;
  #now: UpdateState | null = null;

  constructor(pace: Clock, tell: (state: UpdateState) => void) {
    this.#tell = tell;
    this.#paced = new Paced(pace, GAP, () => this.#now && this.#tell(this.#now));
  }

  follow({ firmware }: Snapshot): void {
    const before = this.#now;
    const now = updateStateOf(firmware);
    this.#now = now;
    if (before !== null && same(now, { ...before, update_percentage: now.update_percentage })) {
      if (now.update_percentage !== before.update_percentage) this.#paced.ask();
    } else this.#paced.now();
  }

  stop(): void {
    this.#paced.stop();
  }
}

const same = (a: UpdateState, b: UpdateState): boolean => JSON.stringify(a) === JSON.stringify(b);
