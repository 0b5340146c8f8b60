import {
  type Instant,
  isSoft,
  type Millis,
  millis,
  type Profile,
  patternWords,
  type Rung,
} from "../../firmware-sim/index.ts";
import type { Snapshot } from "../runtime/snapshot.ts";

/** A mark on the way of a hold. */
export interface HoldRung {
  /** ms from the press. */
  readonly at: Millis;
  readonly name: string;
  /** What the lamp shows from here on. */
  readonly words: string;
  /** What this mark is for: "factory reset when let go". */
  readonly leads: string;
  readonly reached: boolean;
}

/** The marks that a hold can pass, lowest first. */
export interface Ladder {
  readonly rungs: readonly HoldRung[];
  /** Where a bar for it ends, ms: a little past the last mark. */
  readonly full: Millis;
}

export interface HoldView extends Ladder {
  readonly held: Millis;
  /** What letting go does now, as a sentence. */
  readonly next: string;
}

type Climbed = "button" | "combination";
type Pressed = Pick<Snapshot, "hold" | "relay" | "lifecycle">;

const PAST_LAST = 1.2;
/** Of a make whose holds lead nowhere. */
const NO_LADDER = millis(10_000);

/** The ladder of the make's button, or of its buttons together. */
export const ladderOf = (profile: Profile, climbed: Climbed = "button"): Ladder =>
  marked(profile, climbed, -1);

/** How far a hold is that goes on, and what letting go would do at `at`; null while none does that counts. */
export function holdView(profile: Profile, now: Pressed, at: Instant): HoldView | null {
  const { hold } = now;
  if (hold === null) return null;
  const climbed = hold.buttons === undefined ? "button" : "combination";
  const held = millis(Math.max(0, at - hold.since));
  const rungs = rungsOf(profile, climbed);
  // What the plug has told counts for more than what the time says: its button bounces, and its word takes a while.
  const told = rungs.findIndex(({ name }) => name === hold.rung);
  const ladder = marked(profile, climbed, told);
  return { ...ladder, held, next: `Let go now: ${letGo(profile, now, climbed, held, rungs[told])}.` };
}

const rungsOf = (profile: Profile, climbed: Climbed): readonly Rung[] =>
  climbed === "button" ? profile.rungs : (profile.combination?.rungs ?? []);

function marked(profile: Profile, climbed: Climbed, reached: number): Ladder {
  const rungs = rungsOf(profile, climbed);
  const last = rungs.at(-1);
  return {
    rungs: rungs.map(({ at, name, reset }, i) => ({
      at,
      name,
      words: lampWords(profile, climbed, name),
      leads:
        reset === null
          ? "nothing is reset when let go"
          : `${resetWords(profile, reset.name)}, ${WHEN[reset.when]}`,
      reached: i <= reached,
    })),
    full: last === undefined ? NO_LADDER : millis(Math.round((last.at + (last.guard?.for ?? 0)) * PAST_LAST)),
  };
}

const WHEN = {
  released: "when let go",
  reached: "at once",
  confirmed: "when let go and pressed once more",
} as const;

/** What the lamp shows at a rung while nothing else has a say in it. */
function lampWords(profile: Profile, climbed: Climbed, rung: string): string {
  const rule = profile.indicator.find(({ when }) => when[climbed] === rung);
  const pattern = profile.patterns[rule?.show ?? ""]?.pattern;
  return pattern === undefined ? "no light of its own" : patternWords(pattern);
}

function resetWords({ resets }: Profile, name: string): string {
  const reset = resets[name];
  return reset !== undefined && isSoft(reset)
    ? `${name} reset, a restart that erases nothing`
    : `${name} reset`;
}

function letGo(
  profile: Profile,
  now: Pressed,
  climbed: Climbed,
  held: Millis,
  rung: Rung | undefined,
): string {
  if (rung === undefined) {
    if (climbed === "combination") return "nothing is reset";
    return held <= profile.timings.tapMax.for
      ? tap(profile, now)
      : "nothing happens, too long for a short press";
  }
  const { reset } = rung;
  if (reset === null || reset.when === "reached") return "nothing is reset";
  if (held < rung.at + (rung.guard?.for ?? 0)) return "nothing is reset, it is too soon";
  const words = resetWords(profile, reset.name);
  return reset.when === "confirmed" ? `a press after it begins the ${words}` : words;
}

function tap({ outlet }: Profile, { lifecycle, relay }: Pressed): string {
  const does = [
    ...(lifecycle === "idle-unprovisioned" ? ["opens set-up again"] : []),
    ...(outlet === null ? [] : [`switches the outlet ${relay.closed ? "off" : "on"}`]),
  ];
  return `short press${does.length === 0 ? "" : `, ${does.join(" and ")}`}`;
}
