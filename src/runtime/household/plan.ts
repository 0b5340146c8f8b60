import { after, type Clock, chanceOf, type Millis, millis, thrown } from "../../../firmware-sim/index.ts";
import type { Outcome } from "../command.ts";
import { HOUSEHOLD_KINDS, type HouseholdFault, type HouseholdKind } from "./kinds.ts";

/** A fault lasts at least and at most such a share of the period: each is over before the next. */
const LASTS = [0.25, 0.75] as const;
/** Not a stuck button: when it comes free, the plug may take it for a hold that resets. */
const KINDS = HOUSEHOLD_KINDS.filter((kind) => kind !== "stuck-button");

/** Raises a fault for a while, unless it is in force already or cannot be. */
export type RaiseFor = (kind: HouseholdKind, seed: number, span: Millis) => Outcome;

/**
 * At once and then each period one kind, chosen by the seed, for a while; where that one cannot be raised, the next in
 * the list that can. The same seed makes the same choices.
 */
export class Plan {
  readonly seed: number;
  readonly period: Millis;
  readonly #clock: Clock;
  readonly #raise: RaiseFor;
  #dice: number;
  #cancel: () => void = () => {};

  constructor({ seed, period }: HouseholdFault, clock: Clock, raise: RaiseFor) {
    this.seed = seed;
    this.period = period;
    this.#clock = clock;
    this.#raise = raise;
    this.#dice = seed;
  }

  start(): void {
    const next = after(this.#clock.now(), this.period);
    this.#cancel = this.#clock.wakeAt(next, () => this.start());
    const first = Math.floor(this.#throw() * KINDS.length);
    const [least, most] = LASTS;
    const span = millis(Math.round(this.period * (least + this.#throw() * (most - least))));
    const seed = Math.floor(this.#throw() * 2 ** 32);
    const order = [...KINDS.slice(first), ...KINDS.slice(0, first)];
    order.some((kind) => this.#raise(kind, seed, span).ok);
  }

  stop(): void {
    this.#cancel();
  }

  #throw(): number {
    this.#dice = thrown(this.#dice);
    return chanceOf(this.#dice);
  }
}
