import { describe, expect, it } from "vitest";
import { openJohnnyFive } from "../../../board/johnny-five/index.ts";
import {
  cache,
  clock,
  connectDevice,
  current,
  device,
  failure,
  open,
  opened,
  PINS,
  plugCable,
  transport,
  unplug,
} from "../../support/firmata-cable.ts";
import { FirmataDevice } from "../../support/firmata-device.ts";
import { turn } from "../../support/manual-clock.ts";
import { MemoryTransport } from "../../support/memory-transport.ts";

describe("a board that is there", () => {
  it.each([
    [2, 5],
    [2, 4],
  ] as const)("works with firmware %i.%i", async (major, minor) => {
    connectDevice(new FirmataDevice({ version: [major, minor] }));
    const { port, news } = await opened();
    await clock.advance(7);
    device.ground(2);
    port.setLed("red");
    port.setRelay(true);
    await turn();
    device.letGo(2);
    expect(news).toEqual(["down at 7", "up at 7"]);
    expect([device.levels[9], device.levels[8]]).toEqual([1, 1]);
  });

  it("keeps working with firmware 2.4 when the button shares a port with lamp and relay", async () => {
    connectDevice(new FirmataDevice({ version: [2, 4] }));
    const { port, news } = await opened({ ...PINS, button: { pin: 12 } });
    device.ground(12);
    port.setLed("blue");
    port.setRelay(true);
    await turn();
    device.letGo(12);
    expect(news).toEqual(["down at 0", "up at 0"]);
  });

  it.each([
    [2, 5],
    [2, 4],
  ] as const)("finds a button that is held while it opens, with firmware %i.%i", async (major, minor) => {
    connectDevice(new FirmataDevice({ version: [major, minor] }));
    device.ground(2);
    const { port, news } = await opened();
    expect(await port.readButton()).toBe(true);
    expect(news).toEqual([]);
  });

  it("lets an error of a listener through instead of taking it for garbage on the line", async () => {
    const { port } = await opened();
    port.onButtonEdge(() => {
      throw new Error("a listener's own mistake");
    });
    expect(() => device.ground(2)).toThrow("a listener's own mistake");
  });

  it("survives a message that firmata-io chokes on", async () => {
    const { news } = await opened();
    device.send([0xf0, 0x6e, 0x60, 0x01, 0x00, 0xf7]);
    device.ground(2);
    expect(news).toEqual(["down at 0"]);
  });

  it("is safe, let go and silent once closed", async () => {
    const { port, news } = await opened();
    port.setLed("red");
    port.setRelay(true);
    const closing = port.close();
    await turn();
    await closing;
    port.setRelay(true);
    device.ground(2);
    expect(device.levels.slice(8, 12)).toEqual([0, 0, 0, 0]);
    expect(current().isOpen).toBe(false);
    expect([cache.length, clock.pending, news]).toEqual([0, 0, []]);
  });

  it("closes within 2 s when the board says nothing", async () => {
    const { port } = await opened();
    device.answers = false;
    let closed = false;
    void port.close().then(() => {
      closed = true;
    });
    await clock.advance(1999);
    expect(closed).toBe(true);
    expect(current().isOpen).toBe(false);
  });

  it("closes within 2 s when the transport never says that it is closed", async () => {
    const { port } = await opened();
    current().close = () => {};
    let closed = false;
    void port.close().then(() => {
      closed = true;
    });
    await clock.advance(1999);
    expect(closed).toBe(true);
  });
});

describe("a board that cannot be used", () => {
  it("passes on the transport's own error when it does not open", async () => {
    plugCable(false);
    expect(await failure(open())).toEqual(new Error("no such file or directory"));
  });

  it("is not Firmata when it says nothing in time", async () => {
    device.answers = false;
    const opening = failure(open());
    await clock.advance(8000);
    expect(await opening).toMatchObject({
      code: "not_firmata",
      message: expect.stringMatching(/^COM5 gave no Firmata answer within 8 s.*StandardFirmata/),
    });
    expect(current().isOpen).toBe(false);
  });

  it("is not Firmata when it only spews garbage", async () => {
    device.answers = false;
    const opening = failure(open());
    await turn();
    let state = 1;
    for (let i = 0; i < 3000; i++) {
      state = (state * 48_271) % 2_147_483_647;
      device.send([state & 0xff, (state >> 8) & 0xff, 0xf0, 0x6a, state & 0x7f, 0xf7]);
    }
    await clock.advance(8000);
    expect(await opening).toMatchObject({ code: "not_firmata" });
  });

  it("is closed even if it opens only after we gave up", async () => {
    const late = new MemoryTransport(device, { opens: false });
    const opening = failure(
      openJohnnyFive({ name: "arduino", place: "COM5", transport: () => late, pins: PINS, clock }),
    );
    await clock.advance(8000);
    expect(await opening).toMatchObject({
      code: "lost",
      message: expect.stringContaining("did not open within 8 s"),
    });
    late.isOpen = true;
    late.emit("open");
    expect(late.isOpen).toBe(false);
  });

  it("has old firmware when it cannot say what its pins can do", async () => {
    connectDevice(new FirmataDevice({ version: [2, 1], capabilities: false }));
    const opening = failure(open());
    await clock.advance(8000);
    expect(await opening).toMatchObject({
      code: "old_firmware",
      message: expect.stringMatching(/^COM5 runs StandardFirmata.ino 2.1, .*Examples > Firmata/),
    });
  });

  it("is lost when it goes away before it answers", async () => {
    device.answers = false;
    const opening = failure(open());
    await turn();
    unplug();
    expect(await opening).toMatchObject({
      code: "lost",
      message: expect.stringContaining("went away before"),
    });
  });

  it("is lost when it stops answering during the set-up", async () => {
    device.answers = true;
    const receive = device.receive.bind(device);
    device.receive = (bytes) => {
      const all = [...bytes];
      if (all[0] === 0xff) device.answers = false;
      receive(all);
    };
    const opening = failure(open());
    await clock.advance(3000);
    expect(await opening).toMatchObject({ code: "lost", message: expect.stringContaining("set up") });
  });

  it("is refused when the wiring names a pin it does not have", async () => {
    const pins = { ...PINS, relay: { pin: 40, active: "high", fitted: true } } as const;
    const opening = failure(openJohnnyFive({ name: "arduino", place: "COM5", transport, pins, clock }));
    expect(await opening).toMatchObject({
      code: "not_firmata",
      message: expect.stringContaining("cannot use pin 40"),
    });
  });
});
