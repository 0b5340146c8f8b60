import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compile, lint } from "../../firmware-sim/index.ts";
import { readProfile, readSoundProfile } from "../../src/config/profile/read.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { temporaryDirectory } from "../cli/plug-process.ts";
import { entries, MILL, millWith, profileIn, redSteps, refusalOf, rungs } from "../support/profile-file.ts";

const temporary = temporaryDirectory();
afterAll(temporary.remove);
const file = (content: string): string => {
  const path = join(temporary.path, "my-plug.json");
  writeFileSync(path, content);
  return path;
};
const boot = ["patterns", "boot", "pattern"];
const timing = ["timings", "tapMax", "for"];

describe("a profile's file", () => {
  it("gives a profile that runs", () => {
    const profile = readSoundProfile(MILL);
    expect(profile).toMatchObject({ id: "mill-plug", timings: { tapMax: { for: 1000 } } });
    expect(profile).not.toHaveProperty("version");
    expect(compile(profile).states.button).toContain("confirming");
  });

  it.each(PROFILES.map((profile) => ({ id: profile.id, profile })))(
    "can say all that $id says",
    ({ profile }) => {
      const own = { ...profile, id: "copied" };
      expect(profileIn(JSON.stringify({ version: 1, ...own }))).toEqual(own);
      expect(lint(profile).filter(({ level }) => level === "error")).toEqual([]);
    },
  );

  it("takes a function in a text for the text it is", () => {
    const text = "() => process.exit(1)";
    expect(profileIn(millWith(["maker"], text)).maker).toBe(text);
  });

  it.each([
    ["text of 300 characters", ["sources", "MN"], "ü".repeat(300)],
    ["name of 64 characters of two units each", ["name"], "😀".repeat(64)],
    ["id of 48 characters", ["id"], "a".repeat(48)],
    ["span of a day", timing, 86_400_000],
    ["span of 1 ms", timing, 1],
    ["ladder of 8 rungs", ["rungs"], rungs(8)],
    ["pattern of 64 steps", [...boot, "steps"], redSteps(64)],
    ["1000 rounds", [...boot, "times"], 1000],
    ["100 sources", ["sources"], entries(100, (i) => `S${i}`, "a page")],
    ["no rungs", ["rungs"], []],
  ])("may have a %s", (_, path, value) => {
    // What the rules of the example show of its rungs must go with them.
    const text = path[0] === "rungs" ? noButtonRules(millWith(path, value)) : millWith(path, value);
    expect(() => profileIn(text)).not.toThrow();
  });

  it("has errors on eleven lines at most, the rest counted", () => {
    const lines = refusalOf(() => readProfile(file('{"version": 2, "x": 1, "y": 2}'))).split("\n");
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe(`${join(temporary.path, "my-plug.json")}: version: expected 1, found 2`);
    expect(lines.slice(0, 10).every((line) => line.includes("my-plug.json: "))).toBe(true);
    expect(lines[10]).toMatch(/^and \d+ more\.$/);
    expect(lines[11]).toContain("plugbench profile schema");
  });
});

function noButtonRules(text: string): string {
  const profile = JSON.parse(text);
  profile.indicator = profile.indicator.filter(({ when }: { when: object }) => !("button" in when));
  return JSON.stringify(profile);
}

describe("a file is refused that is", () => {
  it.each([
    ["no JSON", "version: 1", "my-plug.json:1:1: not valid JSON"],
    [
      "broken in its second line",
      '{"version": 1,\n  "id": }',
      "my-plug.json:2:9: not valid JSON: expected a value",
    ],
    ["one that says a key twice", '{"id": "a",\n "id": "b"}', "my-plug.json:2:2: not valid JSON: the key"],
    ["JavaScript", '{"id": NaN}', "my-plug.json:1:8: not valid JSON"],
    ["nested without end", "[".repeat(100_000), "nested more than 32 levels deep"],
    ["a list", "[]", "my-plug.json: expected an object, found an empty list"],
    ["a number", "1", "my-plug.json: expected an object, found 1"],
    [
      "a profile of a million steps",
      millWith([...boot, "steps"], redSteps(1_000_000)),
      "is larger than 256 KiB",
    ],
    ["larger than 256 KiB", " ".repeat(256 * 1024 + 1), "is larger than 256 KiB"],
    ["one text of 256 KiB", `"${"x".repeat(256 * 1024 - 2)}"`, "expected an object"],
  ])("%s", (_, content, said) => {
    const message = refusalOf(() => readProfile(file(content)));
    expect(message).toContain("my-plug.json");
    expect(message).toContain(said);
    expect(message.length).toBeLessThan(1000);
  });

  it("not there, not a file, not UTF-8", () => {
    expect(refusalOf(() => readProfile("/none.json"))).toContain("/none.json cannot be read (ENOENT)");
    expect(refusalOf(() => readProfile(temporary.path))).toContain("is not a file");
    const path = join(temporary.path, "latin.json");
    writeFileSync(path, Buffer.from([0x7b, 0xfc]));
    expect(refusalOf(() => readProfile(path))).toContain("is not UTF-8");
  });
});
