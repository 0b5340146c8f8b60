import { describe, expect, it } from "vitest";
import { instant, type LedPattern, millis } from "../../../firmware-sim/index.ts";
import {
  drawingOf,
  labelWidth,
  layoutOf,
  type Picture,
  plotWidth,
} from "../../../src/page/timeline/drawing.ts";
import type { Shape } from "../../../src/page/timeline/shape.ts";
import { spotName, spotsOf } from "../../../src/page/timeline/spots.ts";
import type { LampSpan, Mark, Tracks } from "../../../src/view/tracks.ts";

const EMPTY: Tracks = {
  lamp: [],
  button: [],
  outlet: [],
  lifecycle: [],
  marks: [],
  known: { button: instant(0), outlet: instant(0) },
};
const BLINK: LedPattern = {
  kind: "steps",
  steps: [
    { color: "red", for: millis(100) },
    { color: "off", for: millis(300) },
  ],
  times: "forever",
};
const lampOf = (from: number, to: number, pattern: LedPattern, since = from): LampSpan => ({
  from: instant(from),
  to: instant(to),
  pattern,
  since: instant(since),
  name: "p",
});
const markOf = (at: number, kind: Mark["kind"] = "mqtt", level: Mark["level"] = "info"): Mark => ({
  at: instant(at),
  kind,
  level,
  text: `Nr ${at}`,
});

const picture = (tracks: Partial<Tracks>, from: number, to: number, width = 482): Picture => ({
  tracks: { ...EMPTY, ...tracks },
  window: { from: instant(from), to: instant(to) },
  now: to,
  width,
  otherButtons: [],
  outlet: true,
});

const flat = (shapes: readonly Shape[]): readonly Shape[] =>
  shapes.flatMap((each) => [each, ...(typeof each.inside === "string" ? [] : flat(each.inside))]);
const drawn = (of: Picture) => flat(drawingOf(of));
const withFill = (shapes: readonly Shape[], fill: string) =>
  shapes.filter((each) => each.with["fill"] === fill);
const texts = (shapes: readonly Shape[]) =>
  shapes.flatMap(({ inside }) => (typeof inside === "string" ? [inside] : []));
/** The boxes of a path, in px from where the axis begins. */
const boxesOf = (path: Shape | undefined, left: number) =>
  [...String(path?.with["d"] ?? "").matchAll(/M([\d.-]+) [\d.]+H([\d.-]+)/g)].map(([, from, to]) => [
    Number(from) - left,
    Number(to) - left,
  ]);

describe("the lamp's row", () => {
  it("has a blink's every flash where there is room for it, at the phase in which it was", () => {
    // 400 px for 4 s.
    const of = picture({ lamp: [lampOf(1000, 5000, BLINK, 950)] }, 1000, 5000);
    expect(plotWidth(of)).toBe(400);
    const shapes = drawn(of);
    expect(boxesOf(withFill(shapes, "url(#pb-red)")[0], labelWidth(of)).slice(0, 3)).toEqual([
      [0, 5],
      [35, 45],
      [75, 85],
    ]);
    expect(withFill(shapes, "url(#pb-stripes)")).toEqual([]);
    expect(texts(shapes)).toContain("blinking red");
  });

  it("has a striped block and its words where a flash would be under 3 px", () => {
    const of = picture(
      { lamp: [lampOf(0, 10_000, BLINK), lampOf(10_000, 20_000, { kind: "steady", color: "blue" })] },
      0,
      20_000,
    );
    const shapes = drawn(of);
    expect(boxesOf(withFill(shapes, "url(#pb-red)")[0], labelWidth(of))).toEqual([[0, 200]]);
    expect(boxesOf(withFill(shapes, "url(#pb-stripes)")[0], labelWidth(of))).toEqual([[0, 200]]);
    expect(boxesOf(withFill(shapes, "url(#pb-blue)")[0], labelWidth(of))).toEqual([[200, 400]]);
    expect(texts(shapes)).toEqual(expect.arrayContaining(["blinking red", "solid blue", "R", "B"]));
  });

  it("has words that there is no room for where it is pointed at", () => {
    const of = picture({ lamp: [lampOf(1000, 2000, BLINK)] }, 0, 20_000);
    const shapes = drawn(of);
    expect(texts(shapes)).toContain("blinking red, 0:01.0 to 0:02.0");
    expect(texts(shapes)).not.toContain("blinking red");
  });

  it("ends a counted pattern's block where the lamp goes dark", () => {
    const counted = { ...BLINK, times: 5 };
    const of = picture({ lamp: [lampOf(0, 20_000, counted)] }, 0, 20_000);
    expect(boxesOf(withFill(drawn(of), "url(#pb-red)")[0], labelWidth(of))).toEqual([[0, 40]]);
  });

  it("is not known before the first span", () => {
    const of = picture({ lamp: [lampOf(5000, 20_000, BLINK)] }, 0, 20_000);
    const [path] = withFill(drawn(of), "url(#pb-unknown)");
    expect(boxesOf(path, labelWidth(of))).toEqual([[0, 100]]);
    expect(texts(drawn(of))).toContain("not known");
  });
});

