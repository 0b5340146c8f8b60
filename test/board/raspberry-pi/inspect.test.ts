import { describe, expect, it } from "vitest";
import { GpioError, type LineInfo } from "../../../board/gpiochip-io/index.ts";
import { inspectPi, type PiHost } from "../../../board/raspberry-pi/inspect.ts";
import { gpioAdvice } from "../../../board/raspberry-pi/rights.ts";

const GPIO_GROUP = 986;
const GROUPS = "root:x:0:\ngpio:x:986:ann,bob\nusers:x:100:\n";
const line = (offset: number, consumer = ""): LineInfo => ({
  offset,
  name: `GPIO${offset}`,
  consumer,
  used: consumer !== "",
  output: false,
  activeLow: false,
});
const chip = (label: string, path = "/dev/gpiochip0") => ({ path, name: path.slice(5), label, lines: 58 });
const denied = (path = "/dev/gpiochip0") =>
  new GpioError("EACCES", `cannot open ${path}: permission denied`, path);

const MODEL = "Raspberry Pi 4 Model B Rev 1.4\0";
const MODEL_FILE = "/proc/device-tree/model";

/** A machine with these files, on which nothing else is. */
function host(files: Readonly<Record<string, string>>, changes: Partial<PiHost> = {}): PiHost {
  return {
    read: (path) => {
      const text = { "/etc/group": GROUPS, ...files }[path];
      if (text === undefined) throw new Error(`ENOENT ${path}`);
      return text;
    },
    stat: () => ({ gid: GPIO_GROUP, mode: 0o020660 }),
    user: "zoe",
    groups: [1000],
    listChips: () => ({ chips: [], refused: [] }),
    chipLines: () => [],
    ...changes,
  };
}
const listing = (...chips: ReturnType<typeof chip>[]) => ({ listChips: () => ({ chips, refused: [] }) });
const refusing = (...refused: GpioError[]) => ({ listChips: () => ({ chips: [], refused }) });

describe("a machine that is no Raspberry Pi", () => {
  it.each([
    ["a laptop with chips of its own", host({}, listing(chip("INT34C5:00")))],
    ["a laptop whose chips are kept from the user", host({}, refusing(denied()))],
    ["another board with a device tree", host({ [MODEL_FILE]: "Libre Computer AML-S905X-CC\0" })],
    [
      "another system",
      host(
        {},
        {
          listChips: () => {
            throw new GpioError("ENOSYS", "GPIO chips are files of Linux");
          },
        },
      ),
    ],
  ])("is told so: %s", (_, machine) => {
    expect(inspectPi(machine)).toBeUndefined();
  });
});

