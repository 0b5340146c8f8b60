import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { compareBoards } from "../../src/procedure/compare/boards.ts";
import { compareStories } from "../../src/procedure/compare/compare.ts";
import { runs } from "./in-process.ts";
import { temporaryDirectory } from "./plug-process.ts";

vi.mock("../../src/procedure/compare/boards.ts");
const temporary = temporaryDirectory();
afterAll(temporary.remove);

it.each([
  [true, true, 0, "pass"],
  [true, false, 1, "fail"],
  [false, true, 1, "fail"],
])(
  "a procedure passes where every board that is compared does: %j, %j",
  async (first, other, code, outcome) => {
    const story = (board: string, passed: boolean) => {
      return { board, passed, end: 0, patterns: [], gestures: [], decisions: [], lamp: [] };
    };
    vi.mocked(compareBoards).mockResolvedValue(compareStories([story("a", first), story("b", other)]));
    const file = join(temporary.path, "right.md");
    writeFileSync(file, "1. Plug it in. The light blinks red several times.\n");
    const found = await runs(["procedure", "check", file, "--json", "--compare", "virtual,mocked-firmata"]);
    expect([found.code, JSON.parse(found.out).outcome]).toEqual([code, outcome]);
  },
);
