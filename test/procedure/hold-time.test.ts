import { describe, expect, it } from "vitest";
import { failures, outcomes, read, rehearsed } from "./rehearsal.ts";

const holdFor = (words: string) =>
  read(`1. Press and hold the Action button for ${words}. Release the button.
   The light glows solid red for several seconds, then blinks blue.
2. The reset is complete.
`);

describe("a hold by the clock on the Amazon plug, which resets after 12 s", () => {
  it("fails with 10 seconds, and tells how long it takes", async () => {
    const steps = await rehearsed(holdFor("10 seconds"));
    expect(failures(steps)).toEqual([
      "step 1, line 2: The light is solid red for at least 2 s next. " +
        "The button was held for 10 s. After the Action button was released the light was off for 2.5 s: off, not solid red." +
        " | Press and hold the Action button for 13 seconds. Release the button.",
    ]);
    expect(outcomes(steps)).toBe("fail, not reached");
  });

  it("passes with the 13 seconds that it suggests, and with a minute less one second", async () => {
    for (const words of ["13 seconds", "59 seconds"])
      expect(outcomes(await rehearsed(holdFor(words)))).toBe("pass, pass");
  });

  it("fails with 12 seconds: the plug wants to have shown its red for 250 ms", async () => {
    expect(outcomes(await rehearsed(holdFor("12 seconds")))).toBe("fail, not reached");
  });

  it("suggests no longer hold where it was long enough", async () => {
    const steps = await rehearsed(
      read(
        "1. Press and hold the Action button for 13 seconds. Release the button. The light glows solid orange.\n",
      ),
    );
    expect(failures(steps)).toEqual([
      expect.stringMatching(/solid red, not solid orange\. \| The light glows solid red\.$/),
    ]);
  });

  it("fails when somebody lets go at the wrong colours", async () => {
    const steps = await rehearsed(
      read(`1. Press and hold the Action button until the light blinks red and blue. Release the button.
2. The light glows solid red for several seconds.
`),
    );
    expect(failures(steps)).toEqual([
      expect.stringMatching(
        /^step 2, line 2: The light is solid red .* The button was held for 4(\.\d)? s\. .* off, not solid red\. \| .* for 13 seconds\./,
      ),
    ]);
  });
});
