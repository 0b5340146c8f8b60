import { describe, expect, it } from "vitest";
import { GpioError } from "../../../board/gpiochip-io/index.ts";
import { FakeKernel } from "../gpiochip-io/fake-gpiochip.ts";
import { BUTTON, GET_LINE, LAMP, RELAY, rig } from "./rig.ts";

describe("a Raspberry Pi that cannot be opened", () => {
  const refusal = (kernel: FakeKernel) =>
    rig({}, kernel)
      .open()
      .catch((error) => error);

  it("names who holds a line, once for all of them, and leaves nothing taken", async () => {
    const kernel = new FakeKernel();
    for (const line of [RELAY, LAMP[0]]) kernel.chips[0]!.lines[line]!.consumer = "pigpiod";
    kernel.chips[0]!.lines[LAMP[1]]!.consumer = "plugbench";
    const { code, message } = await refusal(kernel);
    expect(code).toBe("pin_busy");
    expect(message).toMatch(
      /^GPIO24, GPIO27 are in use by "pigpiod": end that program.*--pins; GPIO22 is in use by another plugbench/,
    );
    expect(kernel.openFiles).toBe(0);
  });

  it("lets lamp and relay go again when only the button's line is taken", async () => {
    const kernel = new FakeKernel();
    kernel.chips[0]!.lines[BUTTON]!.consumer = "gpio-keys";
    expect(await refusal(kernel)).toMatchObject({ code: "pin_busy" });
    expect([kernel.openFiles, kernel.watchedFiles]).toEqual([0, 0]);
  });

  it.each([
    [new FakeKernel("gpio-mockup"), "has only gpio-mockup (/dev/gpiochip0): --board raspberry-pi runs on"],
    [Object.assign(new FakeKernel(), { chipPaths: () => [] }), "this machine has no GPIO chip: --board"],
  ])("says which chips there are", async (kernel, words) => {
    const { code, message } = await refusal(kernel);
    expect([code, message]).toEqual(["no_chip", expect.stringContaining(words)]);
  });

  it("is found by its label, whatever its number", async () => {
    const kernel = new FakeKernel("raspberrypi-exp-gpio", ["BT_ON"]);
    kernel.addChip(
      "pinctrl-rp1",
      Array.from({ length: 54 }, (_, at) => `GPIO${at}`),
    );
    const port = await rig({}, kernel).open();
    expect(kernel.chips[1]!.lines[RELAY]!.holder).toBeDefined();
    await port.close();
  });

  it("says whose right is missing", async () => {
    const kernel = new FakeKernel();
    kernel.chips[0]!.denied = true;
    const { code, message } = await refusal(kernel);
    expect([code, message]).toEqual(["port_denied", expect.stringMatching(/^\/dev\/gpiochip0 is not yours/)]);
  });

  it("asks for a newer kernel where lines cannot be taken in one step", async () => {
    const kernel = new FakeKernel();
    kernel.refusals.set(GET_LINE, 22);
    expect(await refusal(kernel)).toMatchObject({
      code: "no_chip",
      message: expect.stringContaining("Linux 5.10"),
    });
  });

  it.each([
    ["ENOSYS", "GPIO chips are files of Linux, and this is darwin", "runs on the Raspberry Pi itself"],
    ["ENOPKG", "koffi cannot be loaded", "without --omit=optional"],
  ])("says what to do when there is no way to the kernel: %s", async (code, message, advice) => {
    const kernel = Object.assign(new FakeKernel(), {
      chipPaths: () => {
        throw new GpioError(code, message);
      },
    });
    const error = await refusal(kernel);
    expect([error.code, error.message]).toEqual(["no_chip", expect.stringContaining(`${message}: `)]);
    expect(error.message).toContain(advice);
  });

  it("is lost when the chip goes before johnny-five has it", async () => {
    const kernel = new FakeKernel();
    const watchers: (() => void)[] = [];
    kernel.watch = (_, listener) => {
      watchers.push(listener);
      return () => {};
    };
    const opening = refusal(kernel);
    kernel.unplug();
    for (const watcher of watchers) watcher();
    expect(await opening).toMatchObject({ code: "lost" });
    expect(kernel.openFiles).toBe(0);
  });

  it("is lost when the chip goes while it is set up", async () => {
    const kernel = new FakeKernel();
    const opening = refusal(kernel);
    kernel.unplug();
    expect(await opening).toMatchObject({ code: "lost" });
    expect(kernel.openFiles).toBe(0);
  });
});
