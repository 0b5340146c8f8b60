import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amazonSmartPlug, echo, instant } from "../../firmware-sim/index.ts";
import { replayCapture } from "../../src/cli/trace/replay-capture.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { readButton } from "../../src/trace/vcd/read.ts";
import { vcdOf } from "../../src/trace/vcd/write.ts";
import { make, RUNS, storiesOf } from "../laws/moves.ts";
import { provisionedRecord } from "../support/world-rig.ts";
import { gesturesIn, patternsIn, read, recorded, textOf, told } from "./recording.ts";
import { readDump } from "./vcd-form.ts";

const exported = (lines: readonly string[]): string => [...vcdOf(read(textOf(lines)))].join("");
const button = { name: "button", activeLow: false };

describe("a trace as VCD", () => {
  it("has the button, the lamp's colours and the contact, each edge of a pattern at its time", () => {
    const lines = recorded((rig) => rig.powerOn().wait(10_000).hold(100).wait(1000), {
      nvm: provisionedRecord(),
    });
    const { changes, end, timescale } = readDump(exported(lines));
    expect(timescale).toBe("1 us");
    expect([...changes.keys()]).toEqual(["button", "lamp_red", "lamp_green", "lamp_blue", "relay"]);
    const of = (name: string) => changes.get(name)!.map(({ at, level }) => `${at / 1000} ${level}`);
    expect(of("button")).toEqual(["0 0", "10000 1", "10100 0"]);
    expect(of("lamp_red")).toEqual(["0 0", "0 1", "250 0", "500 1", "750 0", "1000 1", "1250 0"]);
    expect(of("lamp_blue")).toEqual(["0 0", "10130 1"]);
    expect(of("lamp_green")).toEqual(["0 0"]);
    expect(of("relay")).toEqual(["0 0", "10130 1"]);
    expect(end).toBe(11_100_000);
  });

  it("begins at 0 whenever the recording began", () => {
    const lines = recorded((rig) => rig.powerOn().wait(3000), { startAt: 5_000_000 });
    expect(readDump(exported(lines)).changes.get("lamp_red")![2]).toEqual({ at: 250_000, level: 0 });
  });

  it("has a signal for each other button, held as power comes or moved later", () => {
    const lines = recorded(
      (rig) => {
        rig
          .powerOn(false, ["mic-off"])
          .wait(1000)
          .releaseOthers("mic-off")
          .wait(1000)
          .pressOthers("volume-down");
        rig.wait(1000);
      },
      { profile: echo },
    );
    const { changes } = readDump(exported(lines));
    expect(changes.get("button_mic_off")).toEqual([
      { at: 0, level: 0 },
      { at: 0, level: 1 },
      { at: 1_000_000, level: 0 },
    ]);
    expect(changes.get("button_volume_down")!.at(-1)).toEqual({ at: 2_000_000, level: 1 });
  });

  it("keeps every edge of a bounce, also within one ms", () => {
    const lines = recorded((rig) =>
      rig.powerOn().wait(5000).press().release().press().wait(3).release().press(),
    );
    expect(
      readDump(exported(lines))
        .changes.get("button")!
        .map(({ at }) => at),
    ).toEqual([0, 5_000_000, 5_000_001, 5_000_002, 5_003_000, 5_003_001]);
  });

  it("shows what a lost contact and a power cut do to button and lamp", () => {
    const lines = recorded((rig) => {
      rig
        .powerOn()
        .wait(5000)
        .press()
        .wait(100)
        .input({ kind: "buttonLost" })
        .wait(1000)
        .powerOff()
        .wait(1000);
    });
    const { changes } = readDump(exported(lines));
    expect(changes.get("button")!.at(-1)).toEqual({ at: 5_100_000, level: 0 });
    expect(changes.get("lamp_blue")!.at(-1)!.level).toBe(0);
    expect(changes.get("lamp_blue")!.at(-1)!.at).toBeLessThanOrEqual(6_100_000);
  });

  it("has no glitch where a pattern ends as its next step would begin, and its last edge at the very end", () => {
    // Set-up, from 1500 ms on, turns the lamp on every second.
    const cut = recorded((rig) => rig.powerOn().wait(3500).powerOff().wait(1000));
    expect(patternsIn(cut)).toEqual(["boot", "setup", "dark"]);
    expect(
      readDump(exported(cut))
        .changes.get("lamp_blue")!
        .map(({ at }) => at / 1000),
    ).toEqual([0, 1500, 2000, 2500, 3000]);
    const whole = recorded((rig) => rig.powerOn().wait(3500));
    expect(readDump(exported(whole)).changes.get("lamp_blue")!.at(-1)).toEqual({ at: 3_500_000, level: 1 });
  });

  it("tells of a contact only where it came to within a ms", () => {
    const relay = (to: "on" | "off") => ({ kind: "relaySet", to, source: "ctl" }) as const;
    const lines = recorded((rig) => {
      rig.powerOn().wait(5000).input(relay("on")).input(relay("off")).wait(1000);
      rig.input(relay("on")).input(relay("off")).input(relay("on")).wait(1000);
    });
    expect(told(lines, "contact")).toHaveLength(5);
    expect(
      readDump(exported(lines))
        .changes.get("relay")!
        .map(({ at }) => at),
    ).toEqual([0, 6_000_000]);
  });

  it("shows a make that has one pattern only, of which it never tells", () => {
    const indicator = [{ when: {}, show: "setup" }];
    const lines = recorded((rig) => rig.powerOn().wait(600), {
      profile: { ...amazonSmartPlug, id: "one-pattern", indicator },
    });
    expect(patternsIn(lines)).toEqual([]);
    expect(
      readDump(exported(lines))
        .changes.get("lamp_blue")!
        .map(({ at }) => at),
    ).toEqual([0, 0, 500_000]);
  });

  it("is sound for any story of any make", () => {
    const story = fc
      .constantFrom(...PROFILES)
      .chain((profile) => fc.tuple(fc.constant(profile), storiesOf(profile)));
    fc.assert(
      fc.property(story, ([profile, moves]) => {
        const lines = recorded(
          (rig) => {
            rig.powerOn();
            for (const move of moves.slice(0, 60)) make(rig, move);
          },
          { profile, store: "by hand" },
        );
        const { changes, end } = readDump(exported(lines));
        expect(end).toBeGreaterThan(0);
        expect(changes.get("button")![0]).toEqual({ at: 0, level: 0 });
      }),
      { ...RUNS, numRuns: 40 },
    );
  });

  it("is refused when it would be larger than any viewer opens", () => {
    const day = 86_400_000;
    const lines = recorded((rig) => rig.powerOn().wait(5000));
    const long = [...lines.slice(0, -1), `${300 * day} end {}`];
    expect(() => {
      for (const _ of vcdOf(read(textOf(long))));
    }).toThrow(/more than 2000000 changes/);
  });
});

