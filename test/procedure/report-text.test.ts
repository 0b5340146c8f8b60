import { describe, expect, it } from "vitest";
import { stepPicture } from "../../src/procedure/report/pictures.ts";
import { requirementLines, textReport } from "../../src/procedure/report/text.ts";
import { bad, good, partial } from "../support/verdicts.ts";

const linesOf = (text: string): string[] => text.split("\n");

describe("a report for the console", () => {
  it("gives the article again, and says of each pass on what it rests", () => {
    const text = textReport(good, 80);
    expect(linesOf(text).slice(0, 5)).toEqual([
      "articles/reset.md: How to reset",
      "Amazon Smart Plug (amazon-smart-plug) on virtual, start unplugged",
      expect.stringContaining("R red"),
      "",
      "✓ Step 1, line 4 [REQ-1]",
    ]);
    expect(text).toContain("  ✓ Plug it in. (documented)\n");
    expect(text).toMatch(/ {2}✓ Hold the Action button for 13 seconds\.\n {6}depends on .*third-party.*12 s/);
    expect(text).toMatch(/\nPASSED: checked 3 of 4 sentences\. It rests on third-party numbers\.\n/);
    expect(text).toContain("\n  line 7: The plug is now ready for sale. (says nothing to do or to see)\n");
  });

  it("shows under each step what the light did, and when", () => {
    const lines = linesOf(textReport(good, 80));
    expect(lines).toContain("    from 17 s solid red for 5 s");
    const picture = lines.find((line) => /R{8}/.test(line))!;
    expect(picture.length).toBeLessThanOrEqual(80);
    expect(picture).toMatch(/R{8}.*b/);
    expect(
      Math.max(
        ...linesOf(textReport(good, 60))
          .filter((line) => /R{8}/.test(line))
          .map((l) => l.length),
      ),
    ).toBeLessThanOrEqual(60);
  });

  it("shows no light under a step in which no time passed", () => {
    const step = { ...good.steps[0]!, seen: { from: 4000, to: 4000, episodes: [] } };
    expect(textReport({ ...good, steps: [step] }, 80)).toContain("  ✓ Plug it in. (documented)\n\nPASSED");
    expect(stepPicture(step)).toBeNull();
  });

  it("says where the article is wrong, what the plug did, and what would be right", () => {
    expect(textReport(bad, 80)).toContain(
      [
        "  ✗ line 6: The light glows solid orange for several seconds.",
        "      the article says   solid orange, at least 2 s",
        "      the plug did       solid red for 5 s, from 17 s",
        "      this would pass    The light glows solid red for several seconds.",
        "",
      ].join("\n"),
    );
    expect(textReport(bad, 80)).toContain("FAILED: checked 3 of 4 sentences.\n");
  });

  it("says what an interrupted check did not reach", () => {
    const text = textReport(partial, 80);
    expect(text).toContain("\n- Step 2, line 5 [REQ-2, REQ-3]: not reached\n");
    expect(text).toContain("INCOMPLETE: the check was interrupted: checked 1 of 4 sentences.\n");
    expect(text).toContain("  line 5: Hold the Action button for 13 seconds. (not reached)\n");
  });

  it("says where the verdict turns, or that it does not, when that was asked", () => {
    expect(textReport(good, 80)).toContain("  rungs.armed.at is 12 s (third-party): with 13.001 s the");
    expect(textReport({ ...good, flips: [] }, 80)).toContain("  no number turns the verdict");
    expect(textReport(bad, 80)).not.toContain("the verdict");
  });

  it("names every requirement with what came of it", () => {
    expect(requirementLines([bad])).toEqual([
      "✓ REQ-1: pass (articles/reset.md: How to reset, step 1, line 4)",
      "✗ REQ-2: fail (articles/reset.md: How to reset, step 2, line 5)",
      "✗ REQ-3: fail (articles/reset.md: How to reset, step 2, line 5)",
    ]);
  });
});
