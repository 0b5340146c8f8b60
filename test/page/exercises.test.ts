import { describe, expect, it } from "vitest";
import {
  amazonSmartPlug,
  echo,
  instant,
  type LedStep,
  matterPlug,
  millis,
  type Profile,
} from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import {
  begun,
  type Exercise,
  type Progress,
  progressOf,
  seenBy,
} from "../../src/page/one-file/exercises/exercise.ts";
import { exercisesFor } from "../../src/page/one-file/exercises/exercises.ts";
import { firstReset, holdsIn } from "../../src/page/one-file/exercises/holds.ts";
import { judgeLookalikes, lookalikes, SIGHTS } from "../../src/page/one-file/exercises/look.ts";
import type { BenchEvent } from "../../src/view/batch.ts";
import { MemoryRig } from "../memory/rig.ts";

const named = (profile: Profile, name: string): Exercise | undefined =>
  exercisesFor(profile).find((exercise) => exercise.name === name);

/** Somebody at a plug with an exercise before them. */
class Pupil {
  readonly rig: MemoryRig;
  readonly exercise: Exercise;
  progress: Progress;

  static async at(name: string, profile: Profile = amazonSmartPlug): Promise<Pupil> {
    const pupil = new Pupil(await MemoryRig.open(profile), named(profile, name)!);
    await pupil.rig.pass(1);
    return pupil;
  }

  private constructor(rig: MemoryRig, exercise: Exercise) {
    this.rig = rig;
    this.exercise = exercise;
    this.progress = begun(rig.clock.now());
    rig.changed = () => {
      this.progress = progressOf(exercise, this.progress, rig.mirror, rig.clock.now());
    };
  }
}

describe("find the shortest hold that resets", () => {
  it("is done once a hold with and one without a reset are close together", async () => {
    const pupil = await Pupil.at("shortest-hold");
    await pupil.rig.hold(5000);
    await pupil.rig.hold(11_000);
    expect(pupil.progress.found).toBeNull();
    await pupil.rig.hold(12_800);
    expect(pupil.progress.found).toContain("between 11.0 s and 12.8 s");
    expect(pupil.progress.found).toContain("from 12 s on, once it is let go");
  });

  it("goes on while they are far apart, and says how far", async () => {
    const pupil = await Pupil.at("shortest-hold");
    await pupil.rig.hold(20_000);
    await pupil.rig.pass(10_000);
    await pupil.rig.hold(2000);
    expect(pupil.progress.found).toBeNull();
    expect(pupil.exercise.soFar!(seenBy(pupil.progress, pupil.rig.mirror))).toBe(
      "Longest without a reset: 2.0 s. Shortest with one: 20.0 s.",
    );
  });

  it("counts up to the reset where that comes with the button still down", async () => {
    const pupil = await Pupil.at("shortest-hold", matterPlug);
    const limit = firstReset(matterPlug)!.at;
    await pupil.rig.hold(limit - 1000);
    await pupil.rig.hold(limit + 9000);
    expect(pupil.progress.found).toContain("with the button still down");
  });

  it("does not count a hold of a plug that is resetting already", () => {
    const at = (ms: number) => instant(ms);
    const events: BenchEvent[] = [
      { at: at(0), kind: "button", button: "action", down: true },
      { at: at(13_000), kind: "button", button: "action", down: false },
      { at: at(13_030), kind: "lifecycle", state: "resetting" },
      { at: at(14_000), kind: "button", button: "action", down: true },
      { at: at(16_000), kind: "button", button: "action", down: false },
      { at: at(18_000), kind: "lifecycle", state: "setup" },
    ];
    expect(holdsIn({ events, lifecycleBefore: "online" })).toEqual([{ for: 13_000, reset: true }]);
  });

  it("does not take a hold that a power cut ended for one without a reset", () => {
    const events: BenchEvent[] = [
      { at: instant(0), kind: "button", button: "action", down: true },
      { at: instant(11_000), kind: "lifecycle", state: "off" },
      { at: instant(12_000), kind: "button", button: "action", down: false },
    ];
    expect(holdsIn({ events, lifecycleBefore: "online" })).toEqual([]);
  });
});

describe("a hold that begins while the plug starts", () => {
  it("is none", async () => {
    const pupil = await Pupil.at("too-early");
    await pupil.rig.ask({ do: "power", to: "off" });
    await pupil.rig.ask({ do: "power", to: "on" });
    await pupil.rig.pass(100);
    pupil.progress = begun(pupil.rig.clock.now());
    await pupil.rig.pass(1);
    await pupil.rig.hold(6000);
    expect(pupil.progress.done).toBe(0);
  });
});

describe("let go too early", () => {
  it("is done by letting go early and finding that the outlet still obeys", async () => {
    const pupil = await Pupil.at("too-early");
    await pupil.rig.hold(6000);
    expect(pupil.progress).toMatchObject({ done: 1, found: null });
    await pupil.rig.hold(200);
    expect(pupil.progress.found).toContain("Nothing was erased");
    expect(pupil.progress.found).toContain('"blinking red"');
  });

  it.each([
    ["a short press", 300],
    ["a reset", 13_000],
  ])("is not done by %s", async (_, span) => {
    const pupil = await Pupil.at("too-early");
    await pupil.rig.hold(span);
    expect(pupil.progress.done).toBe(0);
  });
});

