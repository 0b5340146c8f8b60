import { describe, expect, it } from "vitest";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { profileNamed } from "../../src/config/profiles.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { compareBoards } from "../../src/procedure/compare/boards.ts";
import { compareStories } from "../../src/procedure/compare/compare.ts";
import type { Happening, Story } from "../../src/procedure/compare/story.ts";
import { ASPECTS } from "../../src/procedure/compare/story.ts";
import { comparisonText } from "../../src/procedure/compare/text.ts";
import { newArticle } from "../../src/procedure/new/new-article.ts";

/** From the plugging in, past a look at every light, to the reset. */
const WHOLE = `# Reset

1. Plug it in. The light flashes red several times. Then it turns off.
2. Press and hold the Action button. The light blinks red and blue. Keep holding it until the light blinks only red.
3. Release the button. The light glows solid red for several seconds. Then the light blinks blue.
`;
const [procedure] = readArticle(WHOLE, "whole.md").procedures;
const whole = { profile: amazonSmartPlug, start: "unplugged" } as const;

const happenings = (...list: readonly (readonly [number, string])[]): readonly Happening[] =>
  list.map(([at, what]) => ({ at, what }));
const story = (board: string, patterns: readonly Happening[], end = 10_000): Story => ({
  board,
  passed: true,
  end,
  patterns,
  gestures: [],
  decisions: [],
  lamp: [],
});
const first = story("virtual", happenings([0, "dark"], [3000, "mixed"], [12_000, "armed"]), 20_000);

describe("two stories", () => {
  it("are the same whatever the times are, and the largest difference is told", () => {
    const other = story("other", happenings([2, "dark"], [2991, "mixed"], [12_004, "armed"]), 20_000);
    const [found] = compareStories([first, other]).others;
    expect(found!.patterns).toEqual({ first: null, count: 3, most: -9 });
  });

  it("differ where something else came", () => {
    const other = story("other", happenings([0, "dark"], [3000, "armed"]), 20_000);
    const [found] = compareStories([first, other]).others;
    expect(found!.patterns).toMatchObject({ first: "2. mixed at 3000 ms, here armed at 3000 ms" });
  });

  it("differ where something is missing, or is more than there was", () => {
    const shorter = story("other", happenings([0, "dark"], [3000, "mixed"]), 20_000);
    expect(compareStories([first, shorter]).others[0]!.patterns.first).toBe(
      "3. armed at 12000 ms, here nothing",
    );
    expect(compareStories([shorter, first]).others[0]!.patterns.first).toBe(
      "3. nothing, here armed at 12000 ms",
    );
  });

  it("need not end at the same moment", () => {
    const cut = story("other", happenings([0, "dark"], [3000, "mixed"]), 12_050);
    expect(compareStories([first, cut]).others[0]!.patterns).toEqual({ first: null, count: 2, most: 0 });
  });
});

describe("one procedure on every board", () => {
  it("shows the same, decides the same, and on the emulated Uno within 15 ms", async () => {
    const comparison = await compareBoards(procedure!, ["virtual", "mocked-firmata", "emulated-uno"], whole);
    expect(comparison.yardstick).toMatchObject({ board: "virtual", passed: true });
    expect(comparison.yardstick.patterns.map(({ what }) => what)).toEqual([
      "dark",
      "boot",
      "dark",
      "mixed",
      "armed",
      "resetting",
      "setup",
    ]);
    expect(comparison.yardstick.gestures.map(({ what }) => what)).toEqual([
      "initialPress",
      "longPress, rung mixed",
      "longPress, rung armed",
      "longRelease, rung armed, cancelled false",
    ]);
    expect(comparison.yardstick.decisions.map(({ what }) => what)).toEqual([
      "resetBegun, reset factory, linkUp true, removal true",
      "resetDone, removed true, owedGoodbye 0",
      "setupOpened",
    ]);
    const [mocked, uno] = comparison.others;
    for (const other of [mocked!, uno!]) {
      expect(other.passed).toBe(true);
      for (const aspect of ASPECTS) {
        expect(other[aspect].first, `${aspect} on ${other.board}`).toBeNull();
        expect(other[aspect].count, aspect).toBeGreaterThan(2);
      }
    }
    for (const aspect of ASPECTS) {
      expect(Math.abs(mocked![aspect].most), aspect).toBe(0);
      expect(Math.abs(uno![aspect].most), aspect).toBeLessThanOrEqual(15);
    }
    expect(uno!.lamp.most).toBeGreaterThan(0);
  });

  it("counts its time from the end of boot", async () => {
    const { yardstick } = await compareBoards(procedure!, ["virtual"], whole);
    expect(yardstick.patterns.find(({ what, at }) => what === "dark" && at >= 0)).toMatchObject({ at: 0 });
    expect(yardstick.patterns.find(({ what }) => what === "boot")).toMatchObject({ at: -1500 });
  });

  it("is told for people", async () => {
    const comparison = await compareBoards(procedure!, ["virtual", "emulated-uno"], whole);
    expect(comparisonText(comparison).split("\n")).toEqual([
      expect.stringMatching(
        /^Compared with virtual, which passed: 7 patterns, 4 gestures, 3 decisions, \d+ changes of the lamp\.$/,
      ),
      "Times are from the end of boot.",
      "emulated-uno, which passed:",
      expect.stringMatching(/^ {2}patterns {12}the same 7, at most [\d.]+ ms later$/),
      expect.stringMatching(/^ {2}gestures {12}the same 4, at most [\d.]+ ms later$/),
      expect.stringMatching(/^ {2}decisions {11}the same 3, at most [\d.]+ ms later$/),
      expect.stringMatching(/^ {2}changes of the lamp {1}the same \d+, at most [\d.]+ ms later$/),
      "",
    ]);
  });

  it("is compared for another make and another way, too", async () => {
    const profile = profileNamed("shelly-homekit");
    const way = { reset: "network", by: "powerOns", place: "counts[0].reset" } as const;
    const { procedures } = readArticle(await newArticle(profile, way), "new.md");
    const { others } = await compareBoards(procedures[0]!, ["virtual", "emulated-uno"], {
      profile,
      start: "unplugged",
    });
    for (const aspect of ASPECTS) {
      expect(others[0]![aspect].first, aspect).toBeNull();
      expect(Math.abs(others[0]![aspect].most), aspect).toBeLessThanOrEqual(15);
    }
  });
});
