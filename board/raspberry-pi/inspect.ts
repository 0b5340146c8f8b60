import { chipLines, GpioError, type LineInfo, listChips } from "../gpiochip-io/index.ts";
import { headerChip } from "./header-chip.ts";
import { explainGpioError } from "./open-error.ts";
import { gpioAdvice, type RightsHost, thisHost } from "./rights.ts";

/** The machine that is looked at. */
export interface PiHost extends RightsHost {
  readonly listChips: () => ReturnType<typeof listChips>;
  readonly chipLines: (path: string) => readonly LineInfo[];
}

/** The chip of the header, with all its lines, whoever holds them. */
export interface HeaderChip {
  readonly path: string;
  readonly label: string;
  readonly lines: readonly LineInfo[];
}

/** What a Raspberry Pi says of itself. */
export interface PiReport {
  /** "Raspberry Pi 4 Model B Rev 1.4"; undefined where the system does not say. */
  readonly model: string | undefined;
  /** Undefined when it cannot be used. */
  readonly chip: HeaderChip | undefined;
  /** Why it cannot, for people, with what to do next; there whenever `chip` is not. */
  readonly problem: string | undefined;
  /** Whether outputs keep their level when their program ends; undefined where the driver does not say. */
  readonly keepsLevels: boolean | undefined;
}

/** Looks, and takes no line; undefined on a machine that is no Raspberry Pi. */
export function inspectPi(host: PiHost = { ...thisHost(), listChips, chipLines }): PiReport | undefined {
  // A device tree's texts end in a NUL.
  const model = textOf(host, "/proc/device-tree/model")?.replaceAll("\0", "");
  const found = look(host);
  if (typeof found === "string" && model?.startsWith("Raspberry Pi") !== true) return undefined;
  const [chip, problem] = typeof found === "string" ? [undefined, found] : [found, undefined];
  return { model, chip, problem, keepsLevels: keepsLevels(host) };
}

function look(host: PiHost): HeaderChip | string {
  try {
    const { chips, refused } = host.listChips();
    const chip = headerChip(chips);
    if (chip !== undefined) return { ...chip, lines: host.chipLines(chip.path) };
    if (refused[0] !== undefined) throw refused[0];
    if (chips.length === 0)
      return "there is no /dev/gpiochip: that takes Linux 5.10 or newer, and in a container --device /dev/gpiochip0";
    const others = chips.map(({ label, path }) => `${label} (${path})`).join(", ");
    return `none of the GPIO chips is the header's; there are: ${others}`;
  } catch (error) {
    if (!(error instanceof GpioError)) throw error;
    return (explainGpioError(error, (path) => gpioAdvice(path, host)) as Error).message;
  }
}

/** Of the header's drivers, of which one is there; Raspberry Pi's own kernels have the parameter, set, from 6.6 on. */
const DRIVERS = ["pinctrl_bcm2835", "pinctrl_rp1"];

function keepsLevels(host: PiHost): boolean | undefined {
  const said = DRIVERS.map((name) => textOf(host, `/sys/module/${name}/parameters/persist_gpio_outputs`));
  return said.find((text) => text !== undefined)?.startsWith("Y");
}

function textOf({ read }: PiHost, path: string): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}
