import { describe, expect, it } from "vitest";
import { Eye } from "../../src/testing/eye.ts";

const DARK = { at: 0, color: "off" } as const;

describe("an eye", () => {
  it("sees each colour that begins", () => {
    const eye = new Eye(0, DARK);
    expect([eye.see("off", 10), eye.see("red", 20), eye.see("red", 30), eye.see("blue", 40)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(eye.edges).toEqual([DARK, { at: 20, color: "red" }, { at: 40, color: "blue" }]);
    expect(eye.lamp).toBe("blue");
  });

  it("sees the last of several at one instant only", () => {
    const eye = new Eye(0, DARK);
    eye.see("red", 20);
    eye.see("blue", 20);
    expect(eye.edges).toEqual([DARK, { at: 20, color: "blue" }]);
    eye.see("red", 30);
    eye.see("blue", 30);
    expect(eye.edges).toEqual([DARK, { at: 20, color: "blue" }]);
  });

  it("begins with what is there at the first instant", () => {
    const eye = new Eye(0, DARK);
    eye.see("red", 0);
    expect(eye.edges).toEqual([{ at: 0, color: "red" }]);
  });

  it("sees nothing of a flicker, and what lasts from when it began", () => {
    const eye = new Eye(5, DARK);
    expect(eye.see("magenta", 10)).toBe(false);
    expect(eye.see("red", 12)).toBe(false);
    expect(eye.see("red", 16)).toBe(false);
    expect(eye.see("red", 17)).toBe(true);
    eye.see("off", 20);
    eye.see("red", 24);
    eye.see("red", 40);
    expect(eye.edges).toEqual([DARK, { at: 12, color: "red" }]);
  });
});
