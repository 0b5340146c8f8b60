import type { Context } from "./context.ts";
import { COLOR, LIGHT_WORD } from "./vocabulary.ts";

/** What articles call the buttons of the shipped profiles. */
const KNOWN: Readonly<Record<string, string>> = {
  action: "action",
  "microphone off": "mic-off",
  "mic off": "mic-off",
  microphone: "mic-off",
  mic: "mic-off",
  mute: "mic-off",
  "volume down": "volume-down",
  "volume up": "volume-up",
};
/** One after the other; without a name of their own. */
const NAMELESS = new Set(["", "it", "them", "this", "that", "those", "these", "both", "same", "only", "all"]);
const JOINT = /,? and |, | \+ | & /;
const JOINS = "(?:and|or|for|to|in|on|of|with|then|button|buttons)\\b";
const WORD = `(?!${JOINS})(?:${COLOR}|${LIGHT_WORD})`;
const NAME = new RegExp(`^${WORD}(?:[ -]${WORD}){0,2}$`);

/** "action button", "microphone off and volume down buttons", "both buttons", "it"; null: names no button. */
export function buttonsOf(text: string, { about, down }: Context): readonly string[] | null {
  const said = text.replace(/^both (?=\w+ (?:\w+ )?and )/, "");
  const called = /\bbuttons?\b/.test(said);
  const names = said.split(JOINT).map((part) => part.replace(/ ?\bbuttons?$/, "").trim());
  const found = names.map((name) => {
    if (NAMELESS.has(name)) {
      const meant = down.length > 0 ? down : about;
      return name === "both" && meant.length !== 2 ? null : meant;
    }
    if (Object.hasOwn(KNOWN, name)) return [KNOWN[name] as string];
    return called && NAME.test(name) ? [name.replaceAll(" ", "-")] : null;
  });
  return found.includes(null) ? null : [...new Set(found.flatMap((each) => each ?? []))];
}
