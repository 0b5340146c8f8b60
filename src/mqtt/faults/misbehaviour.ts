import type { Clock } from "../../../firmware-sim/index.ts";
import type { Command, Outcome } from "../../runtime/command.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import type { Voice } from "../link/dialect.ts";
import { Answers } from "./answers.ts";
import { Flapping } from "./flapping.ts";
import { FaultsInForce } from "./in-force.ts";
import { WrongState } from "./wrong-state.ts";

interface MisbehaviourOptions {
  readonly clock: Clock;
  /** What the broker hears, while there is a connection. */
  readonly voice: Voice;
  readonly obey: (command: Command) => Outcome;
  /** Says that the plug is there, or that it is not. */
  readonly appear: (there: boolean) => void;
}

/** What one connection does wrong on purpose, between a dialect, which knows nothing of it, and its link. */
export class Misbehaviour {
  readonly #options: MisbehaviourOptions;
  readonly #faults = new FaultsInForce();
  readonly #answers: Answers;
  readonly #wrongState = new WrongState();
  #flapping: Flapping | null = null;
  #told: Snapshot | null = null;

  constructor(options: MisbehaviourOptions) {
    this.#options = options;
    this.#answers = new Answers({ ...options, faults: this.#faults });
  }

  /** For the dialect. */
  get voice(): Voice {
    return this.#answers.voice;
  }

  /** For the dialect. */
  get obey(): (command: Command) => Outcome {
    return this.#answers.obey;
  }

  /** The connection shall be open and mute, and no other is made. */
  get dead(): boolean {
    return this.#faults.has("silent-death");
  }

  /** What the broker holds shall stay there. */
  get leavesGhost(): boolean {
    return this.#faults.has("ghost");
  }

  /** `tell` gives the dialect what it shall take for the truth. What a fault that ended left wrong is put right. */
  follow(faults: Snapshot["faults"], now: Snapshot, tell: (now: Snapshot, before: Snapshot) => void): void {
    this.#faults.follow(faults);
    const told = this.#faults.has("wrong-state") ? this.#wrongState.of(now) : now;
    const before = this.#told ?? told;
    this.#told = told;
    tell(told, before);
    this.#answers.follow();
    this.#flap();
  }

  /** `take` is the dialect's taking of one message. */
  take(take: () => void): void {
    this.#answers.during(take);
  }

  /** The connection is gone, or a new one on which everything retained is told. */
  forget(): void {
    this.#answers.forget();
  }

  close(): void {
    this.#answers.forget();
    this.#flapping?.stop();
  }

  #flap(): void {
    const raised = this.#faults.get("flapping");
    if (raised === this.#flapping?.raised) return;
    const { clock, appear } = this.#options;
    this.#flapping?.end();
    this.#flapping = raised ? new Flapping(clock, raised, appear) : null;
  }
}
