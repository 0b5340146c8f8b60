import { describe, expect, it } from "vitest";
import { amazonSmartPlug, millis, type Profile } from "../../firmware-sim/index.ts";
import { profileNamed } from "../../src/config/profiles.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { newArticle } from "../../src/procedure/new/new-article.ts";
import { rehearse } from "../../src/procedure/rehearse.ts";
import { ladder } from "../support/profiles.ts";

const assumed = { basis: "assumed", source: "for tests" } as const;
const stepsOf = (source: string) => source.split("\n").filter((line) => /^\d+\. /.test(line));
const without = (profile: Profile, region: "button" | "combination"): Profile => ({
  ...profile,
  indicator: profile.indicator.filter(({ when }) => when[region] === undefined),
});

/** The steps of an article that passes. */
async function passing(profile: Profile, reset?: string): Promise<readonly string[]> {
  const source = await newArticle(profile, reset);
  const { procedures, start } = readArticle(source, "new.md");
  expect(procedures).toHaveLength(1);
  const steps = await rehearse(procedures[0]!, { profile, start: start! });
  const sentences = steps.flatMap((step) => step.sentences);
  expect(sentences.filter(({ outcome }) => outcome !== "pass").map(({ did }) => did)).toEqual([]);
  return stepsOf(source);
}

describe("a new article", () => {
  it("is Markdown with its make and its start, what is lost, and steps", async () => {
    expect(await newArticle(amazonSmartPlug)).toBe(`---
profile: "amazon-smart-plug"
start: online
---

# Reset the Amazon Smart Plug

Of what was set up, this erases: the Wi-Fi network, the account, how the outlet starts, the schedules, the energy meter.

## By the button

1. Press and hold the Action button. The light blinks red and blue. Keep holding the Action button until the light blinks red.
2. Release the Action button. The light glows solid red. Then the light blinks blue.
3. The reset is complete.
`);
  });

  it("tells by seconds how long to hold where no light tells it", async () => {
    const profile = without(
      { ...amazonSmartPlug, rungs: [{ ...amazonSmartPlug.rungs[1], at: millis(40_000) }] },
      "button",
    );
    expect(await passing(profile)).toEqual([
      "1. Press and hold the Action button for 45 seconds.",
      "2. Release the Action button. The light glows solid red. Then the light blinks blue.",
      "3. The reset is complete.",
    ]);
  });

  it("tells no span that leads on to the next rung", async () => {
    const [, armed] = amazonSmartPlug.rungs;
    const beyond = { ...armed, name: "beyond", at: millis(13_600), reset: null };
    const profile = without({ ...amazonSmartPlug, rungs: [armed, beyond] }, "button");
    expect((await passing(profile))[0]).toBe("1. Press and hold the Action button for 13 seconds.");
  });

  it("lets go as soon as the lamp tells only where the plug acts on it then", async () => {
    const [mixed, armed] = amazonSmartPlug.rungs;
    const guard = { for: millis(4000), ...assumed };
    const [first] = await passing({ ...amazonSmartPlug, rungs: [mixed, { ...armed, guard }] });
    expect(first).toMatch(/^1\. Press and hold the Action button for 18 seconds\./);
  });

  it("has a reset confirmed by a press", async () => {
    const profile = ladder({ name: "factory", when: "confirmed" });
    expect((await passing(profile)).slice(1, 3)).toEqual([
      "2. Release the Action button. The light turns off.",
      "3. Press the Action button once. The light glows solid red. Then the light blinks blue.",
    ]);
  });

  it("counts taps", async () => {
    const taps = {
      of: "taps" as const,
      times: 4,
      within: { for: millis(600), ...assumed },
      reset: "factory",
      ...assumed,
    };
    const profile = without({ ...amazonSmartPlug, rungs: [], app: {}, counts: [taps] }, "button");
    expect(await passing(profile)).toEqual([
      "1. Press the Action button 4 times. The light glows solid red. Then the light blinks blue.",
      "2. The reset is complete.",
    ]);
  });

  it("has the reset that is asked for, by hand where it can be", async () => {
    const echo = profileNamed("echo");
    expect((await passing(echo, "deregister"))[0]).toBe(
      "1. Choose “deregister” in the app. The light glows solid blue. Then the light blinks orange.",
    );
    expect((await passing(echo, "factory"))[0]).toMatch(
      /^1\. Press and hold the Mic Off and Volume Down buttons/,
    );
    expect((await passing(profileNamed("generic-red-blink"), "network"))[0]).toBe(
      "1. Press and hold the Action button. The light blinks green.",
    );
  });

  it("has the reset that erases most where none is asked for", async () => {
    expect((await passing(profileNamed("echo-dot")))[0]).toMatch(/for 30 seconds/);
  });

  it("says of a soft reset that it erases nothing, and of nothing that it is complete", async () => {
    const source = await newArticle(profileNamed("echo-dot"), "soft");
    expect(source).toContain("this erases: nothing.");
    expect(source).not.toContain("complete");
  });

  it("says which resets there are where there is no such one", async () => {
    await expect(newArticle(profileNamed("echo-dot"), "toaster")).rejects.toThrow(
      'the Echo Dot has no reset "toaster". It has: soft, factory, deregister.',
    );
    await expect(newArticle({ ...amazonSmartPlug, rungs: [], app: {} })).rejects.toThrow(
      "The Amazon Smart Plug has no reset that an article could tell of.",
    );
  });

  it("is none where no hand is quick enough", async () => {
    const homekit = profileNamed("shelly-homekit");
    const [count] = homekit.counts;
    const counts = [{ ...count!, within: { ...count!.within, for: millis(900) } }];
    await expect(
      newArticle({ ...homekit, counts }, { reset: "network", by: "powerOns", place: "counts[0].reset" }),
    ).rejects.toThrow(/^nobody can reset the Shelly Plug S .* in the way of counts\[0\]\.reset: .* 1 s /);
  });

  it("keeps a name that looks like Markdown or YAML as it is", async () => {
    const source = await newArticle({ ...amazonSmartPlug, id: "123", name: "Plug *2* <b>" });
    expect(source).toContain('profile: "123"\n');
    expect(readArticle(source, "new.md")).toMatchObject({ profile: "123", title: "Reset the Plug *2* <b>" });
  });
});
