import type { Profile } from "../../../firmware-sim/index.ts";
import type { Episode } from "../../seen/lamp.ts";
import { shapeWords } from "../../seen/words.ts";

/** Every make has this one. */
export const ACTION = "action";

/** "Action button", "Volume Down and Mic Off buttons". */
export function buttonWords(buttons: readonly string[]): string {
  const names = buttons.map((name) =>
    name.replaceAll(/(^|-)[a-z]/g, (start) => start.replace("-", " ").toUpperCase()),
  );
  return `${names.join(" and ")} button${buttons.length === 1 ? "" : "s"}`;
}

/** All of a make. */
export const buttonsOf = ({ otherButtons }: Profile): readonly string[] => [ACTION, ...otherButtons];

/** What was seen, as a sentence of an article; `counted`: with how often. */
export function asSentence({ cadence, colors, flashes }: Episode, counted = false): string {
  if (cadence === "off") return "The light turns off.";
  return `The light ${VERBS[cadence]} ${colors.join(" and ")}${counted ? ` ${flashes} times` : ""}.`;
}

const VERBS = { solid: "glows solid", blinking: "blinks", alternating: "blinks" };

/** "off, then alternating red and blue, then blinking red" */
export const storyWords = (episodes: readonly Episode[]): string => episodes.map(shapeWords).join(", then ");
