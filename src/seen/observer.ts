/** What somebody who looks at a lamp takes for what. All assumed; ms. */

/** Shorter than this, and no flash of a blink, goes unnoticed: about a glance, and over the 250 ms halves of a quick blink. */
export const NOTICED = 400;

/** Lit or dark without a break for so long: solid, or off. The longest half of a shipped blink is 2000 ms. */
export const SOLID = 2500;

/** Longer than this alone in the dark is a light that was on, no flash. */
export const FLASH = 1000;

/** "Several": flashes, or seconds. */
export const SEVERAL = 2;

/** A round this short is called fast; as `patternWords` has it. */
export const FAST = 300;
/** A round this long is called slow; as `patternWords` has it. */
export const SLOW = 1500;

/** Two spans are as long as each other for an observer when they differ by at most the larger of these: a share of the shorter, or ms. */
export const ALIKE_SHARE = 0.2;
export const ALIKE = 40;
