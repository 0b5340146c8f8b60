import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { type FlashTransport, Line } from "../../../board/flash/line.ts";
import { ManualClock } from "../../support/manual-clock.ts";

type Done = (error?: Error | null) => void;

/** A port that neither opens nor refuses, until it is told to. */
class StubbornPort extends EventEmitter implements FlashTransport {
  write(): void {}
  set(_: unknown, done: Done): void {
    done(null);
  }
  update(_: unknown, done: Done): void {
    done(new Error("Port is not open"));
  }
  close(done: Done): void {
    done(null);
  }
}

function opening() {
  const port = new StubbornPort();
  const clock = new ManualClock();
  const abort = new AbortController();
  return { port, clock, abort, line: Line.open(port, "COM5", clock, abort.signal) };
}

describe("a port that does not open", () => {
  it("is given up after 8 s", async () => {
    const { line, clock } = opening();
    const refused = expect(line).rejects.toMatchObject({ name: "FlashError", code: "lost" });
    await clock.advance(8000);
    await refused;
  });

  it("is not waited for by whoever was asked to stop", async () => {
    const { line, abort } = opening();
    abort.abort();
    await expect(line).rejects.toMatchObject({ code: "stopped" });
  });
});

it("tells of a port that went away just when its speed was to be set, as of any that went away", async () => {
  const { line, port } = opening();
  port.emit("open");
  const error = await (await line).setSpeed(57_600).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "FlashError", code: "lost" });
  expect((error as Error).message).toContain("COM5 cannot be set to 57600 baud (Port is not open)");
});
