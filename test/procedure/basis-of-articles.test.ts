import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { amazonSmartPlug, type Basis, type Profile } from "../../firmware-sim/index.ts";
import { profileNamed } from "../../src/config/profiles.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { checkProcedure } from "../../src/procedure/check.ts";
import { newArticle } from "../../src/procedure/new/new-article.ts";

const hashes = { tool: "", article: "", profile: "" };

async function check(
  source: string,
  profile: Profile,
  wanted: { readonly sweep?: boolean; readonly requireBasis?: Basis } = {},
) {
  const article = readArticle(source, "article.md");
  const { procedures } = article;
  const verdict = await checkProcedure(article, procedures[0]!, { profile, hashes, version: "0", ...wanted });
  return { verdict, sentences: verdict.steps.flatMap((step) => step.sentences) };
}

const holdFor = (seconds: number) => `# Reset

1. Press and hold the Action button for ${seconds} seconds.
2. Release the button. The light glows solid red for several seconds. Then the light blinks blue.
`;

describe("a hold of 13 s on the Amazon plug", () => {
  it("passes, and depends on the third-party 12 s", async () => {
    const { verdict, sentences } = await check(holdFor(13), amazonSmartPlug);
    expect(verdict).toMatchObject({ outcome: "pass", basis: "third-party" });
    expect(sentences.map(({ basis }) => basis)).toEqual([
      "documented",
      "documented",
      "third-party",
      "third-party",
    ]);
    expect(sentences[2]!.dependsOn).toEqual([
      {
        place: "rungs.armed.at",
        value: "12 s",
        basis: "third-party",
        source: expect.stringContaining("appr.com: at least 12 seconds"),
      },
    ]);
  });

  it("turns where what is left of the hold is shorter than the guard", async () => {
    const { verdict } = await check(holdFor(13), amazonSmartPlug, { sweep: true });
    const at = 13_000 - amazonSmartPlug.rungs[1].guard.for + 1;
    expect(verdict.flips).toEqual([
      { place: "rungs.armed.at", now: 12_000, at, unit: "ms", basis: "third-party" },
    ]);
  });

  it("does not pass where what is documented is required", async () => {
    const { verdict, sentences } = await check(holdFor(13), amazonSmartPlug, { requireBasis: "documented" });
    expect(verdict.outcome).toBe("fail");
    expect(sentences[2]!.did).toContain("depends on the third-party 12 s of rungs.armed.at");
    const enough = await check(holdFor(13), amazonSmartPlug, { requireBasis: "third-party" });
    expect(enough.verdict.outcome).toBe("pass");
  });
});

describe("a hold of 10 s on the Amazon plug", () => {
  it("fails, and would pass on a plug that is ready 10 s less the guard after the press", async () => {
    const { verdict } = await check(holdFor(10), amazonSmartPlug, { sweep: true });
    expect(verdict).toMatchObject({ outcome: "fail", basis: null });
    const at = 10_000 - amazonSmartPlug.rungs[1].guard.for;
    expect(verdict.flips).toEqual([
      { place: "rungs.armed.at", now: 12_000, at, unit: "ms", basis: "third-party" },
    ]);
  });
});

describe("an article that goes by the light", () => {
  it("rests on what is documented of the Amazon plug, whatever its times are", async () => {
    const { verdict } = await check(await newArticle(amazonSmartPlug), amazonSmartPlug, { sweep: true });
    expect(verdict).toMatchObject({ outcome: "pass", basis: "documented", flips: [] });
  });

  it("rests on nothing less where it is the article of S1 in other words", async () => {
    const source = readFileSync(new URL("../../examples/articles/factory-reset.md", import.meta.url), "utf8");
    const { verdict, sentences } = await check(source, amazonSmartPlug, { sweep: true });
    expect(verdict).toMatchObject({ outcome: "pass", basis: "documented", flips: [] });
    expect(sentences.flatMap(({ dependsOn }) => dependsOn ?? [])).toEqual([]);
  });

  it("rests on a colour where the colour is a choice", async () => {
    const kasa = profileNamed("kasa-plug");
    const { verdict, sentences } = await check(await newArticle(kasa), kasa);
    expect(verdict).toMatchObject({ outcome: "pass", basis: "assumed" });
    const last = sentences.find(
      ({ sentence }) => sentence.text === "Then the light blinks blue and orange.",
    )!;
    expect(last.dependsOn).toContainEqual({
      place: "patterns.setup.color",
      value: "alternating orange and blue",
      basis: "assumed",
      source: "as after 5 s of hold",
    });
    const amber = sentences.find(({ sentence }) => sentence.text.endsWith("until the light blinks orange."))!;
    expect(amber).toMatchObject({ basis: "documented", dependsOn: [] });
  });
});
