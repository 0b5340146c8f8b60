/** How much a profile's file may say. Wide for any plug that could be, narrow for a file that means harm. */
export const LIMITS = {
  /** Of the file, bytes. */
  bytes: 256 * 1024,
  /** A day, ms. */
  span: 86_400_000,
  rungs: 8,
  resets: 16,
  patterns: 64,
  /** Of one pattern. */
  steps: 64,
  /** Rounds of a counted pattern. */
  times: 1000,
  rules: 64,
  sources: 100,
  /** Beside the Action button. */
  buttons: 8,
  counts: 4,
  watts: 100_000,
  volts: 1000,
  celsius: 300,
  /** Characters of a make's or maker's name. */
  name: 64,
  /** Characters of any other text. */
  text: 300,
} as const;

/** Letters, digits and "-" that every object has as a key, or that would reach its prototype. */
const TAKEN = Object.getOwnPropertyNames(Object.prototype).filter((key) => /^[a-z]+$/i.test(key));
const FREE = `(?!(?:${[...TAKEN, "prototype"].sort().join("|")})$)`;
export const ID = new RegExp(`^${FREE}[a-z0-9-]{1,48}$`);
/** Of rungs, resets, patterns, states and sources. */
export const NAME = new RegExp(`^${FREE}[A-Za-z0-9-]{1,48}$`);
/** Characters that show: no controls, none that are invisible or turn the direction of writing. */
const SHOWS = "[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]";
export const TITLE = new RegExp(`^(?! )${SHOWS}{1,${LIMITS.name}}$`, "u");
export const TEXT = new RegExp(`^${SHOWS}{0,${LIMITS.text}}$`, "u");
