import { describe, expect, it } from "vitest";
import { failures, outcomes, read, rehearsed } from "./rehearsal.ts";

const RESET = `# Reset
1. Press and hold the Action button for 14 seconds. Release the button. The light glows solid red.
`;
const check = async (sentence: string) => rehearsed(read(`${RESET}2. ${sentence}\n`));

describe("a light that is said to come in time", () => {
  // Solid red lasts 5 s, of which 2.5 s have passed when it is clear that it is solid.
  it.each([
    "The light blinks blue within 3 seconds.",
    "Within 10 seconds the light blinks blue.",
    "After 3 seconds the light blinks blue.",
  ])("%s passes", async (sentence) => {
    const steps = await check(sentence);
    expect(failures(steps)).toEqual([]);
    expect(outcomes(steps)).toBe("pass, pass");
  });

  it("fails when it comes later, and how late is told", async () => {
    const steps = await check("The light blinks blue within 1 second.");
    expect(failures(steps)).toEqual([
      "step 2, line 3: The light is blinking blue within 1 s. It was so only after 2.5 s. | … within 3 seconds.",
    ]);
  });
});