describe("a Raspberry Pi", () => {
  it.each(["pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1"])("has its header behind %s", (label) => {
    const chips = listing(chip("raspberrypi-exp-gpio", "/dev/gpiochip0"), chip(label, "/dev/gpiochip1"));
    const lines = [line(0), line(8, "spi0 CS0")];
    const chipLines = (path: string) => (path === "/dev/gpiochip1" ? lines : []);
    expect(inspectPi(host({ [MODEL_FILE]: MODEL }, { ...chips, chipLines }))).toMatchObject({
      model: "Raspberry Pi 4 Model B Rev 1.4",
      chip: { label, path: "/dev/gpiochip1", lines },
      problem: undefined,
    });
  });

  it("is known by its header alone where there is no device tree", () => {
    expect(inspectPi(host({}, listing(chip("pinctrl-bcm2711"))))).toMatchObject({
      model: undefined,
      problem: undefined,
    });
  });

  it.each([
    [
      "no chip at all",
      {},
      "there is no /dev/gpiochip: that takes Linux 5.10 or newer, and in a container --device",
    ],
    [
      "chips of other drivers",
      listing(chip("odd"), chip("strange", "/dev/gpiochip1")),
      "there are: odd (/dev/gpiochip0), strange (/dev/gpiochip1)",
    ],
    [
      "no right to open it",
      refusing(denied()),
      '/dev/gpiochip0 is not yours to open: run "sudo usermod -aG gpio $USER"',
    ],
    [
      "a file that is no chip",
      refusing(new GpioError("ENOTTY", "cannot ask /dev/gpiochip0 (ENOTTY)", "/dev/gpiochip0")),
      "cannot ask /dev/gpiochip0 (ENOTTY)",
    ],
    [
      "no koffi",
      {
        listChips: () => {
          throw new GpioError("ENOPKG", "koffi cannot be loaded");
        },
      },
      "koffi cannot be loaded: install plugbench again, without --omit=optional",
    ],
  ] as const)("says what is wrong with its header: %s", (_, changes, words) => {
    const report = inspectPi(host({ [MODEL_FILE]: MODEL }, changes));
    expect(report?.chip).toBeUndefined();
    expect(report?.problem).toContain(words);
  });

  it("uses the header although other chips are kept from the user", () => {
    const listChips = () => ({
      chips: [chip("pinctrl-rp1", "/dev/gpiochip4")],
      refused: [denied("/dev/gpiochip10")],
    });
    expect(inspectPi(host({ [MODEL_FILE]: MODEL }, { listChips }))?.chip?.path).toBe("/dev/gpiochip4");
  });

  it("says whether a killed program's outputs keep their level, where the driver says it", () => {
    const at = (driver: string) => `/sys/module/${driver}/parameters/persist_gpio_outputs`;
    const kept = (files: Record<string, string>) =>
      inspectPi(host({ [MODEL_FILE]: MODEL, ...files }))?.keepsLevels;
    expect([
      kept({ [at("pinctrl_bcm2835")]: "Y\n" }),
      kept({ [at("pinctrl_rp1")]: "Y\n" }),
      kept({ [at("pinctrl_bcm2835")]: "N\n" }),
      kept({}),
    ]).toEqual([true, true, false, undefined]);
  });
});

describe("the advice to whoever may not open a chip", () => {
  const advice = (changes: Partial<PiHost>) => gpioAdvice("/dev/gpiochip0", host({}, changes));

  it("is to join the group", () => {
    expect(advice({})).toBe('run "sudo usermod -aG gpio $USER", then log out and in again');
  });

  it("is to log in again when the list has the user already", () => {
    expect(advice({ user: "bob" })).toBe(
      "you are in its group gpio, but only from your next login on: log out and in again",
    );
  });

  it("is to join the usual group when the system tells nothing", () => {
    const stat = () => {
      throw new Error("ENOENT");
    };
    expect(advice({ stat })).toBe('run "sudo usermod -aG gpio $USER", then log out and in again');
  });

  it("names the group that the file really has", () => {
    expect(advice({ stat: () => ({ gid: 100, mode: 0o020660 }) })).toContain(
      '"sudo usermod -aG users $USER"',
    );
  });

  it.each([
    ["belongs to root", { gid: 0, mode: 0o020660 }],
    ["lets its group only read", { gid: GPIO_GROUP, mode: 0o020640 }],
    ["lets nobody in", { gid: GPIO_GROUP, mode: 0o020600 }],
  ])("is a rule for udev when the file %s", (_, about) => {
    const text = advice({ stat: () => about });
    expect(text).toContain(
      `echo 'SUBSYSTEM=="gpio", GROUP="gpio", MODE="0660"' | sudo tee /etc/udev/rules.d/`,
    );
    expect(text).toMatch(
      /groupadd[\s\S]*udevadm control --reload[\s\S]*udevadm trigger[\s\S]*usermod -aG gpio \$USER/,
    );
  });

  it("is about the container or the service when the group is in effect and does not help", () => {
    const text = advice({ groups: [1000, GPIO_GROUP], user: "ann" });
    expect(text).toContain("--device /dev/gpiochip0");
    expect(text).toContain("DeviceAllow=char-gpiochip rw");
  });
});
