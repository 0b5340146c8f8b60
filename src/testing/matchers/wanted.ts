import type { ColorName } from "../../../firmware-sim/index.ts";
import { fits } from "../../seen/fits.ts";
import { type Episode, LIT, type Lit, type Look } from "../../seen/lamp.ts";
import { lookWords } from "../../seen/words.ts";
import { UsageError } from "../../usage-error.ts";
import { soundLook } from "./sound-look.ts";

/** How a light looks, in words. A colour alone: it shines so in whatever way, others with it or not. */
export type LightWords =
  | ColorName
  | `solid ${Lit}`
  | `blinking ${Lit}`
  | `blinking ${Lit} ${"fast" | "slowly"}`
  | `alternating ${Lit} and ${Lit}`;

/** What a light is expected to show. */
export interface Wanted {
  /** For people: "solid red". */
  readonly words: string;
  readonly colors: readonly ColorName[];
  /** Null when `episode` is it; else why not, for people. */
  readonly misfit: (episode: Episode) => string | null;
  /** Going on, `episode` may become it. */
  readonly mayBecome: (episode: Episode) => boolean;
  /** What fits while it goes on may be too long when it ends. */
  readonly bounded: boolean;
  /** Ages of an episode, ms, at which the answer can change. */
  readonly ages: readonly number[];
  /** One round of it, for pictures: as fast as anything where that was not said. */
  readonly round: readonly Step[];
}

/** `for` in ms; `color` null: whatever colour. */
export interface Step {
  readonly color: ColorName | null;
  readonly for: number;
}

/** Half a second: where nothing says how fast it blinks, the picture must be drawn somehow. */
export const STEP = 500;

const SOME = LIT.join("|");
const WORDS = new RegExp(`^(solid|blinking|alternating) (${SOME})(?: (fast|slowly)| and (${SOME}))?$`);

export function wantedOf(light: LightWords | Look): Wanted {
  return typeof light === "object"
    ? wantedLook(soundLook(light))
    : isColor(light)
      ? wantedColor(light)
      : read(light);
}

export const isColor = (light: LightWords | Look): light is Lit =>
  typeof light === "string" && LIT.some((color) => color === light);

/** `wanted`, and that it lasts for `span` ms or longer. */
export function lasting(wanted: Wanted, span: number, spanWords: string): Wanted {
  return {
    ...wanted,
    words: `${wanted.words} for at least ${spanWords}`,
    misfit: (episode) => wanted.misfit(episode) ?? tooShort(episode, span, spanWords),
    ages: [...wanted.ages, span],
  };
}

const tooShort = ({ from, to }: Episode, span: number, spanWords: string): string | null =>
  to - from < span ? `not for ${spanWords}` : null;

function wantedColor(color: Lit): Wanted {
  const shines = ({ colors }: Episode) => colors.includes(color);
  return {
    words: color,
    colors: [color],
    misfit: (episode) => (shines(episode) ? null : `no ${color}`),
    mayBecome: shines,
    bounded: false,
    ages: [],
    round: [{ color, for: STEP }],
  };
}

function wantedLook(look: Look): Wanted {
  const { flashes, lasts, ...bare } = look;
  const colors: readonly ColorName[] = look.cadence === "off" ? ["off"] : look.colors;
  const most = { ...bare, ...limit("flashes", flashes?.max), ...limit("lasts", lasts?.max) };
  return {
    words: lookWords(look),
    colors,
    misfit: (episode) => fits(look, episode),
    mayBecome: (episode) => fits(most, episode) === null,
    bounded: flashes?.max !== undefined || lasts?.max !== undefined,
    ages: [lasts?.min ?? 0, (lasts?.max ?? -1) + 1],
    round: (look.cadence === "blinking" ? [...colors, "off" as const] : colors).map((color) => ({
      color,
      for: STEP,
    })),
  };
}

const limit = (name: "flashes" | "lasts", max: number | undefined): Partial<Look> =>
  max === undefined ? {} : { [name]: { min: 0, max } };

/** @throws UsageError when the words are none of LightWords */
function read(words: string): Wanted {
  if (words === "off") return wantedLook({ cadence: "off", colors: [] });
  const [, cadence, color, speed, other] = WORDS.exec(words) ?? [];
  const two = cadence === "alternating";
  if (
    cadence === undefined ||
    two !== (other !== undefined) ||
    (cadence !== "blinking" && speed !== undefined)
  )
    throw new UsageError(
      `${JSON.stringify(words)} is no light: write "off", a colour (${LIT.join(", ")}), or solid, blinking or alternating with it, such as "solid red", "blinking blue fast", "alternating red and blue".`,
    );
  const colors = [color, other].filter((each) => each !== undefined) as Lit[];
  const pace = speed === "fast" ? "fast" : "slow";
  return wantedLook({
    cadence: cadence as Look["cadence"],
    colors,
    ...(speed === undefined ? {} : { pace }),
  });
}
