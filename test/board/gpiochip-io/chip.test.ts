import { describe, expect, it } from "vitest";
import { chipLines, GpiochipIo, GpioError, listChips } from "../../../board/gpiochip-io/index.ts";
import { EACCES, EBUSY, EINVAL, ENODEV, FakeKernel } from "./fake-gpiochip.ts";

const CHIPINFO = 0x8044b401;
const LINEINFO = 0xc100b405;
const GET_LINE = 0xc250b407;
const FIONBIO = 0x5421;

function thrownBy(action: () => unknown): GpioError {
  try {
    action();
  } catch (error) {
    if (error instanceof GpioError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("listing the chips", () => {
  it("gives their paths, names, labels and sizes, and tells which cannot be opened", () => {
    const kernel = new FakeKernel("pinctrl-rp1");
    kernel.addChip("gpio-brcmstb", ["", "WIFI"]).denied = true;
    const { chips, refused } = listChips(kernel);
    expect(chips).toEqual([{ path: "/dev/gpiochip0", name: "gpiochip0", label: "pinctrl-rp1", lines: 28 }]);
    expect(refused.map(({ code, path, message }) => [code, path, message])).toEqual([
      ["EACCES", "/dev/gpiochip1", "cannot open /dev/gpiochip1: permission denied (EACCES)"],
    ]);
    expect(kernel.openFiles).toBe(0);
  });

  it("gives every line with whoever holds it", () => {
    const kernel = new FakeKernel();
    kernel.chips[0]!.lines[3]!.consumer = "i2c";
    const io = new GpiochipIo({ chip: "pinctrl-bcm2711", consumer: "lamp" }, kernel);
    io.openOutputs(new Map([[22, 1]]));
    const lines = chipLines("/dev/gpiochip0", kernel);
    expect(lines).toHaveLength(28);
    expect(lines.filter(({ used }) => used)).toEqual([
      { offset: 3, name: "GPIO3", consumer: "i2c", used: true, output: false, activeLow: false },
      { offset: 22, name: "GPIO22", consumer: "lamp", used: true, output: true, activeLow: false },
    ]);
    io.close();
    expect(kernel.openFiles).toBe(0);
  });
});

describe("a chip that cannot be had", () => {
  it("is told with the labels there are", () => {
    const kernel = new FakeKernel();
    const error = thrownBy(() => new GpiochipIo({ chip: "pinctrl-rp1" }, kernel));
    expect([error.code, error.message]).toEqual([
      "ENOENT",
      "no GPIO chip is labelled pinctrl-rp1; there are: pinctrl-bcm2711 (/dev/gpiochip0)",
    ]);
    kernel.chips.length = 0;
    expect(thrownBy(() => new GpiochipIo({ chip: "x" }, kernel)).message).toMatch(/there are: none at all$/);
    expect(kernel.openFiles).toBe(0);
  });

  it("may be among those one has no right to", () => {
    const kernel = new FakeKernel();
    kernel.chips[0]!.denied = true;
    kernel.addChip("other", ["A"]);
    const error = thrownBy(() => new GpiochipIo({ chip: "pinctrl-bcm2711" }, kernel));
    expect([error.code, error.path]).toEqual(["EACCES", "/dev/gpiochip0"]);
  });

  it("is told by path, whether missing, refused or no GPIO chip at all, and nothing stays open", () => {
    const kernel = new FakeKernel();
    expect(thrownBy(() => new GpiochipIo({ chip: "/dev/gpiochip7" }, kernel)).message).toBe(
      "cannot open /dev/gpiochip7: no such file or directory (ENOENT)",
    );
    for (const request of [CHIPINFO, LINEINFO]) {
      const other = new FakeKernel();
      other.refusals.set(request, EINVAL);
      expect(thrownBy(() => new GpiochipIo({ chip: "/dev/gpiochip0" }, other)).code).toBe("EINVAL");
      expect([other.openFiles, other.watchedFiles]).toEqual([0, 0]);
    }
  });
});

describe("a line that cannot be had", () => {
  it("is told with who holds it, and the others of the request stay free", () => {
    const kernel = new FakeKernel();
    kernel.chips[0]!.lines[27]!.consumer = "spi0 CS0";
    const io = new GpiochipIo({ chip: "pinctrl-bcm2711" }, kernel);
    const levels = new Map([22, 27].map((pin) => [pin, 0 as const]));
    const error = thrownBy(() => io.openOutputs(levels));
    expect(error.message).toBe(
      'cannot request lines 22, 27 of /dev/gpiochip0: resource busy or locked (EBUSY); line 27 (GPIO27) is held by "spi0 CS0"',
    );
    expect(error.inUse.map(({ consumer }) => consumer)).toEqual(["spi0 CS0"]);
    io.openOutputs(new Map([[22, 1]]));
    expect(kernel.level(22)).toBe(1);
  });

  it("is told even when nobody can say who holds it", () => {
    const kernel = new FakeKernel("odd", ["", ""]);
    const io = new GpiochipIo({ chip: "odd" }, kernel);
    const other = new GpiochipIo({ chip: "odd", consumer: "" }, kernel);
    other.openInput(1, "as-is");
    expect(thrownBy(() => io.openInput(1, "as-is")).message).toMatch(
      /line 1 is held by a program without a name$/,
    );
    kernel.refusals.set(LINEINFO, EINVAL);
    expect(thrownBy(() => io.openInput(1, "as-is")).message).toMatch(/\(EBUSY\)$/);
  });

  it("leaves nothing open, wherever it fails", () => {
    for (const [request, errno] of [
      [GET_LINE, EBUSY],
      [GET_LINE, EACCES],
      [FIONBIO, ENODEV],
    ] as const) {
      const kernel = new FakeKernel();
      const io = new GpiochipIo({ chip: "pinctrl-bcm2711" }, kernel);
      kernel.refusals.set(request, errno);
      expect(thrownBy(() => io.openInput(17, "pull-up"))).toBeInstanceOf(GpioError);
      expect(kernel.openFiles).toBe(1);
      expect(kernel.chips[0]!.lines[17]!.holder).toBeUndefined();
    }
  });

  it("is one of at most 64 that are asked for together", () => {
    const kernel = new FakeKernel(
      "big",
      Array.from({ length: 100 }, () => ""),
    );
    const io = new GpiochipIo({ chip: "big" }, kernel);
    const levels = (count: number) => new Map(Array.from({ length: count }, (_, pin) => [pin, 1 as const]));
    expect(() => io.openOutputs(levels(65))).toThrow("65 lines cannot be requested together: 1 to 64 can");
    expect(() => io.openOutputs(new Map())).toThrow(RangeError);
    io.openOutputs(levels(64));
    expect([kernel.level(63), kernel.level(64)]).toEqual([1, 0]);
  });
});
