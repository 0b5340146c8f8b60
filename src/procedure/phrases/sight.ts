import type { ColorName } from "../../../firmware-sim/index.ts";
import type { Cadence, Look } from "../../seen/lamp.ts";
import { flashesOf, lastsOf, SPAN, TIMES } from "./quantity.ts";
import { COLOR, colorOf } from "./vocabulary.ts";

/** What somebody says is to be seen: one look after the other, and colours that are not. */
export interface Sight {
  readonly looks: readonly Look[];
  readonly never: readonly ColorName[];
}

const THEN =
  /,? (?:and )?(?:then|followed by|before (?=(?:it |light )?(?:turn|blink|go|glow|becom|chang|show))) ?/;
const FROM_TO = /\b(?:goes|go|turns?|changes?|switch(?:es)?) from (.+?) to /;
const COLORS_SAID = `${COLOR}(?:(?:, (?:or |and )?| or | and )${COLOR})*`;
const GONE = new RegExp(
  `(?:^|,? )(?:and )?(${COLOR})(?: light)? (?:stops|has stopped|disappears|has disappeared|goes away|vanishes|is gone|is no longer (?:there|seen|visible))(?: blinking)?(?:,? and(?= )|,|$)`,
);
const NONE = new RegExp(
  `(?:,? )?\\b(?:with )?(?:(?:shows?|you see|is|does) )?(?:no longer|not|no|without|never)(?: (?:shows?|see|turns?|any|more|any more|longer|be|is))* (${COLORS_SAID})(?: any ?more| at all)?(?: light)?(?: in (?:blinking )?light)?`,
);
const LASTS = new RegExp(`\\b(?:for|lasting) (${SPAN})`);
const OFTEN = new RegExp(`\\b(${TIMES})`);
const FLASHES = new RegExp(
  `\\b((?:(?:about|at least|up to) )?(?:several|\\d+))((?: (?:${COLOR}|short|brief|fast|slow|quick))*) blink$`,
);

/** "red and blue", "red/blue", "red, green and blue"; "red, blue" could be one after the other. */
const COLOR_LIST = new RegExp(`\\b${COLOR}(?:(?:, ${COLOR})*,? and ${COLOR}|(?:[/-]${COLOR})+)\\b`, "g");

/** Without a colour, and no blinking: it goes off, and then it is on. */
const OFF_AND_ON = /^(?:you see )?(?:light |it )?(?:will )?(?:turns?|goes|go|switches|switch) off and on$/;
const PACES = ["fast", "slow"] as const;

const NOUNS = "light it you see color colors";
const LINKS =
  "is are be was being been will should shall must would in of with to only just there all at which that this what has have";
const VERBS =
  "turn turns turning become becomes change changes changing go goes going come comes coming show shows showing display displays shine shines shining glow glows glowing lit stay stays staying remain remains remaining keep keeps begin begins start starts starting gone turned continue continues appear appears illuminate illuminates illuminated up";
const KNOWN: ReadonlySet<string> = new Set(`${NOUNS} ${LINKS} ${VERBS}`.split(" "));
const OWN_VERB: ReadonlySet<string> = new Set(`${VERBS} is are be`.split(" "));

const take = (text: string, pattern: RegExp): readonly [string | undefined, string] => {
  const found = pattern.exec(text);
  return found === null ? [undefined, text] : [found[1], text.replace(pattern, " ").trim()];
};

const colorsIn = (text: string): readonly ColorName[] => [
  ...new Set(text.split(/[^a-z]+/).flatMap((word) => colorOf(word) ?? [])),
];

interface Marks {
  readonly colors: readonly ColorName[];
  readonly said: ReadonlySet<string>;
  readonly ownVerb: boolean;
}

