import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, homeRecord, instant, lint, type Profile } from "../../firmware-sim/index.ts";
import { profileOf } from "../../src/config/profile/read.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { differenceText, differenceToReplay } from "../../src/trace/difference.ts";
import { replay } from "../../src/trace/replay.ts";
import { make, movesOf, RUNS, storiesOf } from "../laws/moves.ts";
import { profileFiles } from "../support/profile-arbitrary.ts";
import { onlinePlug, provisionedRecord, type WorldRig } from "../support/world-rig.ts";
import { keptWriter, patternsIn, read, recorded, textOf, told } from "./recording.ts";

/** Down and up within milliseconds, as contacts do. */
const bouncing = (rig: WorldRig): WorldRig => rig.press().wait(1).release().release().wait(0).press().wait(4);
const resetOf = (rig: WorldRig): void => {
  bouncing(rig.powerOn().wait(10_000)).wait(13_000).release().wait(2).press().wait(1).release().wait(20_000);
};

describe("a replay", () => {
  it("gives what was recorded, bounce and all, byte for byte, each time", () => {
    const lines = recorded(resetOf, { nvm: provisionedRecord() });
    const trace = read(textOf(lines));
    expect(replay(trace)).toEqual(lines);
    expect(replay(read(textOf(replay(trace))))).toEqual(lines);
    expect(patternsIn(lines)).toEqual(["boot", "dark", "mixed", "armed", "resetting", "setup"]);
    expect(told(lines, "plug").filter(({ kind }) => kind === "edge")).toHaveLength(7);
  });

  it("gives what was recorded of any story of any make", () => {
    const story = fc
      .constantFrom(...PROFILES)
      .chain((profile) => fc.tuple(fc.constant(profile), storiesOf(profile)));
    let longest = 0;
    fc.assert(
      fc.property(story, ([profile, moves]) => {
        const lines = recorded(
          (rig) => {
            rig.powerOn();
            for (const move of moves) make(rig, move);
          },
          { profile, nvm: provisionedRecord(), store: "by hand" },
        );
        longest = Math.max(longest, lines.length);
        expect(replay(read(textOf(lines)))).toEqual(lines);
      }),
      RUNS,
    );
    expect(longest).toBeGreaterThan(100);
  });

  it("gives what was recorded of makes that do not come with the program", () => {
    const story = profileFiles
      .map((file) => profileOf(JSON.parse(JSON.stringify(file))) as Profile)
      .filter((profile) => lint(profile).every(({ level }) => level !== "error"))
      .chain((profile) => fc.tuple(fc.constant(profile), fc.array(movesOf(profile), { maxLength: 50 })));
    fc.assert(
      fc.property(story, ([profile, moves]) => {
        const lines = recorded(
          (rig) => {
            rig.powerOn();
            for (const move of moves) make(rig, move);
          },
          { profile, store: "by hand" },
        );
        expect(replay(read(textOf(lines)))).toEqual(lines);
      }),
      { ...RUNS, numRuns: 50 },
    );
  });

  it("goes on with another make where one was put in the first one's place", () => {
    const lines = recorded((rig) => {
      rig.powerOn().wait(10_000).powerOff();
      const other = PROFILES.find(({ id }) => id === "shelly-plug-s") as Profile;
      rig.world.replace(compile(other), instant(rig.now));
      rig.circuit({ kind: "replace", outlet: other.outlet });
      rig.stored = null;
      rig.powerOn().wait(10_000);
    });
    expect(told(lines, "make")).toMatchObject([{ id: "shelly-plug-s" }]);
    expect(told(lines, "circuit")).toContainEqual({ kind: "replace" });
    expect(replay(read(textOf(lines)))).toEqual(lines);
  });

  it("keeps what went out to the broker where it was", () => {
    const { writer, lines } = keptWriter();
    onlinePlug({ recorder: writer }).press().wait(40);
    writer.sent(instant(10_041), { topic: "plugbench/p/relay", payload: "on", retain: true, qos: 1 });
    writer.end(instant(10_040));
    expect(lines.at(-2)).toBe(
      '10041 mqtt {"topic":"plugbench/p/relay","payload":"on","retain":true,"qos":1}',
    );
    expect(replay(read(textOf(lines)))).toEqual(lines);
  });

  it("says where it parts from a recording that is not what the plug does", () => {
    const lines = recorded(resetOf, { nvm: provisionedRecord() });
    const altered = lines.map((line) =>
      line.replace(/lamp \{"pattern":"armed"\}/, 'lamp {"pattern":"mixed"}'),
    );
    const trace = read(textOf(altered));
    const difference = differenceToReplay(trace, replay(trace))!;
    const number = lines.findIndex((line) => line.includes('"armed"}')) + 1;
    expect(differenceText(difference, ["recorded", "replayed"]).split("\n").slice(-4)).toEqual([
      expect.stringMatching(/^ +\d+ {2}\d+ gesture \{"gesture":"longPress","rung":"armed"\}$/),
      expect.stringMatching(new RegExp(`^recorded +${number + 1} {2}22000 lamp {"pattern":"mixed"}$`)),
      expect.stringMatching(new RegExp(`^replayed +${number + 1} {2}22000 lamp {"pattern":"armed"}$`)),
      "",
    ]);
  });

  it.each(["resetting", "setup"])("finds a line too few, and a line too many, of %s", (pattern) => {
    const lines = recorded(resetOf, { nvm: provisionedRecord() });
    const lamp = lines.findLastIndex((line) => line.includes(`lamp {"pattern":"${pattern}"}`));
    const fewer = read(textOf(lines.toSpliced(lamp, 1)));
    expect(differenceToReplay(fewer, replay(fewer))?.b?.text).toBe(lines[lamp]);
    const more = read(textOf(lines.toSpliced(lamp, 0, lines[lamp]!)));
    expect(differenceToReplay(more, replay(more))?.a?.text).toBe(lines[lamp]);
  });
});

