import { describe, expect, it } from "vitest";
import { ArticleError } from "../../src/procedure/article/article-error.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { UsageError } from "../../src/usage-error.ts";

const STEPS = "1. Plug it in.\n";
const read = (front: string) => readArticle(`---\n${front}\n---\n${STEPS}`, "docs/a.md");

describe("front matter", () => {
  it("names the make and the start, among what a content system needs", () => {
    const { profile, start } = read(
      'title: "A: b"\nprofile: echo-dot # ours\nstart: boxed\ntags:\n  - x\ndate: 2024-01-01',
    );
    expect([profile, start]).toEqual(["echo-dot", "boxed"]);
  });

  it("may say nothing, or not be there", () => {
    expect(read("")).toMatchObject({ profile: null, start: null });
    expect(read("title: x")).toMatchObject({ profile: null, start: null });
    expect(readArticle(STEPS, "a.md")).toMatchObject({ profile: null, start: null });
    expect(readArticle(`---\n\n${STEPS}`, "a.md").procedures).toHaveLength(1);
  });

  it("leaves the lines behind it where they are", () => {
    expect(read("start: online\ntitle: x").procedures[0]).toMatchObject({ line: 5 });
  });

  it.each([
    [
      "another start",
      "start: asleep",
      "docs/a.md:2: its front matter's start: give one of boxed, unplugged,",
    ],
    [
      "two starts at once",
      "title: x\nstart: [boxed, online]",
      "docs/a.md:3: its front matter's start: give one of",
    ],
    ["one start twice", "start: boxed\nstart: online", "docs/a.md:3: its front matter is not plain YAML"],
    [
      "a make that is no text",
      "profile: {a: b}",
      "docs/a.md:2: its front matter's profile: give the profile's name",
    ],
    ["a make without a name", 'profile: ""', "docs/a.md:2: its front matter's profile: it is empty"],
    [
      "a slip of the pen",
      "title: x\nprofil: echo",
      'docs/a.md:3: its front matter has "profil". Did you mean "profile"?',
    ],
    ["a list", "- a\n- b", "docs/a.md:2: its front matter is no list of"],
    ["an open bracket", "start: online\ntags: [a", "docs/a.md:3: its front matter is not plain YAML"],
    [
      "aliases, which could be a bomb",
      "a: &a [x, x]\nb: [*a, *a]",
      "docs/a.md:2: its front matter is not plain YAML: Alias",
    ],
    ["a deep nest", `a: ${"[".repeat(9000)}`, "docs/a.md:2: its front matter is not plain YAML"],
    ["too much", `a: ${"x".repeat(20_000)}`, "docs/a.md:1: its front matter is larger than 16 KiB"],
  ])("is refused with %s", (_, front, message) => {
    expect(() => read(front)).toThrow(ArticleError);
    expect(() => read(front)).toThrow(UsageError);
    expect(() => read(front)).toThrow(message);
  });

  it("comes once", () => {
    expect(() => readArticle(`---\nstart: online\n---\n\n---\nstart: boxed\n---\n${STEPS}`, "a.md")).toThrow(
      "a.md:5: a second front matter",
    );
    expect(readArticle(`---\nstart: online\n---\n\n---\n\nA line.\n\n---\n\n${STEPS}`, "a.md").start).toBe(
      "online",
    );
  });

  it("has an end", () => {
    expect(() => readArticle(`---\nstart: online\n\n${STEPS}`, "a.md")).toThrow(
      "a.md:1: its front matter has no end",
    );
  });
});