describe("reset while the router is off", () => {
  it("is done once the plug is empty and the list was tidied by hand", async () => {
    const pupil = await Pupil.at("router-off");
    await pupil.rig.ask({ do: "wifi", to: "down", how: "cut" });
    expect(pupil.progress.done).toBe(1);
    await pupil.rig.hold(13_000);
    await pupil.rig.pass(10_000);
    expect(pupil.progress.done).toBe(2);
    await pupil.rig.ask({ do: "wifi", to: "up", how: "cut" });
    expect(pupil.progress).toMatchObject({ done: 3, found: null });
    await pupil.rig.ask({ do: "removeFromAccount" });
    expect(pupil.progress.found).toContain("went on listing it");
  });

  it("does not go on when the router is back before the reset is", async () => {
    const pupil = await Pupil.at("router-off");
    await pupil.rig.ask({ do: "wifi", to: "down", how: "cut" });
    await pupil.rig.ask({ do: "wifi", to: "up", how: "cut" });
    await pupil.rig.pass(60_000);
    await pupil.rig.hold(13_000);
    await pupil.rig.pass(10_000);
    expect(pupil.progress.done).toBe(1);
  });
});

describe("what survives a power cut", () => {
  it("is done after a cut in peace and one in the midst of a reset", async () => {
    const pupil = await Pupil.at("power-cut");
    const { rig } = pupil;
    await rig.hold(200);
    expect(pupil.progress.done).toBe(1);
    await rig.ask({ do: "power", to: "off" });
    expect(pupil.progress.done).toBe(2);
    await rig.ask({ do: "power", to: "on" });
    await rig.pass(20_000);
    expect(pupil.progress.done).toBe(3);
    expect(rig.mirror.snapshot.relay.closed).toBe(true);
    await rig.ask({ do: "power", to: "off" });
    expect(pupil.progress.done).toBe(3);
    await rig.ask({ do: "power", to: "on" });
    await rig.pass(20_000);
    await rig.ask({ do: "press" });
    await rig.pass(13_000);
    await rig.ask({ do: "release" });
    await rig.pass(1000);
    await rig.ask({ do: "power", to: "off" });
    expect(pupil.progress).toMatchObject({ done: 4, found: null });
    await rig.ask({ do: "power", to: "on" });
    await rig.pass(20_000);
    expect(pupil.progress.found).toContain("the outlet is as it was before");
    expect(rig.mirror.snapshot.provisioned).toBe(false);
  });
});

describe("every make", () => {
  it.each(PROFILES)("has something to find out: $id", (profile) => {
    expect(exercisesFor(profile).length).toBeGreaterThan(0);
    for (const { steps } of exercisesFor(profile)) expect(steps.length).toBeGreaterThan(0);
  });

  it("is asked for no hold where none resets", () => {
    expect(named(echo, "shortest-hold")).toBeUndefined();
    expect(named(echo, "too-early")).toBeUndefined();
  });
});

describe("lights that cannot be told apart", () => {
  it("are those with the same colours in the same rhythm", () => {
    expect([...lookalikes(amazonSmartPlug, "every colour")].sort()).toEqual(["armed", "boot"]);
  });

  it("are more for eyes that see less", () => {
    for (const profile of PROFILES) {
      const [all, some, none] = SIGHTS.map((sight) => lookalikes(profile, sight));
      expect([...all!].every((name) => some!.has(name) && none!.has(name))).toBe(true);
    }
    expect(lookalikes(amazonSmartPlug, "red and green alike").has("identify")).toBe(true);
    expect([...lookalikes(amazonSmartPlug, "no colour")]).toEqual(
      expect.arrayContaining(["mixed", "on", "resetting", "setup", "trouble"]),
    );
  });

  it("are those whose rounds begin elsewhere, too: nobody sees where a round begins", () => {
    const [red, blue] = [
      { color: "red", for: millis(250) },
      { color: "blue", for: millis(250) },
    ] as const;
    const shown = (first: LedStep, second: LedStep) => ({
      ...amazonSmartPlug.patterns.setup,
      pattern: { kind: "steps", steps: [first, second], times: "forever" } as const,
    });
    const patterns = { ...amazonSmartPlug.patterns, setup: shown(blue, red), mixed: shown(red, blue) };
    expect(lookalikes({ ...amazonSmartPlug, patterns }, "every colour")).toContain("setup");
  });

  it("are the right answer when all are named and no other", () => {
    const judge = (...names: string[]) => judgeLookalikes(amazonSmartPlug, "every colour", new Set(names));
    expect(judge("boot", "armed").right).toBe(true);
    expect(judge("boot")).toEqual({ right: false, text: "Not yet: 1 more look like another." });
    expect(judge("boot", "armed", "setup").text).toContain("1 of those chosen can be told");
    expect(judge().right).toBe(false);
  });
});
