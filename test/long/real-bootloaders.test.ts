import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { flash } from "../../board/flash/flash.ts";
import { Line } from "../../board/flash/line.ts";
import { MEGA_WAY, OLD_NANO_WAY, UNO_WAY } from "../../board/flash/ways.ts";
import { instant } from "../../firmware-sim/index.ts";
import { BootloaderCable, type CableOptions } from "../support/bootloader-cable.ts";
import { ATMEGA328P, ATMEGA2560, BootloaderChip } from "../support/bootloader-chip.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { OLD_SKETCH, usedOf, whatRuns } from "../support/what-runs.ts";

/** The folder `bootloaders` of Arduino's core for AVR. (Debian's arduino-core-avr has an Optiboot that is too long for its place.) */
const FOLDER = process.env["ARDUINO_AVR_BOOTLOADERS"] ?? "";
/** `leaves`: when told to; the other one waits for some more seconds. */
const BOOTLOADERS = [
  {
    name: "an Uno",
    file: "optiboot/optiboot_atmega328.hex",
    start: 0x7e00,
    baudRate: 115_200,
    leaves: true,
    chip: ATMEGA328P,
    way: UNO_WAY,
  },
  {
    name: "an old Nano",
    file: "atmega/ATmegaBOOT_168_atmega328.hex",
    start: 0x7800,
    baudRate: 57_600,
    leaves: false,
    chip: ATMEGA328P,
    way: OLD_NANO_WAY,
  },
  {
    name: "a Mega",
    file: "stk500v2/stk500boot_v2_mega2560.hex",
    start: 0x3_e000,
    baudRate: 115_200,
    leaves: true,
    chip: ATMEGA2560,
    way: MEGA_WAY,
  },
  {
    name: "a Mega of 2011",
    file: "stk500v2/Mega2560-prod-firmware-2011-06-29.hex",
    start: 0x3_e000,
    baudRate: 115_200,
    leaves: true,
    chip: ATMEGA2560,
    way: MEGA_WAY,
  },
] as const;
const there = existsSync(join(FOLDER, BOOTLOADERS[0].file));
if (!there)
  console.warn("SKIPPED: ARDUINO_AVR_BOOTLOADERS does not name the folder bootloaders of Arduino's AVR core");

/** avr8js looks at a shortened watchdog only when the longer one before it would have ended. */
const LONG_WATCHDOG = 1100;

describe.runIf(there).each(BOOTLOADERS)(
  "the bootloader of $name, on an emulated chip",
  ({ name, way, ...code }) => {
    const used = usedOf(way.chip);

    async function flashed(
      loses: CableOptions["loses"] = {},
      onStart = (_: BootloaderChip, __: ManualClock) => {},
    ) {
      const clock = new ManualClock();
      const hex = readFileSync(join(FOLDER, code.file), "latin1");
      const chip = new BootloaderChip({ ...code, hex }, clock);
      const bootloader = chip.flash.slice(code.start);
      onStart(chip, clock);
      const cable = new BootloaderCable(chip, { loses, baudRate: code.baudRate });
      const line = await Line.open(cable, "COM5", clock, new AbortController().signal);
      let ended = false;
      const job = { line, place: "COM5", ways: [UNO_WAY, OLD_NANO_WAY, MEGA_WAY] };
      const course = flash(job, () => {}).finally(() => {
        ended = true;
      });
      course.catch(() => {});
      while (!ended) await clock.advance(10);
      await course;
      const took = clock.now();
      await clock.advance(LONG_WATCHDOG);
      expect(used.equals(chip.flash.subarray(0, used.length))).toBe(true);
      expect(chip.flash.slice(code.start)).toEqual(bootloader);
      return { chip, cable, took };
    }

    it("takes the firmware in the time that wire and chip need, and starts it", async () => {
      const { chip, took } = await flashed();
      expect(chip.listens).toBe(!code.leaves);
      console.info(`flashed and read back on ${name} in ${took} ms of the chip's time`);
      expect(took).toBeLessThan(12_000);
    });

    it("goes on after bytes that were lost on their way to it", async () => {
      const { cable } = await flashed({ toBoard: (index) => index % 5000 === 4000 });
      expect(cable.resets.length).toBeGreaterThan(2);
    });

    it("would run the old sketch, nothing, or all of the firmware, whenever power is cut", async () => {
      const spans: { readonly runs: string; ms: number }[] = [];
      await flashed({}, (chip, clock) => {
        chip.flash.fill(OLD_SKETCH, 0, code.start);
        const look = (): void => {
          const runs = whatRuns(chip.flash.subarray(0, code.start), way.chip, used);
          if (runs !== spans.at(-1)?.runs) spans.push({ runs, ms: 0 });
          spans.at(-1)!.ms++;
          clock.wakeAt(instant(clock.now() + 1), look);
        };
        look();
      });
      const erased = spans.filter(({ runs }) => runs === "an erased page");
      const others = spans.filter((span) => !erased.includes(span));
      expect(others.map(({ runs }) => runs)).toEqual(["the old sketch", "nothing", "the firmware"]);
      // Its first page is rewritten twice, and until the chip has done so there is no help.
      expect(erased.length).toBeLessThanOrEqual(2);
      for (const { ms } of erased) expect(ms).toBeLessThan(12);
    });

    it("goes on after answers that were lost", async () => {
      await flashed({ fromBoard: (index) => index % 5000 === 700 });
    });
  },
);
