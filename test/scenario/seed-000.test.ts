import { beforeAll, describe, expect, it } from "vitest";
import { openStage, type Sight, STAGES, type Stage } from "../support/stage.ts";
import { seed000 } from "./seed-000.ts";

/**
 * A change of the lamp reaches the pins of an Uno within 3 ms (a port message takes 0.5 ms at 57,600 baud), a
 * press comes 1 to 2 ms later than on the virtual board, and a boot first asks the board for the button's level:
 * this is for all of them together.
 */
const SLACK_MS = 8;

const blink = (from: number, period: number, count: number, color: string, outlet: "on" | "off" = "off") =>
  Array.from({ length: count }, (_, i): Sight => {
    return { at: from + i * period, lamp: i % 2 === 0 ? color : "off", outlet };
  });
const off = (at: number): Sight => ({ at, lamp: "off", outlet: "off" });

/** What is to be seen, in ms from the beginning of each act; SLACK_MS for the way through a real board. */
const SEEN: readonly (readonly [string, readonly Sight[]])[] = [
  ["plugged in, never set up (step 1)", [...blink(0, 250, 6, "red"), ...blink(1500, 500, 6, "blue")]],
  ["set up", blink(0, 125, 24, "blue")],
  ["toggled on and off", [off(0), { at: 180, lamp: "blue", outlet: "on" }, off(1330)]],
  ["plugged in again, set up (step 1)", [off(0), ...blink(500, 250, 6, "red")]],
  [
    "let go while red and blue are seen (step 2)",
    [
      off(0),
      ...Array.from({ length: 9 }, (_, i): Sight => {
        return { at: 3000 + 250 * i, lamp: i % 2 === 0 ? "red" : "blue", outlet: "off" };
      }),
      off(5130),
    ],
  ],
  [
    "held until only red is seen (step 2)",
    [
      off(0),
      ...Array.from({ length: 36 }, (_, i): Sight => {
        return { at: 3000 + 250 * i, lamp: i % 2 === 0 ? "red" : "blue", outlet: "off" };
      }),
      ...blink(12_000, 250, 5, "red"),
    ],
  ],
  ["let go (step 3)", [{ at: 0, lamp: "red", outlet: "off" }, ...blink(5030, 500, 5, "blue")]],
  ["set up once more", blink(0, 125, 24, "blue")],
];

const DECISIONS = [
  "setupOpened",
  "setupDone",
  ...["initialPress", "shortRelease", "initialPress", "shortRelease"],
  ...["initialPress", "longPress", "longRelease"],
  ...["initialPress", "longPress", "longPress", "longRelease", "resetBegun", "resetDone", "setupOpened"],
  "setupDone",
];

describe.each(STAGES)("the whole of S1 on the %s", (name) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(name);
    await seed000(stage);
    return () => stage.end();
  }, 60_000);

  it.each(SEEN)("shows, %s, what the manual tells", (act, expected) => {
    const seen = stage.seen(act);
    expect(seen.map(({ lamp, outlet }) => `${lamp} ${outlet}`)).toEqual(
      expected.map(({ lamp, outlet }) => `${lamp} ${outlet}`),
    );
    const slack = name === "virtual board" ? 1 : SLACK_MS;
    seen.forEach(({ at }, i) => {
      expect(at).toBeGreaterThanOrEqual(expected[i]!.at);
      expect(at).toBeLessThanOrEqual(expected[i]!.at + slack);
    });
  });

  it("decides the same", () => {
    expect(stage.bench.said()).toEqual(DECISIONS);
    expect(stage.bench.patterns).toEqual([
      ...["boot", "setup", "joining", "dark", "on", "dark", "boot", "dark"],
      ...["mixed", "dark", "mixed", "armed", "resetting", "setup", "joining", "dark"],
    ]);
  });

  it("leaves account, broker and memory with the new owner", () => {
    const { bench } = stage;
    expect(bench.listed()).toEqual(["buyer"]);
    expect(bench.store.record).toMatchObject({ account: "buyer", intent: null, owedGoodbye: [] });
    expect(bench.link.calls).toEqual(["up", "down cut", "up", "goodbye 2", "down cut", "up"]);
  });
});
