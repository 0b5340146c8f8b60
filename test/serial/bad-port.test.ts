import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openArduino, probeArduino } from "../../board/arduino/index.ts";
import { loadLibrary } from "../../board/johnny-five/library.ts";
import { loadPinMap } from "../../board/pins.ts";
import { BoardError } from "../../board/port.ts";
import { millis } from "../../firmware-sim/index.ts";
import { FirmataDevice } from "../support/firmata-device.ts";
import { openPty, type Pty } from "../support/pty.ts";
import { requireTool } from "../support/tools.ts";
import { wallClock } from "../support/wall-clock.ts";

const pins = loadPinMap("arduino-uno");
const { cache } = loadLibrary().five.Board;
// Pseudo terminals differ between systems: these are Linux's.
const socat = process.platform === "linux" && requireTool("socat", ["-V"]);

let folder: string;
let path: string;
let pty: Pty | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plugbench-ports-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  path = join(folder, "ttyUno");
});

afterEach(async () => {
  await pty?.unplug();
  pty = undefined;
  expect(cache).toEqual([]);
});

/** Opens it and gives the error; a port that is silent is given up after 1 s. */
async function refusal(port = path): Promise<BoardError> {
  const opening = openArduino({ port, pins, clock: wallClock(), bootTimeout: millis(1000) });
  const error = await opening.then(
    async (board) => {
      await board.close();
      return undefined;
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof BoardError)) throw new Error(`it was not refused with a BoardError: ${error}`);
  expect(error.message).toContain(port);
  return error;
}

async function plug(device: FirmataDevice): Promise<void> {
  const plugged = await openPty(path);
  device.send = (bytes) => plugged.input.write(Buffer.from(bytes));
  plugged.output.on("data", (bytes: Buffer) => device.receive(bytes));
  pty = plugged;
}

it("does not exist", async () => {
  const { code, message } = await refusal(join(folder, "nowhere"));
  expect([code, message]).toEqual(["port_missing", expect.stringContaining("plugged in")]);
});

it("is not a serial port", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect((await refusal(file)).code).toBe("port_missing");
});

it("cannot be probed either when it does not exist", async () => {
  const probing = probeArduino(join(folder, "nowhere"), wallClock());
  await expect(probing).rejects.toMatchObject({ name: "BoardError", code: "port_missing" });
});

describe.skipIf(!socat)("a pseudo terminal", () => {
  it("is busy when another program has it", async () => {
    await plug(new FirmataDevice());
    const first = await openArduino({ port: path, pins, clock: wallClock() });
    const { code, message } = await refusalOfSecond();
    expect([code, message]).toEqual(["port_busy", expect.stringContaining("serial monitor")]);
    first.setRelay(true);
    expect(await first.readButton()).toBe(false);
    await first.close();
  });

  it("is not Firmata when it is silent", async () => {
    const device = new FirmataDevice();
    device.answers = false;
    await plug(device);
    const { code, message } = await refusal();
    expect([code, message]).toEqual(["not_firmata", expect.stringContaining("StandardFirmata")]);
  });

  it("is not Firmata when it spews garbage", async () => {
    const device = new FirmataDevice();
    device.answers = false;
    await plug(device);
    let state = 1;
    const spewing = setInterval(() => {
      const bytes = Array.from({ length: 60 }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff);
      device.send([...bytes, 0xf0, 0x6a, 1, 2, 3, 0xf7]);
    }, 10);
    const { code } = await refusal();
    clearInterval(spewing);
    expect(code).toBe("not_firmata");
  });

  it("has old firmware when that cannot say what its pins can do", async () => {
    await plug(new FirmataDevice({ version: [2, 1], capabilities: false }));
    const { code, message } = await refusal();
    expect([code, message]).toEqual(["old_firmware", expect.stringContaining("StandardFirmata.ino 2.1")]);
  });

  it("is lost when it disappears while it is being opened", async () => {
    const device = new FirmataDevice();
    await plug(device);
    device.receive = () => void pty?.unplug();
    const { code, message } = await refusal();
    expect([code, message]).toEqual(["lost", expect.stringContaining("cable")]);
  });

  async function refusalOfSecond(): Promise<BoardError> {
    const cached = cache.length;
    const error = await refusal();
    expect(cache.length).toBe(cached);
    return error;
  }
});
