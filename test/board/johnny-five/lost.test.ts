import { describe, expect, it } from "vitest";
import {
  cache,
  clock,
  current,
  device,
  opened,
  plugCable,
  replug,
  transports,
  unplug,
} from "../../support/firmata-cable.ts";
import { turn } from "../../support/manual-clock.ts";

describe("a board that is lost", () => {
  it("says so once, and once that it is back, in its safe state", async () => {
    const { port, news } = await opened();
    port.setRelay(true);
    await turn();
    unplug();
    await clock.advance(5000);
    await replug();
    expect(news).toEqual(["COM5 went away (bad file descriptor)", "back"]);
    expect(device.levels[8]).toBe(0);
    port.setRelay(true);
    await turn();
    expect(device.levels[8]).toBe(1);
  });

  it("drops what is commanded meanwhile: nothing is written late, nothing is replayed", async () => {
    const { port } = await opened();
    unplug();
    device.portWrites.length = 0;
    port.setRelay(true);
    port.setLed("red");
    expect(await port.readButton()).toBe(false);
    await replug();
    expect(transports.flatMap(({ writtenTooLate }) => writtenTooLate)).toEqual([]);
    expect(device.portWrites.filter(([, levels]) => levels !== 0)).toEqual([]);
  });

  it("knows after the replug whether the button is still held", async () => {
    const { port, news } = await opened();
    device.ground(2);
    unplug();
    await replug();
    expect(await port.readButton()).toBe(true);
    device.letGo(2);
    expect(news.slice(-2)).toEqual(["back", "up at 1000"]);
  });

  it("takes a restart of the firmware for a loss, as its pins have forgotten everything", async () => {
    const { port, news } = await opened();
    port.setLed("blue");
    device.boot();
    await clock.advance(1000);
    expect(news).toEqual(["COM5 restarted", "back"]);
    port.setLed("blue");
    await turn();
    expect(device.levels[11]).toBe(1);
  });

  it("answers who waits for the button's level", async () => {
    const { port } = await opened();
    device.answers = false;
    const reading = port.readButton();
    unplug();
    expect(await reading).toBe(false);
  });

  it("tries again until the board answers, whatever goes wrong", async () => {
    const { news } = await opened();
    unplug();
    await clock.advance(3500);
    device.answers = false;
    plugCable(true);
    await clock.advance(9000);
    device.answers = true;
    await clock.advance(10_000);
    expect(news.slice(1)).toEqual(["back"]);
    expect(cache.length).toBe(1);
  });

  it.each([0, 1000, 1500])("is not looked for any more once closed, %i ms after the loss", async (ms) => {
    const { port, news } = await opened();
    unplug();
    if (ms === 1000) plugCable(true);
    await clock.advance(ms);
    await port.close();
    plugCable(true);
    await clock.advance(5000);
    expect(news.filter((line) => line === "back").length).toBe(ms === 1000 ? 1 : 0);
    expect([clock.pending, cache.length, current().isOpen]).toEqual([0, 0, false]);
  });

  it("is let go when it is closed in the middle of a new connection", async () => {
    const { port, news } = await opened();
    unplug();
    plugCable(true);
    device.answers = false;
    await clock.advance(1500);
    await port.close();
    await turn();
    expect([news.length, clock.pending, cache.length, current().isOpen]).toEqual([1, 0, 0, false]);
  });
});
