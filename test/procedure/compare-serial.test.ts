import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { compareBoards } from "../../src/procedure/compare/boards.ts";
import { comparisonText } from "../../src/procedure/compare/text.ts";
import { requireTool } from "../support/tools.ts";
import { unoOnPty } from "../support/uno-on-pty.ts";

// Pseudo terminals differ between systems: these are Linux's.
const socat = process.platform === "linux" && requireTool("socat", ["-V"]);
const folder = mkdtempSync(join(tmpdir(), "plugbench-compare-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Short, for it takes its time. */
const TOUCH = `# Touch

1. Press the Action button. The light glows solid blue.
2. Press the Action button. The light turns off.
3. Press and hold the Action button. The light blinks red and blue.
4. Release the button. The light turns off.
`;

// The Uno's process has 8 s to answer: on a machine that is busy with other tests it may need another try.
describe.runIf(socat)("a serial line beside virtual time", { timeout: 120_000, retry: 3 }, () => {
  it("shows and decides the same; how many milliseconds later is told and not judged", async () => {
    const port = join(folder, "ttyUno");
    const uno = unoOnPty(port);
    try {
      await uno.tell("plug");
      const [procedure] = readArticle(TOUCH, "touch.md").procedures;
      const comparison = await compareBoards(procedure!, ["virtual", "arduino"], {
        profile: amazonSmartPlug,
        start: "online",
        port,
      });
      const [serial] = comparison.others;
      expect(serial).toMatchObject({ board: "arduino", passed: true });
      expect(comparison.yardstick.gestures.length).toBeGreaterThan(5);
      for (const aspect of ["patterns", "gestures", "decisions"] as const)
        expect(serial![aspect].first, aspect).toBeNull();
      const text = comparisonText(comparison);
      expect(text).toContain("arduino, which passed:\n  patterns            the same ");
      console.info(text);
    } finally {
      await uno.end();
    }
  });
});
