/** What somebody who follows an article does and does not do. All assumed; ms. */

/** From one movement of the hands, or from what was to be seen, to the next movement, where the article names no time between. */
export const HAND = 1000;

/** A short press, and the pause between two: between the debounce (at most 75) and the shortest hold (1000) of the shipped makes. */
export const TAP = 200;
export const PAUSE = 300;

/** Nobody looks any longer at a lamp that does not do what the article says. The longest shipped hold takes 40 s. */
export const PATIENCE = 60_000;

/** What was expected and comes within so long after something else was only left out, and did not fail to come. */
export const LATER = 10_000;

/** After the last sentence somebody looks on for so long. */
export const TAIL = 5000;
