import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/procedure/article/read.ts";
import { AT_FIRST, type Context, PHRASES, readSentence } from "../../src/procedure/phrases/index.ts";
import { SAMPLE } from "./article-sample.ts";

/** Sentences that are read: the table's own, and those of an article with all its fillers. */
const SENTENCES = [
  ...PHRASES.map(({ example }) => example),
  ...readArticle(SAMPLE, "sample.md").procedures.flatMap(({ steps }) =>
    steps.flatMap(({ sentences }) =>
      sentences.flatMap(({ text, reading }) => (reading.kind === "statements" ? [text] : [])),
    ),
  ),
];
const HOLDING: Context = { about: ["action"], down: ["action"], last: "hold" };
const meaning = (text: string, context: Context): string => JSON.stringify(readSentence(text, context));

/** Every text that comes of putting `more` between two words of a sentence. */
const with_ = (sentence: string, more: string): readonly string[] => {
  const words = sentence.split(" ");
  return words.map((_, i) => [...words.slice(0, i + 1), more, ...words.slice(i + 1)].join(" "));
};

describe("whatever is added to a sentence that is read", () => {
  it.each([
    "green",
    "pink",
    "not",
    "never",
    "seven times",
    "for 7 seconds",
    "within 7 seconds",
    "and release the Reset button",
    "press the Reset button",
    "unplug it",
    "if it blinks",
    "unless it blinks",
    "without green",
    "until the light blinks green",
    "slowly",
    "wait 3 seconds",
  ])("changes what it means: %s", (more) => {
    const unchanged = SENTENCES.flatMap((sentence) =>
      [AT_FIRST, HOLDING].flatMap((context) => {
        // Nobody is down, so that what the finger is to stay on says nothing.
        if (context === AT_FIRST && /keep \w+ing|if so/i.test(sentence)) return [];
        return with_(sentence, more).filter((text) => meaning(text, context) === meaning(sentence, context));
      }),
    );
    // The colour of an arrow in a picture is not the light's.
    expect(
      unchanged.filter(
        (text) =>
          !/ (?:red|blue) (?:green|pink) arrow| (?:green|pink) (?:red|blue) arrow/.test(text) &&
          !/\(the red arrow/.test(text),
      ),
    ).toEqual([]);
  });
});

describe("whatever is changed in a sentence that is read", () => {
  const CHANGES: readonly (readonly [RegExp, string])[] = [
    [/\bred\b(?! arrow)/gi, "orange"],
    [/\bblue\b/gi, "red"],
    [/\bsolid\b|\bsteady\b/gi, "blinking"],
    [/\bblinks?\b|\bflash\b|\bblinking\b|\bwinks\b/gi, "glows solid"],
    [/\bRelease\b|\blet go of\b/gi, "Press"],
    [/\bAction\b/g, "Reset"],
    [/\bPlug\b(?= it| in| the)/g, "Unplug"],
    [/\b(?:several|a few)\b/gi, "seven"],
    [/\b12\b/g, "9"],
    [/\b20\b/g, "9"],
    [/\bcomplete\b/g, "deleted"],
    [/\bfive\b|\bthree\b|\b6\b/g, "two"],
    [/\bno\b/gi, "some"],
    [/\bmay\b|\bmight\b/gi, "will"],
    [/\buntil\b/gi, "unless"],
  ];

  it.each(CHANGES)("changes what it means: %s to %s", (what, by) => {
    const touched = SENTENCES.filter((sentence) => sentence.replace(what, by) !== sentence);
    expect(touched.length).toBeGreaterThan(0);
    expect(
      touched.filter(
        (sentence) => meaning(sentence.replace(what, by), AT_FIRST) === meaning(sentence, AT_FIRST),
      ),
    ).toEqual([]);
  });
});

describe("any sentence", () => {
  const WORDS =
    "the light lamp button blinks red blue solid off on and or then , until when while for several times seconds 5 press hold keep holding release it you may see no not plug in out unplug wait app tap say yes ( ) either after within without before from to with".split(
      " ",
    );
  const salad = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(" "));

  it("is read as something, and in the same way again", () => {
    fc.assert(
      fc.property(fc.oneof(salad, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
        const reading = readSentence(text);
        expect(readSentence(text)).toEqual(reading);
        if (reading.kind === "statements") expect(reading.statements.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["when", "when light is red, "],
    ["and", "light is red and "],
    ["or", "either red or "],
    ["until", "hold it until "],
    ["no", "no red and "],
    ["spaces", "       "],
    ["numbers", "1 to 1 to "],
    ["then", "blinks then "],
  ])("is read within a second also where it repeats %s", (_, part) => {
    const before = performance.now();
    readSentence(part.repeat(1000 / part.length));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
