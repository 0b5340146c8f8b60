// The two GPIO chips of a Raspberry Pi 4, simulated by the kernel's gpio-sim through configfs.
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HEADER } from "./paths.ts";

const GPIO_GROUP = 986;
const CONFIG = "/sys/kernel/config/gpio-sim";
// Names as Raspberry Pi OS gives them. The activity LED's line belongs to the kernel.
const HEADER_LINES = names(
  "ID_SDA ID_SCL",
  Array.from({ length: 26 }, (_, at) => `GPIO${at + 2}`).join(" "),
  "RGMII_MDIO RGMIO_MDC CTS0 RTS0 TXD0 RXD0 SD1_CLK SD1_CMD SD1_DATA0 SD1_DATA1 SD1_DATA2 SD1_DATA3",
  "PWM0_MISO PWM1_MOSI STATUS_LED_G_CLK SPIFLASH_CE_N SDA0 SCL0 RGMII_RXCLK RGMII_RXCTL RGMII_RXD0 RGMII_RXD1",
  "RGMII_RXD2 RGMII_RXD3 RGMII_TXCLK RGMII_TXCTL RGMII_TXD0 RGMII_TXD1 RGMII_TXD2 RGMII_TXD3",
);
const ACTIVITY_LED = 42;
const EXPANDER_LINES = names("BT_ON WL_ON PWR_LED_OFF GLOBAL_RESET VDD_SD_IO_SEL CAM_GPIO SD_PWR_ON SD_OC_N");

/** Lays out both chips; neither is there until it is plugged in. */
export function layOut(): void {
  describe("header", HEADER_LINES);
  const hog = join(CONFIG, "header", "bank", `line${ACTIVITY_LED}`, "hog");
  mkdirSync(hog);
  writeFileSync(join(hog, "name"), "ACT");
  writeFileSync(join(hog, "direction"), "output-low");
  describe("expander", EXPANDER_LINES);
}

/** The chip appears, as the next free /dev/gpiochip of group gpio; the header's pulls become everybody's to change. */
export function plugIn(chip: "header" | "expander", label: string): void {
  const root = join(CONFIG, chip);
  writeFileSync(join(root, "bank", "label"), label);
  writeFileSync(join(root, "live"), "1");
  chownSync(node(chip), 0, GPIO_GROUP);
  permit(chip, true);
  if (chip === "expander") return;
  const lines = join(
    "/sys/devices/platform",
    text(join(root, "dev_name")),
    text(join(root, "bank", "chip_name")),
  );
  for (const offset of HEADER_LINES.keys()) chmodSync(join(lines, `sim_gpio${offset}`, "pull"), 0o666);
  rmSync(HEADER, { force: true });
  symlinkSync(lines, HEADER);
}

export function unplug(chip: "header"): void {
  writeFileSync(join(CONFIG, chip, "live"), "0");
}

/** Whether the group gpio may open the chip. */
export function permit(chip: "header" | "expander", granted: boolean): void {
  chmodSync(node(chip), granted ? 0o660 : 0o600);
}

function node(chip: string): string {
  return join("/dev", text(join(CONFIG, chip, "bank", "chip_name")));
}

function describe(chip: string, lines: readonly string[]): void {
  const bank = join(CONFIG, chip, "bank");
  mkdirSync(bank, { recursive: true });
  writeFileSync(join(bank, "num_lines"), String(lines.length));
  for (const [offset, name] of lines.entries()) {
    const line = join(bank, `line${offset}`);
    mkdirSync(line);
    writeFileSync(join(line, "name"), name);
  }
}

function text(path: string): string {
  return readFileSync(path, "utf8").trim();
}

function names(...rows: readonly string[]): readonly string[] {
  return rows.join(" ").split(" ");
}