describe("a recording that ended", () => {
  it("misses all that the plug did last, and that is found", () => {
    const lines = recorded(resetOf, { nvm: provisionedRecord() });
    const last = /^\d+/.exec(lines.at(-2)!)![0];
    const trace = read(textOf(lines.filter((line) => !line.startsWith(`${last} `))));
    const difference = differenceToReplay(trace, replay(trace));
    expect(difference?.a?.text).toMatch(/ end \{\}$/);
    expect(difference?.b?.text).toMatch(new RegExp(`^${last} notice`));
  });

  it("has nothing of what came after its end", () => {
    const { writer, lines } = keptWriter();
    const rig = onlinePlug({ recorder: writer });
    writer.end(instant(rig.now));
    rig.tap();
    expect(lines.at(-1)).toBe("10000 end {}");
  });
});

describe("a recording that was cut off", () => {
  it("is replayed up to there, wherever that was", () => {
    const text = textOf(recorded(resetOf, { nvm: provisionedRecord() }));
    const first = text.indexOf("\n") + 1;
    for (let cut = first; cut < text.length; cut += 7) {
      const trace = read(text.slice(0, cut));
      expect(trace.ended).toBe(false);
      expect(differenceToReplay(trace, replay(trace))).toBeNull();
    }
  });

  it("is still found out when it is wrong", () => {
    const text = textOf(recorded(resetOf, { nvm: provisionedRecord() }).slice(0, -1)).replace(
      "armed",
      "mixed",
    );
    const trace = read(text);
    expect(differenceToReplay(trace, replay(trace))).not.toBeNull();
  });
});

describe("a trace", () => {
  it("of a hold that lasts, and of hours of blinking, is small", () => {
    const lines = recorded((rig) =>
      rig
        .powerOn()
        .jump(6 * 3_600_000)
        .press()
        .jump(60_000)
        .release()
        .jump(900_000),
    );
    expect(patternsIn(lines)).toContain("setup");
    expect(textOf(lines).length).toBeLessThan(4096);
  });

  it("has names in the place of keys, equal where those are equal", () => {
    const [own, other, third] = ["6b65796f6e65", "6b657974776f", "6b65797468726565"];
    const wifi = { ssid: "bench", key: own };
    const lines = recorded(
      (rig) => {
        rig.powerOn().wait(10_000);
        rig.home({ kind: "setKey", to: other }).wait(60_000).home({ kind: "setKey", to: null }).wait(60_000);
        rig.provision({ key: third }).hold(13_000).wait(20_000).provision({ key: third }).wait(30_000);
        rig.provision({ key: own }).wait(10_000);
      },
      { nvm: provisionedRecord({ wifi }), home: homeRecord(wifi, "home") },
    );
    const text = textOf(lines);
    for (const key of [own, other, third]) expect(text).not.toContain(key);
    expect(lines[0]).toContain('"wifi":{"ssid":"bench","key":"key-1"},"formerKey":null');
    expect(told(lines, "power")[0]).toMatchObject({ nvm: { wifi: { key: "key-1" } } });
    expect(told(lines, "home")).toContainEqual({ kind: "setKey", to: "key-2" });
    const provisions = told(lines, "plug").filter(({ kind }) => kind === "provision");
    expect(provisions.map(({ key }) => key)).toEqual(["key-3", "key-3", "key-1"]);
    expect(told(lines, "notice")).toContainEqual({ notice: "networkTrouble", reason: "wrong_password" });
    expect(told(lines, "notice")).toContainEqual({ notice: "setupFailed", reason: "wrong_password" });
    expect(told(lines, "notice")).toContainEqual({ notice: "setupDone" });
    expect(replay(read(text))).toEqual(lines);
  });

  it("has a name in the place of the key from before the password was changed", () => {
    const home = { ...homeRecord({ ssid: "bench", key: "6b65796f6e65" }, "home"), formerKey: "6b657974776f" };
    const lines = recorded((rig) => rig.powerOn().wait(10), { home });
    expect(lines[0]).toContain('"key":"key-1"},"formerKey":"key-2"');
    expect(replay(read(textOf(lines)))).toEqual(lines);
  });
});
