import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { reportFiles } from "../../src/procedure/report/files.ts";
import type { Verdict } from "../../src/procedure/verdict.ts";
import { alone, bad, good, partial } from "../support/verdicts.ts";

const namesOf = async (...verdicts: Verdict[]) =>
  (await reportFiles(alone(verdicts))).map(({ name }) => name).sort();

describe("the files of a report", () => {
  it("are one of each form for an article, and a picture for each step that was reached", async () => {
    expect(await namesOf(good)).toEqual([
      "reset.html",
      "reset.json",
      "reset.junit.xml",
      "reset.step-1.png",
      "reset.step-2.png",
    ]);
    expect((await namesOf(partial)).filter((name) => name.endsWith(".png"))).toEqual(["reset.step-1.png"]);
  });

  it("hold all procedures of an article together, their pictures apart", async () => {
    const names = await namesOf(good, bad);
    expect(names.filter((name) => !name.endsWith(".png"))).toHaveLength(3);
    expect(names.filter((name) => name.endsWith(".png"))).toEqual([
      "reset.procedure-2.step-1.png",
      "reset.procedure-2.step-2.png",
      "reset.step-1.png",
      "reset.step-2.png",
    ]);
  });

  it("keep articles apart that have the same name in different folders, or no name to use", async () => {
    const at = (file: string): Verdict => ({ ...good, file });
    const files = ["a/reset.md", "b/reset.md", "reset.html", "../..", "日本.md", "reset.2.md"];
    const names = await namesOf(...files.map(at));
    expect(names.filter((name) => name.endsWith(".json"))).toEqual(
      ["article", "article.2", "reset", "reset-2", "reset.2", "reset.3"].map((name) => `${name}.json`).sort(),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9._-]*$/);
  });

  it("have pictures that say in words what they show", async () => {
    const file = (await reportFiles(alone([good]))).find(({ name }) => name === "reset.step-2.png")!;
    const picture = decode(file.content as Uint8Array);
    expect(picture.width).toBeGreaterThan(300);
    expect(picture.text?.["Description"]).toMatch(/solid red for 5 s, then blinking blue/);
  });
});
