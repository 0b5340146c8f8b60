import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Marks } from "../../src/procedure/observe/marks.ts";
import { type Desk, PersonSubject } from "../../src/procedure/observe/person.ts";
import type { Start } from "../../src/testing/start.ts";

describe("keys that tell of a light", () => {
  const told = (keys: string, dark = false) => {
    const marks = new Marks(dark);
    let at = 0;
    for (const key of keys) marks.take(key === "<" ? "\u007f" : key, (at += 1000));
    return marks.episodes(at + 500).map(({ cadence, colors, from, to, flashes }) => {
      return `${cadence} ${colors.join("+")} ${from}-${to} ${flashes}`;
    });
  };

  it.each([
    ["r", ["blinking red 1000-1500 2"]],
    ["R", ["solid red 1000-1500 1"]],
    ["rRb", ["blinking red 1000-2000 2", "solid red 2000-3000 1", "blinking blue 3000-3500 2"]],
    ["r3b", ["blinking red 1000-3000 3", "blinking blue 3000-3500 2"]],
    ["r12", ["blinking red 1000-3500 12"]],
    ["arb", ["alternating red+blue 1000-3500 2"]],
    ["arrb", ["alternating red+blue 1000-4500 2"]],
    ["d", ["off  1000-1500 0"]],
    ["rb<", ["blinking red 1000-3500 2"]],
    ["ra<b", ["blinking red 1000-4000 2", "blinking blue 4000-4500 2"]],
    ["R5", ["solid red 1000-2500 1"]],
  ])("%s", (keys, episodes) => {
    expect(told(keys)).toEqual(episodes);
  });

  it("begin in the dark where the plug had no power", () => {
    expect(told("r", true)).toEqual(["off  -1-1000 0", "blinking red 1000-1500 2"]);
  });

  it("take back only what they told", () => {
    expect(told("r<<", true)).toEqual(["off  -1-3500 0"]);
  });

  it("are none where they say nothing of a light", () => {
    const marks = new Marks(false);
    for (const key of ["\r", "q", "x", "5", " "]) expect(marks.take(key, 0)).toBe(false);
    expect(marks.episodes(1)).toEqual([]);
  });

  it("count as before where the time began after them", () => {
    const marks = new Marks(false);
    marks.take("b", 4000);
    marks.begin(5000);
    marks.take("r", 700);
    expect(marks.episodes(900).map(({ from, to }) => [from, to])).toEqual([
      [-1000, 700],
      [700, 900],
    ]);
  });

  it("are not complete in the middle of an alternation", () => {
    const marks = new Marks(false);
    marks.take("a", 0);
    marks.take("r", 1);
    expect(marks.complete).toBe(false);
    marks.take("b", 2);
    expect(marks.complete).toBe(true);
  });
});

describe("a person before a real plug", () => {
  let keys: (key: string) => void;
  let said: string[];
  let quits: number;
  const sit = (start: Start = "unplugged"): PersonSubject => {
    said = [];
    quits = 0;
    const desk: Desk = {
      say: (line) => said.push(line),
      now: () => Date.now(),
      onKey: (take) => {
        keys = take;
        return () => {
          keys = () => {};
        };
      },
      quit: () => quits++,
    };
    return new PersonSubject(desk, start);
  };

  beforeEach(() => {
    vi.useFakeTimers({ now: 50_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is told what to do, and says by Enter when it is done", async () => {
    const subject = sit();
    const done = subject.do({ do: "press", button: "action" });
    expect(said).toEqual(["▶ Press the Action button, and keep it down. Enter at that moment."]);
    expect(subject.down).toEqual([]);
    vi.advanceTimersByTime(4000);
    keys("\r");
    expect(await done).toBeNull();
    expect([subject.down, subject.now]).toEqual([["action"], 4000]);
    expect(subject.moves).toEqual([{ at: 4000, do: "press", button: "action" }]);
  });

  it("begins with Enter: only then the time counts", async () => {
    const subject = sit();
    const begun = subject.begin();
    vi.advanceTimersByTime(8000);
    keys("b");
    vi.advanceTimersByTime(1000);
    keys("\r");
    await begun;
    vi.advanceTimersByTime(500);
    expect(subject.now).toBe(500);
    expect(subject.episodes.at(-1)).toMatchObject({ from: -1000, to: 500 });
  });

  it("tells of the light while hands are busy", async () => {
    const subject = sit();
    const done = subject.do({ do: "plugIn" });
    vi.advanceTimersByTime(1000);
    keys("r");
    keys("\r");
    await done;
    expect(subject.plugged).toBe(true);
    expect(subject.episodes.map(({ cadence, from }) => [cadence, from])).toEqual([
      ["off", -1],
      ["blinking", 1000],
    ]);
  });

  it("looks until what was asked for is marked", async () => {
    const subject = sit("online");
    const looked = subject.look(
      () => (subject.episodes.at(-1)?.colors[0] === "blue" ? null : Infinity),
      60_000,
    );
    keys("r");
    vi.advanceTimersByTime(3000);
    keys("b");
    expect(await looked).toBe(true);
    expect(subject.now).toBe(3000);
  });

  it.each([
    ["says that nothing more is to be seen", () => keys("\r"), 0],
    ["does not see it in time", () => vi.advanceTimersByTime(60_000), 60_000],
  ])("%s", async (_, act, now) => {
    const subject = sit("online");
    const looked = subject.look(() => Infinity, 60_000);
    act();
    expect(await looked).toBe(false);
    expect(subject.now).toBe(now);
  });

  it("is asked again when time alone may decide", async () => {
    const subject = sit("online");
    const asked: number[] = [];
    const looked = subject.look(() => {
      asked.push(subject.now);
      return subject.now >= 2500 ? null : 2500;
    }, 60_000);
    vi.advanceTimersByTime(2500);
    expect([await looked, asked]).toEqual([true, [0, 2500]]);
  });

  it.each([
    ["y", null],
    ["n", "The observer says that it is not."],
  ])("answers %s", async (key, expected) => {
    const subject = sit("online");
    const answer = subject.confirm({ see: "outlet", to: "on" });
    keys("r");
    keys(key);
    expect(await answer).toBe(expected);
    expect([said, subject.episodes]).toEqual([["▶ Is the outlet on? y or n"], []]);
  });

  it.each([["q"], ["\u0003"]])("leaves with %j: nothing goes on", async (key) => {
    const subject = sit("online");
    const doing = subject.do({ do: "unplug" });
    keys(key);
    expect([await doing, quits]).toEqual(["Nobody did it: the observer stopped.", 1]);
    expect(await subject.look(() => Infinity, 60_000)).toBe(false);
    expect(await subject.do({ do: "plugIn" })).toContain("stopped");
    expect(await subject.confirm({ see: "resetDone" })).toContain("stopped");
  });
});
