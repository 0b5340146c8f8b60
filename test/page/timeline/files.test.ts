import { describe, expect, it } from "vitest";
import { openVirtualBoard } from "../../../board/virtual/index.ts";
import {
  amazonSmartPlug,
  COLORS,
  echo,
  type Instant,
  instant,
  type Profile,
} from "../../../firmware-sim/index.ts";
import { svgFile, vcdFile } from "../../../src/page/timeline/files.ts";
import { readButton } from "../../../src/trace/vcd/read.ts";
import type { Card } from "../../../src/view/batch.ts";
import { Feed } from "../../../src/view/feed.ts";
import { Mirror } from "../../../src/view/mirror.ts";
import { tracksOf } from "../../../src/view/tracks.ts";
import { HostBench } from "../../support/host-bench.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { readDump } from "../../trace/vcd-form.ts";

const ORIGIN = { title: "A plug & <more>", tool: "plugbench 0.0.0", wall: "2026-01-01T00:00:00.000Z" };

/** A plug whose lamp and contact are written down as the board has them. */
async function recorded(profile: Profile = amazonSmartPlug) {
  const clock = new ManualClock();
  const board = openVirtualBoard({ clock });
  const bench = new HostBench(board, clock, { profile });
  const feed = new Feed({ host: bench.host, clock, card: { id: "plug" } as Card });
  const seen: { at: number; red: number; green: number; blue: number; relay: number }[] = [];
  await bench.host.start();
  const go = async (ms: number): Promise<void> => {
    for (const end = clock.now() + ms; clock.now() < end; ) {
      await clock.advance(Math.min(97, end - clock.now()));
      // At the end somebody may do something in the same instant.
      if (clock.now() === end) return;
      const { r, g, b } = COLORS[board.lamp];
      const [red = 0, green = 0, blue = 0] = [r, g, b].map((channel) => (channel > 0 ? 1 : 0));
      seen.push({ at: clock.now(), red, green, blue, relay: Number(board.relayClosed) });
    }
  };
  const press = async (ms: number, button?: string): Promise<void> => {
    const which = button === undefined ? {} : { button };
    bench.host.command({ do: "press", ...which });
    await go(ms);
    bench.host.command({ do: "release", ...which });
    await go(1);
  };
  const pictureOf = (from: number, to: number = clock.now()) => {
    const window = { from: instant(from), to: instant(to) };
    const mirror = new Mirror(feed.hello(), clock.now());
    return {
      tracks: tracksOf(mirror, window.from, Math.min(window.to, clock.now()) as Instant),
      window,
      now: clock.now(),
      width: 700,
      otherButtons: profile.otherButtons,
      outlet: true,
    };
  };
  return { ...bench, host: bench.host, clock, feed, seen, go, press, pictureOf };
}

