import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openSerialPort } from "../../board/arduino/serialport.ts";
import { openPty } from "../support/pty.ts";
import { requireTool } from "../support/tools.ts";

const TIMES = 30;
/** What a board says without end, as fast as a port takes it, ms between two messages. */
const OFTEN = 1;

// Pseudo terminals differ between systems: these are Linux's.
describe.runIf(process.platform === "linux" && requireTool("socat", ["-V"]))("a serial port", () => {
  const folder = mkdtempSync(join(tmpdir(), "plugbench-pulled-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("closes each time it is pulled out, also while bytes arrive", async () => {
    for (let time = 0; time < TIMES; time++) {
      const pty = await openPty(join(folder, `tty${time}`));
      const port = await openSerialPort(pty.path, 57_600);
      const closed = new Promise((resolve) => port.once("close", resolve));
      const talking = setInterval(() => pty.input.write("abc"), OFTEN);
      await new Promise((resolve) => port.once("data", resolve));
      await pty.unplug();
      clearInterval(talking);
      expect(await closed).toMatchObject({ message: expect.any(String) });
    }
  });
});
