import { once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { GpiochipIo } from "../../../board/gpiochip-io/index.ts";
import { levels, opened } from "./opened.ts";

describe("letting go", () => {
  it("by reset makes every pin unused, and the io stays", async () => {
    const { io, kernel, edges } = opened();
    io.openInput(17, "pull-up");
    io.openOutputs(levels([22, 1], [27, 1]));
    io.digitalRead(5, () => expect.fail("a pin that is not in use any more"));
    io.reset();
    await turn();
    kernel.pull(17, 0);
    await turn();
    expect([kernel.openFiles, edges, io.pins[22]!.mode, io.pins[17]!.report]).toEqual([1, [], undefined, 0]);
    io.openOutputs(levels([17, 1]));
    expect(kernel.level(17)).toBe(1);
  });

  it("by close leaves nothing open; then writes are dropped, and opening is refused", () => {
    const { io, kernel } = opened();
    io.openInput(17, "pull-up");
    io.digitalWrite(5, 1);
    io.close();
    io.close();
    expect([kernel.openFiles, kernel.watchedFiles, io.isReady]).toEqual([0, 0, false]);
    io.digitalWrite(5, 1);
    io.pinMode(6, io.MODES.OUTPUT);
    io.writeLines(levels([5, 1]));
    io.digitalRead(5, () => undefined);
    io.drain();
    expect(kernel.openFiles).toBe(0);
    for (const refused of [
      () => io.openInput(17, "pull-up"),
      () => io.openOutputs(levels([5, 1])),
      () => io.readLine(17),
    ]) {
      expect(refused).toThrow("/dev/gpiochip0 has been closed");
    }
  });

  it("stops telling edges, even between two that were read together", () => {
    const { io, kernel, edges } = opened();
    io.openInput(17, "pull-down");
    io.once("edge", () => io.close());
    kernel.pull(17, 1);
    kernel.pull(17, 0);
    io.drain();
    expect(edges).toHaveLength(1);
  });
});

describe("a chip that goes away", () => {
  it("is told once, with the cause, everything being let go already", async () => {
    const { io, kernel } = opened();
    await once(io, "ready");
    io.openInput(17, "pull-up");
    io.digitalWrite(5, 1);
    const told: unknown[] = [];
    io.on("disconnect", (cause) => told.push(cause.code, cause.path, kernel.openFiles, io.isReady));
    kernel.unplug();
    await turn();
    await turn();
    await turn();
    expect(told).toEqual(["ENODEV", "/dev/gpiochip0", 0, false]);
  });

  it("is noticed with outputs alone, and with no line at all", async () => {
    for (const use of [(io: GpiochipIo) => io.digitalWrite(5, 1), () => undefined]) {
      const { io, kernel } = opened();
      use(io);
      kernel.unplug();
      const [cause] = await once(io, "disconnect");
      expect(cause.message).toBe("cannot reach /dev/gpiochip0 any more: no such device (ENODEV)");
    }
  });

  it("is noticed by who writes, reads or opens first: what is lost is dropped, and told in a later turn", async () => {
    for (const use of [
      (io: GpiochipIo) => io.digitalWrite(5, 1),
      (io: GpiochipIo) => io.pinMode(6, io.MODES.OUTPUT),
      (io: GpiochipIo) => io.drain(),
    ]) {
      const { io, kernel } = opened();
      io.digitalWrite(5, 0);
      io.openInput(17, "pull-up");
      kernel.unplug();
      let told = 0;
      io.on("disconnect", () => told++);
      use(io);
      expect([told, kernel.openFiles]).toEqual([0, 0]);
      await turn();
      await turn();
      expect(told).toBe(1);
    }
  });

  it("is thrown to who must have an answer", async () => {
    const { io, kernel } = opened();
    io.openInput(17, "pull-up");
    kernel.unplug();
    expect(() => io.readLine(17)).toThrow("ENODEV");
    expect(() => io.openInput(5, "pull-up")).toThrow("ENODEV");
    await once(io, "disconnect");
  });

  it("is not told any more when the io was closed meanwhile", async () => {
    const { io, kernel } = opened();
    io.on("disconnect", () => expect.fail("disconnect"));
    kernel.unplug();
    io.digitalWrite(5, 1);
    io.close();
    await turn();
    await turn();
  });
});
