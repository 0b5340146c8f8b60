import { describe, expect, it } from "vitest";
import { LOADS } from "../../firmware-sim/index.ts";
import { loadText, parseLoad } from "../../src/config/load-words.ts";
import { refusalOf } from "../support/profile-file.ts";

const told = (text: string, repeats = false) => parseLoad(text.split(" "), repeats);

describe("a load in words", () => {
  it.each(LOADS.map(({ name }) => name))("can be one that has a name: %s", (name) => {
    expect(told(name)?.name).toBe(name);
  });

  it("can be nothing, W, or W and spans by turns", () => {
    expect(told("none")).toBeNull();
    expect(told("60W")).toEqual({ name: "custom", kind: "steady", watts: 60 });
    expect(told("1500W 4m 0.5w 1h", true)).toEqual({
      name: "custom",
      kind: "steps",
      steps: [
        { watts: 1500, for: 240_000 },
        { watts: 0.5, for: 3_600_000 },
      ],
      repeats: true,
    });
  });

  it.each([
    ["heater", false, "heater"],
    ["60.5W", false, "60.5 W"],
    ["1500W 4m 0W 90s", true, "1500 W for 4 min, then 0 W for 90 s, over and over"],
    ["60W 1h", false, "60 W for 1 h"],
  ])("is said again: %s", (text, repeats, said) => {
    expect(loadText(told(text, repeats)!)).toBe(said);
  });

  it.each([
    ["heeter", false, 'there is no load "heeter". Did you mean "heater"?'],
    ["60", false, 'there is no load "60".'],
    ["-5W", false, 'there is no load "-5W".'],
    ["NaNW", false, 'there is no load "NaNW".'],
    ["__proto__", false, 'there is no load "__proto__".'],
    ["10001W", false, "10001W is too much: at most 10000W."],
    ["60W", true, "--repeat is for a load in steps"],
    ["60W 4m 0W", false, "how long does 0W last?"],
    ["60W 4", false, "4 has no unit"],
    ["60 4m", false, '"60" is no power: write it as 60W.'],
    ["60W 99ms", false, "99ms is too short for a step: at least 100ms."],
    ["60W 25h", false, "25h is too long: at most 24 h."],
    [Array(17).fill("1W 1s").join(" "), false, "a load has at most 16 steps; these are 17."],
  ])("is refused: %s", (text, repeats, why) => {
    expect(refusalOf(() => told(text, repeats))).toContain(why);
  });
});
