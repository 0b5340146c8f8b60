import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBench } from "../../src/testing/bench.ts";
import type { Bench } from "../../src/testing/bench-port.ts";
import { requireTool } from "../support/tools.ts";
import { type UnoOnPty, unoOnPty } from "../support/uno-on-pty.ts";

// Pseudo terminals differ between systems: these are Linux's.
const socat = process.platform === "linux" && requireTool("socat", ["-V"]);

describe("a bench with an Arduino that is not there", () => {
  it("is not opened, and says why", async () => {
    await expect(openBench({ board: "arduino", port: "/dev/none" })).rejects.toThrow(
      /\/dev\/none does not exist/,
    );
  });
});

describe.skipIf(!socat)(
  "a bench with an Arduino on its serial port, in real time",
  { timeout: 120_000 },
  () => {
    let folder: string;
    let uno: UnoOnPty;
    let bench: Bench;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "plugbench-bench-"));
      const port = join(folder, "ttyUno");
      uno = unoOnPty(port);
      await uno.tell("plug");
      // On a busy machine the emulated Uno may take longer to boot than a real one ever does.
      const open = () => openBench({ board: "arduino", port, start: "setup" });
      bench = await vi.waitFor(open, { timeout: 100_000 });
    });
    afterAll(async () => {
      await bench?.close();
      await uno?.end();
      rmSync(folder, { recursive: true, force: true });
    });

    const gestures = () =>
      bench.reports.flatMap(({ report }) => (report.kind === "gesture" ? report.gesture : []));

    it("sees what goes out to the lamp", async () => {
      expect([bench.board, bench.patterns]).toEqual(["arduino", [{ at: 0, name: "setup" }]]);
      expect(await bench.until(() => bench.lampEdges.length >= 4, "20s")).toBe(true);
      const colors = bench.lampEdges.slice(-2).map(({ color }) => color);
      expect(colors.toSorted()).toEqual(["blue", "off"]);
      expect(bench.now).toBeGreaterThanOrEqual(bench.lampEdges.at(-1)!.at);
    });

    it("hears of its real button", async () => {
      await uno.tell("press");
      expect(await bench.until(() => gestures().includes("initialPress"), "20s")).toBe(true);
      await uno.tell("release");
      expect(await bench.until(() => gestures().includes("shortRelease"), "20s")).toBe(true);
    });

    it("can be pressed without its button, and switches its relay", async () => {
      expect(bench.outlet).toBe("on");
      await bench.hold(150);
      expect(await bench.until(() => bench.outlet === "off", "20s")).toBe(true);
      await bench.hold(150);
      expect(await bench.until(() => bench.outlet === "on", "20s")).toBe(true);
      await expect.poll(async () => (await uno.tell("look")).levels[0], { timeout: 20_000 }).toBe(true);
    });

    it("lets as much time pass as is asked for", async () => {
      const before = bench.now;
      await bench.advance(50);
      expect(bench.now - before).toBeGreaterThanOrEqual(50);
    });

    it("shows nothing while its board is gone", async () => {
      await uno.tell("unplug");
      const gone = () => bench.host.snapshot.board === "offline";
      expect(await bench.until(gone, "20s")).toBe(true);
      expect([bench.lamp, bench.outlet]).toEqual(["off", "off"]);
    });

    it("ends what is waited for when it is closed", async () => {
      const waiting = bench.until(() => false, "10h");
      await bench.close();
      expect(await waiting).toBe(false);
    });
  },
);
