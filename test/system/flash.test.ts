import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { flashPort, UNO_WAY } from "../../board/flash/index.ts";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { compareBoards } from "../../src/procedure/compare/boards.ts";
import { bootloaderOnPty } from "../support/bootloader-on-pty.ts";
import { requireTool } from "../support/tools.ts";
import { wallClock } from "../support/wall-clock.ts";

// Pseudo terminals differ between systems: these are Linux's.
const socat = process.platform === "linux" && requireTool("socat", ["-V"]);
const folder = mkdtempSync(join(tmpdir(), "plugbench-flashed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const article = readFileSync(join(import.meta.dirname, "../../examples/articles/factory-reset.md"), "utf8");

// The Uno's process has 8 s to answer: on a machine that is busy with other tests it may need another try.
describe.runIf(socat)("a blank board that was flashed over its serial port", { retry: 2 }, () => {
  it("passes the article of the factory reset, and shows and decides what the virtual board does", async () => {
    const port = join(folder, "ttyUno");
    const board = bootloaderOnPty(port);
    try {
      await board.tell("plug");
      await flashPort({
        port,
        ways: [UNO_WAY],
        clock: wallClock(),
        signal: new AbortController().signal,
        tell: ({ kind }) => void (kind === "press" && board.tell("reset")),
      });
      const [procedure] = readArticle(article, "factory-reset.md").procedures;
      const options = { profile: amazonSmartPlug, start: "unplugged", port } as const;
      const comparison = await compareBoards(procedure!, ["virtual", "arduino"], options);
      const [serial] = comparison.others;
      expect(serial).toMatchObject({ board: "arduino", passed: true });
      for (const aspect of ["patterns", "gestures", "decisions"] as const)
        expect(serial![aspect].first, aspect).toBeNull();
    } finally {
      await board.end();
    }
  });
});
