import type { Clock } from "../../../firmware-sim/index.ts";
import { TokenBucket } from "../../runtime/token-bucket.ts";

export type { TokenBucket } from "../../runtime/token-bucket.ts";

/** Commands in the long run and at once that one connection may give. */
export const PER_SECOND = 10;
const BURST = 20;

export const commandBucket = (clock: Clock): TokenBucket => new TokenBucket(clock, PER_SECOND, BURST);

/** Lets one answer a second through, to a flood or to what is not obeyed: or the answers were a flood too. */
export const answerBucket = (clock: Clock): TokenBucket => new TokenBucket(clock, 1, 1);
