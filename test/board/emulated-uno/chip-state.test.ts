import { describe, expect, it, vi } from "vitest";
import { CYCLES_PER_MS, EmulatedUno } from "../../../board/emulated-uno/emulated-uno.ts";
import { standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { nearlyBooted } from "../../../board/emulated-uno/nearly-booted.ts";
import { analogWrite, digitalWrite, PIN, pinMode, REPORT_PORT_0 } from "./firmata-bytes.ts";

// A boot is up to 1 s of work for the processor; on a busy machine, several.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

function liveOn(uno: EmulatedUno, until: number): string[] {
  const log: string[] = [];
  uno.onSerial((byte) => log.push(`${uno.cycles} sends ${byte}`));
  uno.onPinEdge((pin, high, cycles) => log.push(`${cycles} pin ${pin} ${high ? "high" : "low"}`));
  uno.runTo(until);
  uno.sendSerial([
    ...pinMode(9, PIN.pwm),
    ...analogWrite(9, 77),
    ...pinMode(2, PIN.input),
    ...digitalWrite(1, [8]),
  ]);
  uno.sendSerial([...digitalWrite(0, [2]), ...REPORT_PORT_0]);
  uno.runTo(until + 10.5 * CYCLES_PER_MS);
  uno.drivePin(2, "ground");
  uno.runTo(until + 20.5 * CYCLES_PER_MS);
  return log;
}

describe("a saved chip", () => {
  it("goes on as the one that was never stopped, on the same cycles", () => {
    const until = 2200 * CYCLES_PER_MS;
    const firmware = standardFirmata25();
    const saved = liveOn(nearlyBooted(firmware), until);
    const whole = liveOn(new EmulatedUno(firmware), until);
    expect(whole.slice(-saved.length)).toEqual(saved);
    expect(saved.length).toBeGreaterThan(50);
  });

  it("goes on also from the midst of PWM and a pressed button", () => {
    const first = nearlyBooted(standardFirmata25());
    liveOn(first, 2200 * CYCLES_PER_MS);
    let from = first.save();
    while (!from) {
      first.runTo(first.cycles + 1);
      from = first.save();
    }
    const second = new EmulatedUno(standardFirmata25(), { from });
    second.drivePin(2, "ground");
    const [on, again] = [first, second].map((uno) => {
      const log: string[] = [];
      uno.onPinEdge((pin, high, cycles) => log.push(`${cycles} pin ${pin} ${high ? "high" : "low"}`));
      uno.runTo(2300 * CYCLES_PER_MS);
      return [...log, uno.pinLevel(2), uno.pwmDuty(9), uno.cycles];
    });
    expect(again).toEqual(on);
    expect(again!.length).toBeGreaterThan(50);
  });

  it("is not saved while a byte is on the wire", () => {
    const uno = nearlyBooted(standardFirmata25());
    uno.sendSerial([0xf9]);
    expect(uno.save()).toBeUndefined();
  });
});
