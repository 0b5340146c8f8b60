import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/procedure/article/read.ts";
import { SAMPLE } from "./article-sample.ts";

const read = (text: string) => readArticle(text, "a.md");
const stepsOf = (text: string) => read(text).procedures.flatMap(({ steps }) => steps);
/** The sentences of each step, a headline with a # before it. */
const said = (text: string) =>
  stepsOf(text).map(({ sentences }) =>
    sentences.map((each) => (each.headline ? `# ${each.text}` : each.text)),
  );
const kinds = (text: string) =>
  stepsOf(text).flatMap(({ sentences }) => sentences.map(({ reading }) => reading.kind));

describe("an article in the layout of those that are found", () => {
  const article = read(SAMPLE);
  const [procedure] = article.procedures;

  it("says what it is called, which make it is of and how it begins", () => {
    expect(article).toMatchObject({
      file: "a.md",
      title: "Start over with the Amazon Smart Plug",
      profile: "amazon-smart-plug",
      start: "unplugged",
    });
    expect(article.procedures).toHaveLength(1);
    expect(procedure).toMatchObject({ heading: "How to do it", line: 14 });
  });

  it("has its steps with all that stands up to the next one, and ends where the back matter begins", () => {
    expect(procedure?.steps.map(({ number, line, lastLine }) => [number, line, lastLine])).toEqual([
      [1, 16, 18],
      [2, 20, 27],
      [3, 29, 32],
      [4, 34, 35],
    ]);
    expect(procedure?.steps.map(({ requirements }) => requirements)).toEqual([[], ["REQ-7"], [], []]);
  });

  it("knows headlines, and the line of every sentence", () => {
    const lines = SAMPLE.split("\n");
    for (const { sentences } of procedure?.steps ?? []) {
      expect(sentences.map(({ headline }) => headline)).toEqual(sentences.map((_, i) => i === 0));
      for (const { text, line } of sentences) expect(lines[line - 1]).toContain(text.split(" ")[0]);
    }
  });

  it("has no sentence that is not understood, and one that says nothing", () => {
    const readings = procedure?.steps.flatMap(({ sentences }) => sentences) ?? [];
    expect(readings.filter(({ reading }) => reading.kind === "unread")).toEqual([]);
    expect(readings.flatMap(({ text, reading }) => (reading.kind === "aside" ? [text] : []))).toEqual([
      "That is all!",
    ]);
    expect(readings).toHaveLength(15);
  });

  it("is the same with a byte order mark, other line ends and straight into the steps", () => {
    const crlf = `\uFEFF${SAMPLE.replaceAll("\n", "\r\n")}`;
    expect(read(crlf)).toEqual(article);
    const bare = SAMPLE.slice(SAMPLE.indexOf("1. Give"));
    expect(read(bare)).toMatchObject({ title: null, profile: null, start: null });
    expect(read(bare).procedures[0]).toMatchObject({ heading: null, line: 1 });
    expect(said(bare)).toEqual(said(SAMPLE));
  });
});

