import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { COLORS, type ColorName } from "../../firmware-sim/index.ts";
import { asciiScale, asciiTimeline } from "../../src/seen/ascii.ts";
import { glyphDots } from "../../src/seen/glyphs.ts";
import { pngTimeline } from "../../src/seen/png.ts";
import { SIGNS } from "../../src/seen/signs.ts";
import { svgLight, svgTimeline } from "../../src/seen/svg.ts";
import { ticks } from "../../src/seen/timeline.ts";
import { spansFrom } from "./story.ts";

const spans = spansFrom("r1000 .1000 (b250 .250)x4 (r100 b100)x5 .500");
const rows = [
  { label: "the plug", spans },
  { label: 'a <b> & "c" \u0007\u{1f50c}', spans: [] },
];
const window = { from: 0, to: 6000, title: "Step 1 & 2" };

describe("asciiTimeline", () => {
  it("has a capital for a light, a small letter for light and dark, a star for several, a dot for dark", () => {
    expect(asciiTimeline(spans, { from: 0, to: 6000, width: 12 })).toBe("RR..bbbb**. ");
  });

  it("shows nothing where nothing was seen, and no slivers", () => {
    expect(asciiTimeline(spansFrom("r1009 .991"), { from: -1000, to: 3000, width: 4 })).toBe(" R. ");
  });

  it("has a scale under it", () => {
    expect(asciiScale({ from: 0, to: 6000, width: 36 })).toBe("|0 ms       |2 s        |4 s");
  });

  it("has a letter of its own for each colour", () => {
    const letters = Object.values(SIGNS).map(({ letter }) => letter);
    expect(new Set(letters).size).toBe(Object.keys(COLORS).length - 1);
    expect(new Set(Object.values(SIGNS).map(({ hatch }) => hatch)).size).toBe(letters.length);
  });
});

describe("ticks", () => {
  it.each([
    [0, 6000, 10, [0, 1000, 2000, 3000, 4000, 5000, 6000]],
    [1450, 3000, 4, [1500, 2000, 2500, 3000]],
    [0, 250, 10, [0, 100, 200]],
    [0, 1000, 1, [0]],
  ])("are round from %i to %i ms, at most %i", (from, to, most, expected) => {
    expect(ticks({ from, to }, most)).toEqual(expected);
  });
});

describe("svgTimeline", () => {
  const svg = svgTimeline(rows, window);

  it("says in words what it shows, and lets no label out of its text", () => {
    expect(svg).toContain("<title>Step 1 &amp; 2</title>");
    expect(svg).toContain(
      "<desc>the plug: solid red for 1 s, then off for 1 s, then blinking blue, 4 flashes in 2 s, then alternating red and blue for 1 s, then off for 500 ms. a &lt;b&gt; &amp; &quot;c&quot; \ufffd\u{1f50c}: nothing seen.</desc>",
    );
    expect(svg).not.toContain("<b>");
  });

  it("defines each colour that it uses, once, and letters what is wide enough", () => {
    const used = [...svg.matchAll(/url\(#(\w+)\)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(["red", "blue"]));
    expect([...svg.matchAll(/<pattern id="(\w+)"/g)].map(([, name]) => name).sort()).toEqual(["blue", "red"]);
    expect([...svg.matchAll(/>([RB])<\/text>/g)].map(([, letter]) => letter).join("")).toBe("RBBBB");
  });

  it("is one path for each colour, however long it blinks", () => {
    const long = svgTimeline([{ label: "", spans: spansFrom("(b1 .1)x500") }], { ...window, to: 1000 });
    expect(long.match(/url\(#blue\)/g)).toHaveLength(1);
  });
});

describe("svgLight", () => {
  it.each<[Parameters<typeof svgLight>[0], string, string[]]>([
    [{ cadence: "solid", colors: ["red"] }, "solid red", ["url(#red)"]],
    [{ cadence: "blinking", colors: ["red"] }, "blinking red", ["url(#red)", "#fff"]],
    [
      { cadence: "alternating", colors: ["red", "blue"] },
      "alternating red and blue",
      ["url(#red)", "url(#blue)"],
    ],
    [{ cadence: "off", colors: [] }, "off", ["#fff"]],
  ])("draws %j as discs", (shape, title, fills) => {
    const svg = svgLight(shape);
    expect(svg).toContain(`<title>${title}</title>`);
    expect([...svg.matchAll(/<circle[^>]*fill="([^"]+)"/g)].map(([, fill]) => fill)).toEqual(fills);
  });
});

describe("pngTimeline", () => {
  const png = decode(pngTimeline(rows, window));
  const inkAt = (x: number, y: number) => png.palette![png.data[y * png.width + x]!];
  const colorNear = (x: number) => {
    const near = [0, 1, 2, 3].map((i) => inkAt(x + i, 6)!.join());
    const names = (Object.keys(COLORS) as ColorName[]).filter((name) => name !== "off");
    return (
      names.find((name) => near.includes(Object.values(COLORS[name]).join()) && name !== "white") ?? "off"
    );
  };

  it("shows each colour where it was", () => {
    // 96 pixels a second, from 120 on.
    expect([125, 200, 230, 314, 340, 362, 600].map(colorNear)).toEqual([
      "red",
      "red",
      "off",
      "blue",
      "off",
      "blue",
      "off",
    ]);
  });

  it("carries its words, what is not Latin-1 as a question mark", () => {
    expect(png.text["Title"]).toBe("Step 1 & 2");
    expect(png.text["Description"]).toMatch(
      /^the plug: solid red for 1 s, .* a <b> & "c" \?\?+: nothing seen\.$/,
    );
  });

  it("has room for each row and the scale", () => {
    expect([png.width, png.height]).toEqual([720, 84]);
  });
});

describe("glyphDots", () => {
  it("draws letters, capital or not, and leaves a gap for what it does not know", () => {
    const draw = (text: string) => {
      const dots = glyphDots(text);
      return [0, 1, 2, 3, 4].map((y) =>
        Array.from({ length: text.length * 4 }, (_, x) =>
          dots.some((dot) => dot.x === x && dot.y === y) ? "#" : " ",
        ).join(""),
      );
    };
    expect(draw("a?7")).toEqual([
      " #      ### ",
      "# #       # ",
      "###       # ",
      "# #       # ",
      "# #       # ",
    ]);
  });
});