/** The colours and the words of cadence; null: there is a word that says something else. */
function marksIn(text: string): Marks | null {
  const joined = text
    .replace(/\b(on and off|off and on)\b/g, "on-off")
    .replace(
      /\b(?:alternat(?:es|e|ing|ely|ingly)(?: between)?|(?:switch|chang)(?:es|e|ing) between)\b/g,
      "alternating",
    )
    .replace(COLOR_LIST, (list) => list.replaceAll(/, | and |\/|-/g, " "));
  const said = new Set<string>();
  let ownVerb = false;
  for (const word of joined.split(" ")) {
    if (word === "" || colorOf(word) !== undefined) continue;
    ownVerb ||= OWN_VERB.has(word);
    if (/^(?:blink|blinking|solid|alternating|off|on|on-off|dark|unlit|out|fast|slow)$/.test(word))
      said.add(word);
    else if (!KNOWN.has(word)) return null;
  }
  return { colors: colorsIn(joined), said, ownVerb };
}

function cadenceOf(
  { colors, said, ownVerb }: Marks,
  often: boolean,
  before: Look | undefined,
): Cadence | null {
  const [blinks, dark] = [
    said.has("blink") || said.has("blinking") || said.has("on-off") || often,
    said.has("off") || said.has("dark") || said.has("unlit") || said.has("out"),
  ];
  const solid = said.has("solid");
  if (dark) return blinks || solid || colors.length > 0 || said.has("alternating") ? null : "off";
  if (solid) return blinks || colors.length > 1 || said.has("alternating") ? null : "solid";
  if (colors.length > 1) return "alternating";
  if (said.has("alternating")) return null;
  if (blinks) return "blinking";
  if (colors.length === 0) return said.has("on") ? "solid" : null;
  return ownVerb || before === undefined ? "solid" : before.cadence === "solid" ? "solid" : "blinking";
}

function lookOf(text: string, before: Look | undefined): readonly Look[] | null {
  if (OFF_AND_ON.test(text))
    return [
      { cadence: "off", colors: [] },
      { cadence: "solid", colors: [] },
    ];
  const counted = text.replace(FLASHES, "$1 times$2 blink");
  const [often, timed] = take(counted, OFTEN);
  const [long, rest] = take(timed, LASTS);
  const marks = marksIn(rest);
  const cadence = marks && cadenceOf(marks, often !== undefined, before);
  const flashes = often === undefined ? null : flashesOf(often);
  const lasts = long === undefined ? null : lastsOf(long);
  if (marks === null || cadence === null) return null;
  if ((often !== undefined && flashes === null) || (long !== undefined && lasts === null)) return null;
  const pace = PACES.filter((one) => marks.said.has(one));
  if (pace.length > 0 && (cadence === "solid" || cadence === "off")) return null;
  return [
    {
      cadence,
      colors: marks.colors,
      ...(pace[0] === undefined ? {} : { pace: pace[0] }),
      ...(flashes === null ? {} : { flashes }),
      ...(lasts === null ? {} : { lasts }),
    },
  ];
}

/**
 * "light blinks only red", "you see solid red light for 5 seconds", "light turns orange, then blue"; null: not understood.
 * @param before a bare colour is seen in the same way
 */
export function sightOf(said: string, before?: Look): Sight | null {
  let rest = said;
  const never: ColorName[] = [];
  for (const pattern of [GONE, NONE]) {
    const [colors, other] = take(rest, pattern);
    if (colors === undefined) continue;
    never.push(...colorsIn(colors));
    rest = other;
  }
  rest = rest
    .replace(/^,? |,$/g, "")
    .replace(FROM_TO, "$1 then ")
    .trim();
  if (never.length > 0 && !/\S/.test(rest.replace(/\b(?:light|you see|it|there|and)\b|,/g, "")))
    return { looks: [], never };
  const looks: Look[] = [];
  for (const part of rest.split(THEN)) {
    const found = lookOf(part.replace(/,$/, ""), looks.at(-1) ?? before);
    if (found === null) return null;
    looks.push(...found);
  }
  return { looks, never };
}
