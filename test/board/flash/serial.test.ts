import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SerialPort } from "serialport";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { probeArduino } from "../../../board/arduino/index.ts";
import { type FlashStep, flashPort, MEGA_WAY, OLD_NANO_WAY, UNO_WAY } from "../../../board/flash/index.ts";
import { type BoardOnPty, bootloaderOnPty } from "../../support/bootloader-on-pty.ts";
import { requireTool } from "../../support/tools.ts";
import { wallClock } from "../../support/wall-clock.ts";
import { whatRuns } from "../../support/what-runs.ts";

// Pseudo terminals differ between systems: these are Linux's.
const socat = process.platform === "linux" && requireTool("socat", ["-V"]);

describe.skipIf(!socat)("flashing through the real serial binding", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "plugbench-flash-"));
  const path = join(folder, "ttyUno");
  let board: BoardOnPty;
  afterEach(() => board.end());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function plugIn(options: Parameters<typeof bootloaderOnPty>[1] = {}): Promise<void> {
    board = bootloaderOnPty(path, options);
    await board.tell("plug");
  }

  /** A pseudo terminal cannot reset a board: somebody presses the button whenever that is asked for. */
  async function flash(onStep: (step: FlashStep) => void = () => {}, ways = [UNO_WAY]): Promise<string> {
    const tell = (step: FlashStep): void => {
      if (step.kind === "press") void board.tell("reset");
      onStep(step);
    };
    const { signal } = new AbortController();
    try {
      await flashPort({ port: path, ways, clock: wallClock(), signal, tell });
      return "done";
    } catch (error) {
      return (error as { code: string }).code;
    }
  }

  const holds = async (): Promise<Buffer> => Buffer.from((await board.tell("look")).flash, "base64");
  const holdsFirmware = async ({ chip } = UNO_WAY) =>
    expect(whatRuns(await holds(), chip)).toBe("the firmware");

  it("puts the firmware on the board, which then answers as Firmata", async () => {
    await plugIn();
    expect(await flash()).toBe("done");
    await holdsFirmware();
    const probe = await probeArduino(path, wallClock());
    expect(probe).toMatchObject({ firmware: { version: "2.5" }, advice: [] });
  });

  it("tells a Mega from an Uno and an old Nano by what it answers to", async () => {
    await plugIn({ kind: "mega" });
    const steps: FlashStep[] = [];
    expect(await flash((step) => steps.push(step), [UNO_WAY, OLD_NANO_WAY, MEGA_WAY])).toBe("done");
    expect(steps).toContainEqual({
      kind: "entered",
      chip: "ATmega2560",
      firmware: "StandardFirmata 2.3",
      baudRate: 115_200,
    });
    await holdsFirmware(MEGA_WAY);
  });

  it("writes a Mega that loses bytes and is unplugged half-way, the next time", async () => {
    await plugIn({ kind: "mega" });
    let pulled: Promise<unknown> | undefined;
    const ended = await flash(
      (step) => {
        if (step.kind === "write" && step.done === 30) pulled = board.tell("unplug");
      },
      [MEGA_WAY],
    );
    expect(ended).toBe("lost");
    await pulled;
    await board.tell("plug");
    const lose = (step: FlashStep): void => {
      if (step.kind === "write" && [7, 40].includes(step.done)) void board.tell("lose");
    };
    expect(await flash(lose, [MEGA_WAY])).toBe("done");
    await holdsFirmware(MEGA_WAY);
  });

  it("refuses another chip with nothing written", async () => {
    await plugIn({ signature: "1e9801" });
    const before = await holds();
    expect(await flash()).toBe("wrong_chip");
    expect((await holds()).equals(before)).toBe(true);
  });

  it("recovers from lost bytes", async () => {
    await plugIn();
    const lossy = [7, 60];
    const ended = await flash((step) => {
      if ("done" in step && lossy.includes(step.done)) void board.tell("lose");
    });
    expect(ended).toBe("done");
    await holdsFirmware();
  });

  it("is unplugged half-way, and writes all of it the next time", async () => {
    await plugIn();
    let pulled: Promise<unknown> | undefined;
    const ended = await flash((step) => {
      if (step.kind === "write" && step.done === 40) pulled = board.tell("unplug");
    });
    expect(ended).toBe("lost");
    await pulled;
    await board.tell("plug");
    expect(await flash()).toBe("done");
    await holdsFirmware();
  });

  it("tells of a memory that does not keep what is written", async () => {
    await plugIn({ worn: 0x0200 });
    expect(await flash()).toBe("mismatch");
  });

  it("is refused while another program holds the port, and the board is not touched", async () => {
    await plugIn();
    const other = new SerialPort({ path, baudRate: 57_600 });
    await new Promise((resolve) => other.once("open", resolve));
    expect(await flash()).toBe("port_busy");
    await new Promise((resolve) => other.close(resolve));
    expect((await board.tell("look")).listens).toBe(false);
  });

  it("gives a port up that does not exist", async () => {
    await plugIn();
    await board.tell("unplug");
    expect(await flash()).toBe("port_missing");
  });
});