describe("steps", () => {
  it("may be headings, also with a lower heading and a list inside", () => {
    const text =
      "# Reset\n\n## Step 1: Plug it in\n\nThe light blinks red.\n\n### What you see\n\n1. The light turns off.\n\n## Step 2\n\nPress the button.\n\n## Afterwards\n\nThe light is pink.\n";
    expect(said(text)).toEqual([
      ["# Plug it in", "The light blinks red.", "What you see", "The light turns off."],
      ["Press the button."],
    ]);
    expect(read(text).procedures[0]).toMatchObject({ heading: "Reset", line: 1 });
  });

  it("go on behind a heading if their numbers do, and end there if not", () => {
    const text =
      "# A\n\n1. Plug it in.\n\n## Seen\n\nThe light blinks red.\n\n2. Press the button.\n\n## More\n\nThe light is pink.\n";
    expect(said(text)).toEqual([["Plug it in.", "Seen", "The light blinks red."], ["Press the button."]]);
  });

  it("may all be numbered 1", () => {
    expect(said("1. Plug it in.\n\nThe light blinks red.\n\n1. Press it.\n")).toEqual([
      ["Plug it in.", "The light blinks red."],
      ["Press it."],
    ]);
    expect(stepsOf("1. Plug it in.\n\nIt blinks red.\n\n1. Press it.\n").map(({ number }) => number)).toEqual(
      [1, 2],
    );
  });

  it("make procedures of their own, by heading or by the line that leads them in", () => {
    const list = "1. Unplug it.\n2. Plug it in.\n";
    const text = `# Resets\n\n${list}\n## Others\n\nFor the Echo:\n\n${list}\nFor the Dot:\n\n${list}\n## Last\n\n${list}\nSo far.\n\n${list}`;
    expect(read(text).procedures.map(({ heading }) => heading)).toEqual([
      "Resets",
      "For the Echo",
      "For the Dot",
      "Last",
      "Last (2)",
    ]);
    expect(said(text).flat()).toEqual([
      ...["Unplug it.", "Plug it in.", "Unplug it.", "Plug it in.", "Unplug it.", "Plug it in."],
      ...["Unplug it.", "Plug it in.", "So far.", "Unplug it.", "Plug it in."],
    ]);
  });

  it("are not what a numbered list tells of other things", () => {
    const text = "# A\n\n1. This is nice.\n2. And so is that.\n\n# B\n\n1. Plug it in.\n";
    expect(read(text).procedures.map(({ heading }) => heading)).toEqual(["B"]);
  });

  it("begin with a headline only where a line says all of it", () => {
    expect(said("1. Plug it in\n   The light blinks red.\n")).toEqual([
      ["# Plug it in", "The light blinks red."],
    ]);
    expect(said("1. **Plug it in!**\n\n   The light blinks red.\n")).toEqual([
      ["# Plug it in!", "The light blinks red."],
    ]);
    expect(said("1. Plug it into an\n   Amazon outlet and wait\n   5 seconds.\n")).toEqual([
      ["Plug it into an Amazon outlet and wait 5 seconds."],
    ]);
    expect(said("1. Press and hold the Reset\n   Button for 5 seconds.\n")).toEqual([
      ["Press and hold the Reset Button for 5 seconds."],
    ]);
    expect(said("1. Plug it in\n")).toEqual([["Plug it in"]]);
  });

  it("own quotes, tables, code, HTML and the lists in them", () => {
    const text = [
      "1. Plug it in.",
      "   - The light blinks red. It turns *off*.",
      "     1. Press the [button](https://example.com/).",
      "",
      "   > Unplug `it`.",
      "",
      "   | Seen | Meaning |",
      "   |---|---|",
      "   | The light is pink | Trouble is near |",
      "",
      "```",
      "Hold the button.",
      "```",
      "",
      "<div>Release <b>the</b><br>button &amp; wait 5&nbsp;seconds.</div>",
      "",
      "![The light is green](x.png)",
      "",
    ].join("\n");
    expect(stepsOf(text)[0]?.sentences.map(({ text: each, line }) => [line, each])).toEqual([
      [1, "Plug it in."],
      [2, "The light blinks red."],
      [2, "It turns off."],
      [3, "Press the button."],
      [5, "Unplug it."],
      [7, "Seen"],
      [7, "Meaning"],
      [9, "The light is pink"],
      [9, "Trouble is near"],
      [12, "Hold the button."],
      [15, "Release the button & wait 5 seconds."],
    ]);
  });
});

describe("what the headline does", () => {
  it("is done if the rest of the step does nothing of the kind", () => {
    const acts = (text: string) =>
      stepsOf(text).flatMap(({ sentences }) => sentences.map(({ reading }) => reading));
    const [, , keep] = acts(
      "1. Press and hold the Action button\n   The light is red.\n2. Keep it pressed for 5 seconds.\n",
    );
    expect(keep).toMatchObject({ statements: [{ do: "keepHolding" }] });
    const [, hold] = acts("1. Press and hold the Action button\n   Keep it pressed for 5 seconds.\n");
    expect(hold).toMatchObject({ statements: [{ do: "hold" }] });
  });
});

describe("a marker", () => {
  it("excuses the sentence before it, and no other", () => {
    const text =
      "1. Wiggle the plug. <!-- not checked: nobody\n   can see it --> Press the knob.\n   <!-- a remark -->\n\n   Shake the device.\n\n   <!-- Not checked: as before -->\n";
    expect(kinds(text)).toEqual(["excused", "unread", "excused"]);
    expect(stepsOf(text)[0]?.sentences[0]?.reading).toEqual({ kind: "excused", why: "nobody can see it" });
    expect(stepsOf(text)[0]?.sentences.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it("ends a sentence that has no full stop", () => {
    expect(said("1. Wiggle it <!-- not checked: x --> press the button\n")).toEqual([
      ["# Wiggle it", "press the button"],
    ]);
    expect(kinds("1. Wiggle it <!-- not checked: x --> press the button\n")).toEqual([
      "excused",
      "statements",
    ]);
  });

  it.each([
    ["1. Plug it in.\n2. Wait. <!-- not checked -->\n", "a.md:2: a marker without a reason"],
    ["1. Plug it in. <!-- not checked: -->\n", "a.md:1: a marker without a reason"],
    ["1. Plug it in.\n2. <!-- not checked: x --> Wait.\n", "a.md:2: a marker with nothing before it"],
  ])("is refused in %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
