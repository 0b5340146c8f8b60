import { describe, expect, it } from "vitest";
import { amazonSmartPlug, compile, millis, type Profile } from "../../../firmware-sim/index.ts";
import { provenancesOf } from "./provenances.ts";

describe("the profile of the Amazon Smart Plug", () => {
  const all = provenancesOf(amazonSmartPlug);

  it("calls documented only what a seed says: colours, their order and what is erased, never a number", () => {
    const documented = all.filter(([, { basis }]) => basis === "documented");
    for (const [path, { source }] of documented) {
      expect(path).toMatch(/\.color$|^profile\.resets\./);
      expect(source).toMatch(/^S[123] step|^S[13]/);
    }
    expect(documented.length).toBeGreaterThan(0);
  });
});

describe("a profile with a mistake in it", () => {
  const change = (part: Partial<Profile>) => () => compile({ ...amazonSmartPlug, ...part });

  it("is refused, naming the state that does not exist", () => {
    expect(change({ indicator: [{ when: { lifecycle: "asleep" }, show: "dark" }] })).toThrow(
      'profile amazon-smart-plug: region lifecycle has no state "asleep"',
    );
  });

  it("is refused, naming the pattern that does not exist", () => {
    expect(change({ indicator: [{ when: {}, show: "rainbow" }] })).toThrow(
      'profile amazon-smart-plug: no pattern is called "rainbow"',
    );
  });
});

describe("another profile", () => {
  it("boots as long as its boot pattern lasts", () => {
    const { pattern } = amazonSmartPlug.patterns.boot;
    const boot = { ...amazonSmartPlug.patterns.boot, pattern: { ...pattern, times: 5 } };
    const firmware = compile({ ...amazonSmartPlug, patterns: { ...amazonSmartPlug.patterns, boot } });
    expect(firmware.spans[0]).toBe(millis(2500));
  });
});