describe("a trace as VCD, replayed", () => {
  it.each([
    ["a tap", (edges: number[]) => edges.push(5000, 5100)],
    [
      "a reset with bounce",
      (edges: number[]) => edges.push(5000, 5000, 5001, 5003, 5007, 18_000, 18_002, 18_003),
    ],
    ["a cancelled hold", (edges: number[]) => edges.push(5000, 5002, 5003, 9000, 9000, 9001, 9004)],
    ["many taps", (edges: number[]) => edges.push(...Array.from({ length: 20 }, (_, i) => 5000 + i * 90))],
  ])("gives the same gestures and patterns: %s", async (_, fill) => {
    const edges: number[] = [];
    fill(edges);
    const lines = recorded((rig) => {
      rig.powerOn();
      edges.forEach((at, i) => {
        rig.wait(at - rig.now).input({ kind: "edge", down: i % 2 === 0 });
      });
      rig.wait(30_000);
    });
    const captured = readButton(exported(lines), "x.vcd", button);
    expect(captured.edges.map(({ at }) => at)).toEqual(edges);
    const again = await replayCapture(captured, { profile: amazonSmartPlug, start: "boxed" });
    expect(gesturesIn(again)).toEqual(gesturesIn(lines));
    expect(patternsIn(again)).toEqual(patternsIn(lines));
    expect(gesturesIn(lines).length).toBeGreaterThan(1);
    expect(await replayCapture(captured, { profile: amazonSmartPlug, start: "boxed" })).toEqual(again);
    expect(readButton(exported(again), "y.vcd", button).edges.length).toBe(edges.length);
  });

  it("begins with the button down if it was", async () => {
    const lines = recorded((rig) => rig.powerOn(true).wait(5000).release().wait(5000).hold(100).wait(500));
    const captured = readButton(exported(lines), "x.vcd", button);
    expect(captured.down).toBe(true);
    const again = await replayCapture(captured, { profile: amazonSmartPlug, start: "boxed" });
    expect(gesturesIn(again)).toEqual(gesturesIn(lines));
    expect(told(again, "power")).toMatchObject([{ buttonDown: true }]);
  });

  it("meets a plug that has been there for long, if it is to", async () => {
    const captured = {
      down: false,
      edges: [
        { at: 1, down: true },
        { at: 101, down: false },
      ],
      length: 101,
      unknown: 0,
    };
    const again = await replayCapture(captured, { profile: amazonSmartPlug, start: "online" });
    expect(gesturesIn(again)).toEqual(["initialPress", "shortRelease"]);
    expect(patternsIn(again).slice(-2)).toEqual(["dark", "on"]);
    expect(read(textOf(again)).header.at).toBe(instant(0));
  });
});
