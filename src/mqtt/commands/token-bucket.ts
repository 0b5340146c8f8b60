import { type Clock, type Instant, instant } from "../../../firmware-sim/index.ts";

/** Commands in the long run and at once that one connection may give. */
export const PER_SECOND = 10;
const BURST = 20;

export const commandBucket = (clock: Clock): TokenBucket => new TokenBucket(clock, PER_SECOND, BURST);

/** Lets one answer a second through, to a flood or to what is not obeyed: or the answers were a flood too. */
export const answerBucket = (clock: Clock): TokenBucket => new TokenBucket(clock, 1, 1);

/** Lets `burst` through at once, and `perSecond` in the long run. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt: Instant;

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAt = clock.now();
  }

  take(): boolean {
    const now = this.#clock.now();
    const gained = ((now - this.#filledAt) * this.#perSecond) / 1000;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#filledAt = instant(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
