import { describe, expect, it } from "vitest";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { type CheckOptions, checkProcedure } from "../../src/procedure/check.ts";
import { defaultStart } from "../../src/procedure/perform/start.ts";
import { hold, plugIn, press, procedureOf } from "./hand-made.ts";
import { read, SEED } from "./rehearsal.ts";

const options = {
  profile: amazonSmartPlug,
  hashes: { tool: "tool", article: "article", profile: "profile" },
  version: "1.2.3",
};

function check(markdown: string, more: Partial<CheckOptions> = {}) {
  const article = readArticle(markdown, "article.md");
  return checkProcedure(article, article.procedures[0]!, { ...options, ...more });
}

const SHORT = `1. Press the Action button. The light glows solid blue.
2. Press the Action button. The light turns off.
`;

describe("the verdict on a procedure", () => {
  it("says what was checked, on what, from where", async () => {
    expect(await check(SEED)).toMatchObject({
      outcome: "pass",
      file: "article.md",
      heading: "The factory reset, step by step",
      board: "virtual",
      start: "unplugged",
      profile: { id: "amazon-smart-plug", name: "Amazon Smart Plug" },
      hashes: options.hashes,
      version: "1.2.3",
      checked: 15,
      sentences: 15,
    });
  });

  it("counts the sentences that were not checked", async () => {
    const markdown = `${SHORT}\n   It is a nice plug. The light hums. <!-- not checked: nobody can hear it here -->\n`;
    const verdict = await check(markdown);
    expect(verdict).toMatchObject({ outcome: "pass", checked: 4, sentences: 6 });
  });

  it("fails with a sentence that nobody understood, also where it is never reached", async () => {
    const verdict = await check(`1. Press and hold the Action button until the light blinks green.
2. Wiggle the button.
`);
    expect(verdict.outcome).toBe("fail");
    expect(verdict.steps.map(({ outcome }) => outcome)).toEqual(["fail", "fail"]);
    expect(verdict.steps[1]!.sentences[0]).toMatchObject({
      outcome: "fail",
      says: "“Wiggle the button.”",
      did: expect.stringMatching(/^Nobody can check this: /),
      suggestion: expect.stringContaining("Press the button."),
    });
  });

  it("begins as the user says, or as the article says, or as its first act wants", async () => {
    const starts = async (markdown: string, more: Partial<CheckOptions> = {}) =>
      (await check(markdown, more)).start;
    expect(await starts(SHORT)).toBe("online");
    expect(await starts(`---\nstart: setup\n---\n${SHORT}`)).toBe("setup");
    expect(await starts(`---\nstart: setup\n---\n${SHORT}`, { start: "offline" })).toBe("offline");
    expect(defaultStart(procedureOf([[plugIn], [press()]]))).toBe("unplugged");
    expect(defaultStart(procedureOf([[press()], [plugIn]]))).toBe("online");
  });
});

describe("a check that is interrupted", () => {
  it("is incomplete, and keeps what was found until then", async () => {
    const stop = new AbortController();
    const verdict = await check(SEED, {
      signal: stop.signal,
      onSentence: ({ text }) => {
        if (text.startsWith("Let go")) stop.abort();
      },
    });
    expect(verdict.outcome).toBe("incomplete");
    const { steps } = verdict;
    expect(steps.map(({ outcome }) => outcome)).toEqual([
      "pass",
      "not reached",
      "not reached",
      "not reached",
    ]);
    // That there is no blue any more is not yet known; all the rest of the step is.
    const known = steps[1]!.sentences.map(({ outcome }) => outcome).join(" ");
    expect(known).toBe("pass pass pass pass not reached");
    expect(steps[3]!.seen).toBeNull();
  });

  it("blames nobody for what was looked for at that moment", async () => {
    const stop = new AbortController();
    const procedure = procedureOf([[hold({ cadence: "blinking", colors: ["green"] })]], [[press()]]);
    const article = { ...readArticle(SHORT, "article.md"), procedures: [procedure] };
    const verdict = await checkProcedure(article, procedure, {
      ...options,
      signal: stop.signal,
      onSentence: () => setImmediate(() => stop.abort()),
    });
    expect(verdict.outcome).toBe("incomplete");
    expect(verdict.steps.map(({ outcome }) => outcome)).toEqual(["not reached", "not reached"]);
  });

  it("may be so before it began", async () => {
    const verdict = await check(SEED, { signal: AbortSignal.abort() });
    expect(verdict).toMatchObject({ outcome: "incomplete", checked: 0 });
  });
});

describe("the sentences of a procedure", () => {
  it("are told one by one, as their turn comes", async () => {
    const told: string[] = [];
    await check(SHORT, { onSentence: ({ text }, { number }) => told.push(`${number} ${text}`) });
    expect(told).toEqual(
      read(SHORT).steps.flatMap(({ number, sentences }) => sentences.map(({ text }) => `${number} ${text}`)),
    );
  });
});