/** What is wrong with a text as XML, as far as this program writes XML. */
function faultOf(xml: string): string | null {
  const open: string[] = [];
  let rest = xml;
  while (rest.length > 0) {
    const [token = ""] =
      /^(?:<\/[a-zA-Z]+>|<[a-zA-Z]+(?: [a-zA-Z:-]+="(?:[^<>&"]|&(?:amp|lt|gt|quot|#39);)*")*>|(?:[^<&]|&(?:amp|lt|gt|quot|#39);)+)/.exec(
        rest,
      ) ?? [];
    if (token === "") return `no token: ${rest.slice(0, 60)}`;
    rest = rest.slice(token.length);
    const [, close, name = ""] = /^<(\/?)([a-zA-Z]+)/.exec(token) ?? [];
    if (
      close === "" &&
      new Set([...token.matchAll(/ ([a-zA-Z:-]+)=/g)].map(([, each]) => each)).size !==
        [...token.matchAll(/ ([a-zA-Z:-]+)=/g)].length
    )
      return `an attribute twice: ${token}`;
    if (close === "/" && open.pop() !== name) return `${name} ends where it does not begin`;
    if (close === "") open.push(name);
  }
  return open.length === 0 ? null : `no end of ${open.join(", ")}`;
}

describe("the signals of a stretch of time", () => {
  it("are the gestures, the lamp and the contact as they were", async () => {
    const plug = await recorded();
    await plug.go(4000);
    plug.host.command({ do: "provision" });
    await plug.go(12_000);
    await plug.press(300);
    await plug.go(2000);
    await plug.press(13_000);
    await plug.go(9000);
    for (const from of [0, 9100, 16_100]) {
      const text = vcdFile(plug.pictureOf(from), ORIGIN).join("");
      const edges = plug.feed
        .hello()
        .events.flatMap((event) => (event.kind === "button" && event.at > from ? [event] : []))
        .map(({ at, down }) => ({ at: at - from, down }));
      const read = readButton(text, "x.vcd", { name: "button", activeLow: false });
      expect(read.edges).toEqual(edges);
      expect(read.down).toBe(from === 16_100);
      expect(read.length).toBe(plug.clock.now() - from);

      const { changes } = readDump(text);
      const levelAt = (signal: string, at: number) =>
        changes.get(signal)!.findLast((change) => change.at <= (at - from) * 1000)!.level;
      for (const { at, red, green, blue, relay } of plug.seen)
        if (at >= from)
          expect({
            at,
            red: levelAt("lamp_red", at),
            green: levelAt("lamp_green", at),
            blue: levelAt("lamp_blue", at),
            relay: levelAt("relay", at),
          }).toEqual({ at, red, green, blue, relay });
    }
    expect(new Set(plug.seen.map(({ red, blue }) => `${red}${blue}`)).size).toBe(3);
    expect(new Set(plug.seen.map(({ relay }) => relay)).size).toBe(2);
  });

  it("have the other buttons of a make", async () => {
    const plug = await recorded(echo);
    await plug.go(5000);
    await plug.press(700, "mic-off");
    const text = vcdFile(plug.pictureOf(1000), ORIGIN).join("");
    const { edges } = readButton(text, "x.vcd", { name: "button_mic_off", activeLow: false });
    expect(edges).toEqual([
      { at: 4000, down: true },
      { at: 4700, down: false },
    ]);
  });

  it("leave a button down that still is", async () => {
    const plug = await recorded();
    await plug.go(5000);
    plug.host.command({ do: "press" });
    await plug.go(1000);
    const read = readButton(vcdFile(plug.pictureOf(0), ORIGIN).join(""), "x.vcd", {
      name: "button",
      activeLow: false,
    });
    expect(read.edges).toEqual([{ at: 5000, down: true }]);
  });

  it("begin where everything is known, and are refused where nothing is", async () => {
    const plug = await recorded();
    await plug.go(3000);
    expect(readDump(vcdFile(plug.pictureOf(-5000), ORIGIN).join("")).end).toBe(3_000_000);
    expect(() => vcdFile(plug.pictureOf(-5000, -1000), ORIGIN)).toThrow("Nothing is known");

    const picture = plug.pictureOf(0);
    const since = (known: object) => ({
      ...picture,
      tracks: { ...picture.tracks, known: { ...picture.tracks.known, ...known } },
    });
    const late = readDump(vcdFile(since({ outlet: instant(2000) }), ORIGIN).join(""));
    expect(late.end).toBe(1_000_000);
    // At 0 a level, and at most one other that it begins with.
    for (const changes of late.changes.values())
      expect(changes.filter(({ at }) => at === 0).length).toBeLessThanOrEqual(2);
    expect(readDump(vcdFile(since({ button: instant(2500) }), ORIGIN).join("")).end).toBe(500_000);
    const lamp = picture.tracks.lamp.map((span) => ({ ...span, from: instant(span.from + 100) })).slice(-1);
    expect(readDump(vcdFile({ ...picture, tracks: { ...picture.tracks, lamp } }, ORIGIN).join("")).end).toBe(
      1000 * (3000 - lamp[0]!.from),
    );
  });

  it("are refused with what to do when they are too many", async () => {
    const plug = await recorded();
    await plug.go(10);
    const picture = plug.pictureOf(0, 3_600_000);
    const steps = (["red", "blue"] as const).map((color) => ({ color, for: 1 as never }));
    const pattern = { kind: "steps", steps, times: "forever" } as const;
    const lamp = [{ from: instant(0), to: instant(3_600_000), since: instant(0), name: "x", pattern }];
    expect(() =>
      vcdFile({ ...picture, now: 3_600_000, tracks: { ...picture.tracks, lamp } }, ORIGIN),
    ).toThrow("more than 1,000,000 changes: zoom in, and save a shorter one");
  });
});

describe("the drawing as a file", () => {
  it("is well-formed, and says in words what it shows", async () => {
    const plug = await recorded();
    await plug.go(4000);
    plug.feed.published({ topic: 'a/<"b">', payload: "&\u0007", retain: false });
    await plug.press(2000);
    const svg = svgFile(plug.pictureOf(0), ORIGIN);
    expect(faultOf(svg.trimEnd())).toBeNull();
    expect(svg).toContain('<title id="title">A plug &amp; &lt;more&gt;, 0:00.0 to 0:06.0</title>');
    expect(svg).toMatch(/<desc id="words">.*Button: down for 2 s from 0:04\.0\..* 1 message\./);
    expect(svg).not.toMatch(/href|<script|<image|@import|url\((?!#)/);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id}"`);
  });
});