it("tells how long a hold was that is seen whole", () => {
  const down = (from: number, to: number) => ({ button: "action", from: instant(from), to: instant(to) });
  const words = (from: number, to: number) => texts(drawn(picture({ button: [down(from, to)] }, 0, 20_000)));
  expect(words(1000, 14_030)).toContain("13 s");
  expect(words(0, 14_030)).not.toContain("14 s");
});

it("draws a plug without an outlet without its row, and one with other buttons with theirs", () => {
  const of = picture({}, 0, 20_000);
  expect(texts(drawn(of))).toContain("Outlet");
  const echo = { ...of, outlet: false, otherButtons: ["mic-off", "volume-down"] };
  expect(texts(drawn(echo))).not.toContain("Outlet");
  expect(texts(drawn(echo))).toEqual(expect.arrayContaining(["Button", "mic-off", "volume-down"]));
  expect(layoutOf(echo).height).toBeGreaterThan(layoutOf(of).height);
});

it("has shapes that are bounded, however much happened", () => {
  const lamp = Array.from({ length: 5000 }, (_, i) =>
    lampOf(i * 700, i * 700 + 700, i % 2 ? BLINK : { kind: "steady", color: i % 3 ? "blue" : "orange" }),
  );
  const marks = lamp.map(({ from }, i) => markOf(from, i % 2 ? "mqtt" : "said", i % 6 ? "info" : "warn"));
  const button = lamp.map(({ from }) => ({ button: "action", from, to: instant(from + 300) }));
  const tracks = {
    lamp,
    marks,
    button,
    outlet: button,
    lifecycle: lamp.map((span) => ({ ...span, state: "setup" })),
  };
  for (const span of [2000, 60_000, 3_500_000]) {
    const within = picture(
      Object.fromEntries(
        Object.entries(tracks).map(([name, list]) => [
          name,
          list.filter((each) => ("at" in each ? each.at < span : each.from < span)),
        ]),
      ),
      0,
      span,
      1000,
    );
    const shapes = drawn(within);
    expect(shapes.length).toBeLessThan(200);
    expect(shapes.reduce((sum, each) => sum + String(each.with["d"] ?? "").length, 0)).toBeLessThan(200_000);
  }
});

describe("spots", () => {
  const window = (from: number) => ({ from: instant(from), to: instant(from + 100_000) });

  it("hold what lies too close to be pointed at one by one, each kind for itself", () => {
    const marks = [markOf(500), markOf(600, "said"), markOf(700), markOf(60_000)];
    const spots = spotsOf(marks, window(0), 400);
    expect(spots.map(({ kind, marks }) => [kind, ...marks.map(({ at }) => at)])).toEqual([
      ["mqtt", 500, 700],
      ["said", 600],
      ["mqtt", 60_000],
    ]);
    for (const { left, marks } of spots) {
      const x = (marks[0]!.at / 100_000) * 400;
      expect(x >= left && x < left + 24).toBe(true);
    }
  });

  it("stay together as time goes on", () => {
    const marks = Array.from({ length: 50 }, (_, i) => markOf(20_000 + i * 997));
    const groups = (from: number) => spotsOf(marks, window(from), 400).map(({ key, marks }) => [key, marks]);
    expect(groups(3137)).toEqual(groups(0));
  });

  it("are called by what they say", () => {
    const [one] = spotsOf([markOf(1250, "said")], window(0), 400);
    expect(spotName(one!)).toBe("1 sentence: 0:01.2 Nr 1250");
    const [many] = spotsOf(
      [1, 2, 3, 4, 5].map((at) => markOf(at)),
      window(0),
      400,
    );
    expect(spotName(many!)).toBe("5 messages: 0:00.0 Nr 1; 0:00.0 Nr 2; 0:00.0 Nr 3; and 2 more");
  });
});
