import { describe, expect, it } from "vitest";
import { type LedPattern, millis } from "../../firmware-sim/index.ts";
import { FullScreen } from "../../src/cli/live/full-screen.ts";
import { type Scene, showLive } from "../../src/cli/live/live.ts";
import { type Drawing, Terminal } from "../../src/cli/live/terminal.ts";
import { lookOf } from "../../src/cli/run/screen.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { mirror } from "./mirrors.ts";
import { at, snapshot } from "./snapshots.ts";

const ENTER = "\x1b[?1049h";
const LEAVE = "\x1b[?1049l";

/** What was written since it was last asked for. */
function paper() {
  let written = "";
  return {
    write: (text: string) => {
      written += text;
    },
    take: () => {
      const taken = written;
      written = "";
      return taken;
    },
  };
}

describe("the second screen", () => {
  it("is entered with the first painting, writes only the rows that differ, and is left as it was found", () => {
    const { write, take } = paper();
    const screen = new FullScreen(write);
    screen.paint(["one", "two"]);
    expect(take()).toBe(`${ENTER}\x1b[?25l\x1b[?7l\x1b[2J\x1b[1;1Hone\x1b[K\x1b[2;1Htwo\x1b[K`);
    screen.paint(["one", "too"]);
    expect(take()).toBe("\x1b[2;1Htoo\x1b[K");
    screen.paint(["one", "too"]);
    expect(take()).toBe("");
    screen.forget();
    screen.paint(["one", "too"]);
    expect(take()).toContain("\x1b[1;1Hone");
    screen.leave();
    expect(take()).toBe(`\x1b[?7h\x1b[?25h${LEAVE}`);
    screen.leave();
    expect(take()).toBe("");
  });
});

describe("a terminal", () => {
  const drawing: Drawing = {
    line: (columns) => `line of ${columns}`,
    frame: (size, messages) => [`frame of ${size.columns} by ${size.rows}`, ...messages],
  };
  const terminalOf = (columns: number, rows: number) => {
    const size = { columns, rows };
    const { write, take } = paper();
    return { size, take, terminal: new Terminal(size, write) };
  };

  it.each([
    [80, 24, true],
    [60, 16, true],
    [59, 16, false],
    [60, 15, false],
    [40, 12, false],
  ])("of %i by %i shows the whole view: %s", (columns, rows, whole) => {
    const { terminal, take } = terminalOf(columns, rows);
    terminal.paint(drawing);
    const written = take();
    expect(written.includes(ENTER)).toBe(whole);
    expect(written).toContain(whole ? `frame of ${columns} by ${rows}` : `line of ${columns}`);
  });

  it("changes between both as it shrinks and grows, and the main screen gets what was said meanwhile", () => {
    const { terminal, take, size } = terminalOf(80, 24);
    terminal.print("before\n");
    expect(take()).toContain("before\n");
    terminal.paint(drawing);
    expect(take()).toContain("before");
    terminal.print("meanwhile\nin two lines\n");
    expect(take()).toBe("");
    terminal.paint(drawing);
    expect(take()).toContain("meanwhile");
    size.columns = 40;
    terminal.forget();
    take();
    terminal.paint(drawing);
    expect(take()).toBe(`\x1b[?7h\x1b[?25h${LEAVE}meanwhile\nin two lines\n\r\x1b[2Kline of 40`);
    size.columns = 80;
    terminal.paint(drawing);
    expect(take().startsWith(`\r\x1b[2K${ENTER}`)).toBe(true);
    terminal.end();
    expect(take().endsWith(LEAVE)).toBe(true);
  });

  it("keeps the last 200 lines of a flood, and says how many are lost", () => {
    const { terminal, take } = terminalOf(80, 24);
    terminal.paint(drawing);
    for (let i = 0; i < 1000; i++) terminal.print(`line ${i}\n`);
    take();
    terminal.end();
    const written = take();
    expect(written).toContain("(800 earlier lines are not shown)\nline 800\n");
    expect(written.endsWith("line 999\n")).toBe(true);
  });
});

describe("what is shown", () => {
  function showing(led: LedPattern, columns = 80) {
    const pace = new ManualClock();
    const plug = mirror({ snapshot: { ...snapshot(), led: { name: "x", pattern: led, since: at(0) } } });
    const takers = new Set<() => void>();
    const scene: Scene = {
      mirror: plug,
      now: () => pace.now(),
      onChange: (taker) => {
        takers.add(taker);
        return () => takers.delete(taker);
      },
    };
    const paints: number[] = [];
    const terminal = new Terminal({ columns, rows: 24 }, () => {});
    terminal.paint = () => void paints.push(pace.now());
    const end = showLive(scene, terminal, { color: true, ascii: false }, pace);
    return { pace, plug, paints, terminal, end, change: () => [...takers][0]?.() };
  }
  const steady: LedPattern = { kind: "steady", color: "red" };

  it("is painted at the lamp's true cadence", async () => {
    const blink: LedPattern = {
      kind: "steps",
      steps: [
        { color: "red", for: millis(30) },
        { color: "off", for: millis(70) },
      ],
      times: "forever",
    };
    const { pace, paints, end, change } = showing(blink);
    await pace.advance(125);
    change();
    await pace.advance(174);
    // A moment after the plug has switched it, whatever else is to be painted.
    expect(paints).toEqual([0, 31, 101, 131, 201, 231]);
    end();
    expect(pace.pending).toBe(0);
  });

  it("is painted at most 10 times a second else, however much happens, and never misses the last change", async () => {
    const { pace, paints, change, terminal } = showing(steady);
    for (let i = 0; i < 1000; i++) {
      change();
      terminal.onMessage();
      await pace.advance(1);
    }
    expect(paints.length).toBeLessThanOrEqual(11);
    const last = pace.now();
    change();
    await pace.advance(100);
    expect(paints.at(-1)).toBeGreaterThanOrEqual(last);
  });

  it("moves on by itself as the timeline does, and in a hold 10 times a second", async () => {
    const { pace, paints, plug, change } = showing(steady, 70);
    await pace.advance(5000);
    expect(paints).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000]);
    plug.snapshot = { ...plug.snapshot, hold: { since: pace.now(), rung: null } };
    change();
    paints.length = 0;
    await pace.advance(1000);
    expect(paints.length).toBe(10);
  });
});

describe("the looks of a terminal", () => {
  it("have colour unless NO_COLOR says no, and ASCII alone unless the locale is of UTF-8", () => {
    expect(lookOf({ LANG: "C.UTF-8" }, "linux")).toEqual({ color: true, ascii: false });
    expect(lookOf({ LANG: "C.UTF-8", LC_ALL: "C", NO_COLOR: "1" }, "linux")).toEqual({
      color: false,
      ascii: true,
    });
    expect(lookOf({ LC_CTYPE: "de_DE.utf8", NO_COLOR: "" }, "linux")).toEqual({ color: true, ascii: false });
    expect(lookOf({}, "linux").ascii).toBe(true);
    expect(lookOf({}, "win32").ascii).toBe(false);
  });
});
