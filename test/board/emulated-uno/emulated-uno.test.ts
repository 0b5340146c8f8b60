import { describe, expect, it, vi } from "vitest";
import { CYCLES_PER_MS, EmulatedUno } from "../../../board/emulated-uno/emulated-uno.ts";
import { type FirmwareImage, standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { nearlyBooted } from "../../../board/emulated-uno/nearly-booted.ts";
import { standardFirmata24 } from "../../support/emulated-uno.ts";
import { analogWrite, digitalWrite, PIN, pinMode, REPORT_PORT_0 } from "./firmata-bytes.ts";

// A boot is up to 1 s of work for the processor; on a busy machine, several.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BOOT_MS = 2200;
/** At 57,600 baud the chip's divider makes 58,823: 2,720 cycles a byte. */
const BYTE_MS = 2720 / CYCLES_PER_MS;
const BUTTON = 2;

interface Rig {
  readonly uno: EmulatedUno;
  readonly sent: { readonly byte: number; readonly at: number }[];
  run(ms: number): void;
}

function rig(firmware: FirmwareImage): Rig {
  const rig = watched(nearlyBooted(firmware));
  rig.run(50);
  return rig;
}

function watched(uno: EmulatedUno): Rig {
  const sent: { byte: number; at: number }[] = [];
  uno.onSerial((byte) => sent.push({ byte, at: uno.cycles / CYCLES_PER_MS }));
  const run = (ms: number) => uno.runTo(uno.cycles + ms * CYCLES_PER_MS);
  return { uno, sent, run };
}

describe.each([
  ["2.5", standardFirmata25(), 2126],
  ["2.4", standardFirmata24(), 1876],
] as const)("an emulated Uno with StandardFirmata %s", (version, firmware, bannerMs) => {
  it("boots and sends its version and name", () => {
    const { sent, run } = watched(new EmulatedUno(firmware));
    run(BOOT_MS);
    const bytes = sent.map(({ byte }) => byte);
    const [major, minor] = version.split(".").map(Number);
    expect(bytes.slice(0, 7)).toEqual([0xf9, major, minor, 0xf0, 0x79, major, minor]);
    const name = bytes.slice(7, -1).filter((_byte, index) => index % 2 === 0);
    expect(String.fromCharCode(...name)).toContain("StandardFirmata");
    expect(Math.round(sent[0]!.at)).toBe(bannerMs);
  });

  it("reports a press within a main-loop turn and the time of three bytes on the wire", () => {
    const { uno, sent, run } = rig(firmware);
    uno.sendSerial([...pinMode(BUTTON, PIN.input), ...digitalWrite(0, [BUTTON]), ...REPORT_PORT_0]);
    run(10);
    for (const drive of ["ground", "open", "ground", "open"] as const) {
      sent.length = 0;
      const edge = uno.cycles / CYCLES_PER_MS;
      uno.drivePin(BUTTON, drive);
      run(7.3);
      expect(sent.map(({ byte }) => byte)).toEqual([0x90, drive === "open" ? 1 << BUTTON : 0, 0]);
      const latency = sent[2]!.at - edge;
      expect(latency).toBeGreaterThan(3 * BYTE_MS);
      expect(latency).toBeLessThan(3 * BYTE_MS + 0.05);
    }
  });

  it("switches an output when the last byte of the message is in", () => {
    const { uno, run } = rig(firmware);
    const edges: { pin: number; high: boolean; at: number }[] = [];
    uno.onPinEdge((pin, high, cycles) => edges.push({ pin, high, at: cycles / CYCLES_PER_MS }));
    const start = uno.cycles / CYCLES_PER_MS;
    uno.sendSerial(digitalWrite(1, [8]));
    run(2);
    expect(edges.map(({ pin, high }) => [pin, high])).toEqual([[8, true]]);
    expect(edges[0]!.at - start).toBeGreaterThan(3 * BYTE_MS);
    expect(edges[0]!.at - start).toBeLessThan(3 * BYTE_MS + 0.06);
    expect([uno.pinLevel(8), uno.pinLevel(9)]).toEqual([true, false]);
  });

  it("shows on each PWM pin the duty that was asked for, in registers and in time", () => {
    const { uno, run } = rig(firmware);
    for (const pin of [3, 5, 6, 9, 10, 11]) {
      uno.sendSerial([...pinMode(pin, PIN.pwm), ...analogWrite(pin, 64)]);
      run(5);
      expect(uno.pwmDuty(pin)).toBeCloseTo(0.25, 2);
      let high = 0;
      let since: number | undefined;
      uno.onPinEdge((edgePin, level, cycles) => {
        if (edgePin !== pin) return;
        if (level) since = cycles;
        else if (since !== undefined) high += cycles - since;
      });
      run(50);
      expect(high / (50 * CYCLES_PER_MS)).toBeCloseTo(0.25, 1);
      for (const [value, duty] of [
        [255, 1],
        [0, 0],
      ] as const) {
        uno.sendSerial(analogWrite(pin, value));
        run(5);
        expect(uno.pwmDuty(pin)).toBe(duty);
      }
    }
  });

  it("takes more bytes at once than its buffer of 64 holds", () => {
    const { uno, sent, run } = rig(firmware);
    sent.length = 0;
    const query = [0xf0, 0x79, 0xf7];
    uno.sendSerial(
      Array.from({ length: 10 }, () => [...digitalWrite(1, [8]), ...digitalWrite(1, [])]).flat(),
    );
    uno.sendSerial([...digitalWrite(1, [9]), ...query]);
    run(100);
    expect([uno.pinLevel(8), uno.pinLevel(9)]).toEqual([false, true]);
    expect(sent.slice(0, 2).map(({ byte }) => byte)).toEqual([0xf0, 0x79]);
  });
});

describe("a button whose pull-up the firmware switches, with an output on the same port", () => {
  const releaseAfterWrite = (firmware: FirmwareImage): boolean => {
    const { uno, run } = rig(firmware);
    uno.sendSerial([...pinMode(BUTTON, PIN.input), ...digitalWrite(0, [BUTTON]), ...REPORT_PORT_0]);
    run(5);
    expect(uno.pinLevel(BUTTON)).toBe(true);
    uno.drivePin(BUTTON, "ground");
    run(5);
    uno.sendSerial(digitalWrite(0, [4]));
    run(5);
    uno.drivePin(BUTTON, "open");
    run(5);
    return uno.pinLevel(BUTTON);
  };

  it("stays low when released under firmware 2.4, which took the pull-up away with the output's write", () => {
    expect(releaseAfterWrite(standardFirmata24())).toBe(false);
  });

  it("goes high when released under firmware 2.5", () => {
    expect(releaseAfterWrite(standardFirmata25())).toBe(true);
  });
});
