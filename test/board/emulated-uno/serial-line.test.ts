import { beforeEach, describe, expect, it, vi } from "vitest";
import { CYCLES_PER_MS, type EmulatedUno } from "../../../board/emulated-uno/emulated-uno.ts";
import { standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { nearlyBooted } from "../../../board/emulated-uno/nearly-booted.ts";
import { UnoSerialLine } from "../../../board/emulated-uno/serial-line.ts";
import { digitalWrite } from "./firmata-bytes.ts";

// A boot is up to 1 s of work for the processor; on a busy machine, several.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BOOTED_MS = 60;
const BANNER_BYTE = 0xf9;
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("the serial line of an emulated Uno", () => {
  let uno: EmulatedUno;
  let line: UnoSerialLine;
  let seen: unknown[];
  let start: number;
  /** Milliseconds since the line was made. */
  const runTo = (ms: number) => {
    uno.runTo(start + ms * CYCLES_PER_MS);
    line.deliver();
  };

  beforeEach(() => {
    uno = nearlyBooted(standardFirmata25());
    start = uno.cycles;
    line = new UnoSerialLine(uno);
    seen = [];
    line.on("open", () => seen.push("open"));
    line.on("data", (data: Buffer) => seen.push(data));
    line.on("close", (reason: (Error & { disconnected?: boolean }) | null) =>
      seen.push(reason?.disconnected ? `unplugged: ${reason.message}` : "closed"),
    );
  });

  it("opens after the tick that made it", async () => {
    expect(seen).toEqual([]);
    await nextTurn();
    expect(seen).toEqual(["open"]);
  });

  it("hands over what the chip sent, in one piece for each piece of time, and nothing when it is silent", async () => {
    await nextTurn();
    runTo(0);
    expect(seen).toEqual(["open"]);
    runTo(BOOTED_MS);
    line.deliver();
    expect(seen).toHaveLength(2);
    expect((seen[1] as Buffer)[0]).toBe(BANNER_BYTE);
  });

  it("closes when all that was written has reached the chip", async () => {
    runTo(BOOTED_MS);
    const done: unknown[] = [];
    line.write(Buffer.from(digitalWrite(1, [8])), (error) => done.push(error));
    line.close((error) => done.push(error));
    expect(line.write(Buffer.from(digitalWrite(1, [])), (error) => done.push(error?.message))).toBe(false);
    runTo(BOOTED_MS + 0.3);
    expect(seen).not.toContain("closed");
    runTo(BOOTED_MS + 1);
    await nextTurn();
    expect(seen.at(-1)).toBe("closed");
    expect(uno.pinLevel(8)).toBe(true);
    expect(done).toEqual([null, null, "the serial line is closed"]);
  });

  it("tells an unplugging as serialport does, and keeps no write after it", async () => {
    await nextTurn();
    runTo(BOOTED_MS);
    line.unplug();
    line.unplug();
    expect(seen.slice(2)).toEqual(["unplugged: the emulated Uno was unplugged"]);
    const failure = new Promise<string | undefined>((resolve) => {
      line.write([0xf9], (error) => resolve(error?.message));
    });
    expect(await failure).toBe("the serial line is closed");
    runTo(BOOTED_MS + 10);
    expect(seen).toHaveLength(3);
    expect(uno.serialQuiet).toBe(true);
  });

  it("does not open any more when it was unplugged before", async () => {
    line.unplug();
    await nextTurn();
    expect(seen).toEqual(["unplugged: the emulated Uno was unplugged"]);
  });

  it("answers a second close with an error", async () => {
    line.unplug();
    const message = await new Promise((resolve) => line.close((error) => resolve(error?.message)));
    expect(message).toBe("the serial line is closed");
  });
});
