import { describe, expect, it } from "vitest";
import { nextOf, untilOf } from "../../src/procedure/perform/judge.ts";
import type { Sight } from "../../src/procedure/perform/sight.ts";
import { episodesOf } from "../../src/seen/episodes.ts";
import type { LampEdge } from "../../src/seen/lamp.ts";
import { noticeable } from "../../src/seen/notice.ts";
import { SOLID } from "../../src/seen/observer.ts";
import { spansOf } from "../../src/seen/spans.ts";
import { alternating, blinking, OFF, solid } from "./hand-made.ts";

/** Each letter is 250 ms of red, blue or dark; now is its end, and it is clear what is seen. */
function sight(letters: string, more: Partial<Sight> = {}): Sight {
  const colors = { r: "red", b: "blue", ".": "off" } as const;
  const edges = [...letters].map((letter, i): LampEdge => ({ at: i * 250, color: colors[letter as "r"] }));
  const now = letters.length * 250;
  const episodes = noticeable(episodesOf(spansOf(edges, now)));
  return { now, episodes, sure: true, scene: 0, told: null, waited: 0, possible: [], ...more };
}

const DARK = "............";
const RED = "rrrrrrrrrrrr";

describe("what is seen next", () => {
  it("is not judged before it is clear, nor at the instant at which something is done", () => {
    expect(nextOf([solid("red")], sight("rr", { sure: false }))).toEqual({ kind: "wait", again: SOLID });
    expect(nextOf([solid("red")], sight(RED, { scene: 3000 }))).toEqual({ kind: "wait", again: 3001 });
  });

  it("is what began in this scene first, or what was there if it has gone on long enough", () => {
    expect(nextOf([solid("red")], sight(DARK + RED, { scene: 2900 }))).toMatchObject({ kind: "fits" });
    expect(nextOf([OFF], sight(DARK, { scene: 1000 }))).toEqual({ kind: "wait", again: 1000 + SOLID });
    expect(nextOf([OFF], sight(DARK + DARK, { scene: 1000 }))).toMatchObject({ kind: "fits" });
    // It went on for too short a time after the act to be what the article means.
    expect(nextOf([OFF], sight(DARK + RED, { scene: 2900 }))).toMatchObject({
      kind: "differs",
      why: "solid red, not off",
    });
  });

  it("may be what was told before only while it goes on", () => {
    expect(nextOf([solid("red")], sight(RED, { told: 0 }))).toMatchObject({ kind: "fits" });
    expect(nextOf([solid("red")], sight(RED + DARK, { told: 0 }))).toMatchObject({ kind: "differs" });
    expect(nextOf([solid("blue")], sight(RED, { told: 0 }))).toEqual({
      kind: "wait",
      again: Number.POSITIVE_INFINITY,
    });
  });

  it("passes over what may be seen, and over what ended while the reader waited, and nothing else", () => {
    const story = `${RED}rbrbrbrb${DARK}`;
    const passes = (more: Partial<Sight>) => nextOf([OFF], sight(story, { told: 0, ...more })).kind;
    expect(passes({})).toBe("differs");
    expect(passes({ possible: [alternating("blue", "red")] })).toBe("fits");
    expect(passes({ possible: [solid("blue")] })).toBe("differs");
    expect(passes({ waited: 5000 })).toBe("fits");
    expect(passes({ waited: 4999 })).toBe("differs");
  });

  it("counts when it is over, or when it is too much", () => {
    const counted = (letters: string, min: number, max?: number) =>
      nextOf([blinking("red", { flashes: max === undefined ? { min } : { min, max } })], sight(letters)).kind;
    expect(counted("r.r.r", 3)).toBe("fits");
    expect(counted("r.r.r", 4)).toBe("wait");
    expect(counted("r.r.r", 3, 3)).toBe("wait");
    expect(counted(`r.r.r.${DARK}`, 3, 3)).toBe("fits");
    expect(counted(`r.r.r.${DARK}`, 4)).toBe("differs");
    expect(counted("r.r.r.r", 3, 3)).toBe("differs");
  });

  it("says when to ask again of what must last", () => {
    const look = (lasts: { min: number; max?: number }) => nextOf([solid("red", { lasts })], sight(RED));
    expect(look({ min: 3000 })).toMatchObject({ kind: "fits" });
    expect(look({ min: 4000 })).toEqual({ kind: "wait", again: 4000 });
    expect(look({ min: 2000, max: 4000 })).toEqual({ kind: "wait", again: 4001 });
    expect(look({ min: 1000, max: 2000 })).toMatchObject({ kind: "differs", shape: false });
  });
});

describe("what is waited for", () => {
  it("may come after anything, and may be over", () => {
    expect(untilOf(OFF, sight(`${RED}rbrbrbrb${DARK}`, { told: 0 }))).toMatchObject({ kind: "fits" });
    expect(untilOf(alternating("red", "blue"), sight(`${RED}rbrbrbrb${DARK}`, { told: 0 }))).toMatchObject({
      kind: "fits",
    });
    expect(untilOf(solid("blue"), sight(`${RED}rbrbrbrb${DARK}`))).toEqual({
      kind: "wait",
      again: Number.POSITIVE_INFINITY,
    });
  });

  it("is not what was there before the act and ended at once", () => {
    expect(untilOf(solid("red"), sight(RED + DARK, { scene: 2900 }))).toMatchObject({ kind: "wait" });
    expect(untilOf(solid("red"), sight(RED, { scene: 2000 }))).toEqual({ kind: "wait", again: 2000 + SOLID });
  });

  it("asks for enough, never for too much", () => {
    const flashes = { min: 3, max: 3 };
    expect(untilOf(blinking("red", { flashes }), sight("r.r.", { sure: false })).kind).toBe("wait");
    expect(untilOf(blinking("red", { flashes }), sight("r.r.r.r.r.")).kind).toBe("fits");
    expect(untilOf(solid("red", { lasts: { min: 4000 } }), sight(RED))).toEqual({
      kind: "wait",
      again: 4000,
    });
  });
});
