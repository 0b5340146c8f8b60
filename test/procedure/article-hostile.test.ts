import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArticleError } from "../../src/procedure/article/article-error.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import type { Article } from "../../src/procedure/plan.ts";
import { SAMPLE } from "./article-sample.ts";

/** Nothing but an ArticleError with a line of the file, or an article whose lines are its own. */
function check(text: string): Article | null {
  let article: Article;
  try {
    article = readArticle(text, "a.md");
  } catch (error) {
    expect(error).toBeInstanceOf(ArticleError);
    const line = Number(/^a\.md:(\d+): \S/.exec((error as Error).message)?.[1]);
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(text.replaceAll("\r\n", "\n").split(/[\r\n]/).length + 1);
    return null;
  }
  const lines = article.source.split("\n").length;
  expect(article.procedures.length).toBeGreaterThan(0);
  for (const { line, steps } of article.procedures) {
    expect(line).toBeGreaterThan(0);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      expect(step.sentences.length).toBeGreaterThan(0);
      expect(step.lastLine).toBeGreaterThanOrEqual(step.line);
      expect(step.lastLine).toBeLessThanOrEqual(lines);
      for (const sentence of step.sentences) {
        expect(sentence.line).toBeGreaterThanOrEqual(step.line);
        expect(sentence.line).toBeLessThanOrEqual(step.lastLine);
      }
    }
  }
  return article;
}

const MARKUP = [
  ...[
    "1. ",
    "2. ",
    "- ",
    "> ",
    "   ",
    "\n",
    "\n\n",
    "\r\n",
    "# ",
    "## Step 1 ",
    "---\n",
    "```\n",
    "|a|b|\n|-|-|\n",
    "<div>",
    "</p>",
    "<br>",
  ],
  ...[
    "<!-- not checked: x -->",
    "<!-- not checked -->",
    "<!--",
    "-->",
    "[REQ-12]",
    "[",
    "](x)",
    "![",
    "*",
    "**",
    "`",
    "\\",
    "&amp;",
    "&#0;",
  ],
  ...[
    "Plug it in.",
    "The light blinks red",
    "Press the button until",
    " and ",
    "start: online\n",
    "“",
    "…",
    "\uFEFF",
    "\t",
    "Related posts\n",
    ":\n\n",
  ],
];

describe("any article", () => {
  it("is read, or refused with a line", () => {
    const anything = fc.oneof(
      fc.array(fc.constantFrom(...MARKUP), { maxLength: 60 }).map((parts) => parts.join("")),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc
        .tuple(fc.nat(SAMPLE.length), fc.nat(40), fc.constantFrom(...MARKUP))
        .map(([at, length, more]) => SAMPLE.slice(0, at) + more + SAMPLE.slice(at + length)),
    );
    fc.assert(
      fc.property(anything, (text) => void check(text)),
      { numRuns: 600 },
    );
  });

  it("has every word of its steps in a sentence, whatever is around it", () => {
    const around = fc.constantFrom("- ", "> ", "   ", "1. ", "**", "", "> - ", "<div>\n", "\n", "    ");
    fc.assert(
      fc.property(around, around, fc.boolean(), (before, after, gap) => {
        const text = `1. Plug it in.\n${gap ? "\n" : ""}${before}The light is pink.\n${after}Wiggle it.\n`;
        const all = check(text)?.procedures.flatMap(({ steps }) =>
          steps.flatMap(({ sentences }) => sentences),
        );
        const said = all?.map((sentence) => sentence.text).join(" ");
        expect(said).toContain("The light is pink.");
        expect(said).toContain("Wiggle it.");
      }),
    );
  });
});

describe("an article that is none", () => {
  it.each([
    ["is empty", "", "a.md:1: no steps"],
    ["has no steps", "# A\n\n- Plug it in.\n", "a.md:1: no steps"],
    ["is binary", "1. Plug it in.\n\u0000\u0001", "a.md:2: this is no text"],
    ["was not UTF-8", "1. Plug it in.\n2. \uFFFD", "a.md:2: this is no text"],
    [
      "nests lists too deep",
      `1. Plug it in.\n${" ".repeat(300)}- x\n`,
      "a.md:2: lists or quotes are nested too deep",
    ],
    [
      "nests quotes too deep",
      `1. Plug it in.\n${">".repeat(300)} x\n`,
      "a.md:2: lists or quotes are nested too deep",
    ],
  ])("%s", (_, text, message) => {
    expect(() => readArticle(text, "a.md")).toThrow(message);
  });

  it("is in another language: no sentence is passed over", () => {
    const article = check(
      "1. Stecken Sie den Stecker ein.\n2. Drücken Sie die Taste, bis das Licht rot blinkt.\n3. Fertig.\n",
    );
    const kinds = article?.procedures[0]?.steps.flatMap(({ sentences }) =>
      sentences.map(({ reading }) => reading.kind),
    );
    expect(kinds).toEqual(["unread", "unread", "unread"]);
  });
});

describe("a large article", () => {
  it("of ten thousand steps takes ten times as long as one of a thousand", () => {
    const steps = (count: number) =>
      Array.from(
        { length: count },
        (_, i) => `${i + 1}. Press the button ${(i % 90) + 1} times.\n   The light blinks.\n`,
      ).join("\n");
    const timed = (text: string) => {
      const { user } = process.cpuUsage();
      const article = check(text);
      return { ms: (process.cpuUsage().user - user) / 1000, steps: article?.procedures[0]?.steps.length };
    };
    timed(steps(500));
    const [few, many] = [timed(steps(1000)), timed(steps(10_000))];
    expect([few.steps, many.steps]).toEqual([1000, 10_000]);
    expect(many.ms).toBeLessThan(30 * few.ms + 1000);
  });

  it.each([
    ["one line", `1. Plug it in. ${"word ".repeat(50_000)}`],
    ["one word", `1. Plug it in. ${"a".repeat(300_000)}`],
    ["a picture in the text", `1. Plug it in. ![x](data:image/png;base64,${"A".repeat(300_000)})`],
    ["stars", `1. Plug it in. ${"*a **a ".repeat(20_000)}`],
    ["brackets", `1. Plug it in. ${"[".repeat(50_000)}`],
    ["tags", `1. Plug it in. ${"<a ".repeat(20_000)}`],
    ["comments", `1. Plug it in. ${"<!-- a ".repeat(5000)}`],
    ["cells", `1. Plug it in.\n\n|a|\n|-|\n${"|b|\n".repeat(10_000)}`],
    ["points", `1. Plug it in.\n${"- x\n".repeat(5000)}`],
    ["full stops", `1. Plug it in. ${"a. ".repeat(30_000)}`],
    ["empty lines", `1. Plug it in.${"\n".repeat(200_000)}`],
    ["procedures", "# A\n\n1. Plug it in.\n2. Unplug it.\n\nSo:\n\n".repeat(2000)],
  ])("of %s is read in time", (_, text) => {
    const { user } = process.cpuUsage();
    check(text);
    expect((process.cpuUsage().user - user) / 1000).toBeLessThan(6000);
  });
});
