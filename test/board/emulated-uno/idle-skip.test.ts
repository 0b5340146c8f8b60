import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { CYCLES_PER_MS, EmulatedUno } from "../../../board/emulated-uno/emulated-uno.ts";
import { type FirmwareImage, standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { nearlyBooted } from "../../../board/emulated-uno/nearly-booted.ts";
import { standardFirmata24 } from "../../support/emulated-uno.ts";
import { analogWrite, digitalWrite, PIN, pinMode, REPORT_PORT_0 } from "./firmata-bytes.ts";

// A boot is up to 1 s of work for the processor; on a busy machine, several.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BOOT_MS = 2200;
const REPORT_ANALOG_0 = [0xc0, 1];
const QUERY_VERSION = [0xf9];

type Act = (uno: EmulatedUno) => void;
const send =
  (bytes: readonly number[]): Act =>
  (uno) =>
    uno.sendSerial(bytes);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom(QUERY_VERSION, REPORT_PORT_0, REPORT_ANALOG_0).map(send),
  fc.tuple(fc.nat(1), fc.nat(0xff)).map(([port, bits]) => send([0x90 | port, bits & 0x7f, bits >> 7])),
  fc
    .tuple(fc.constantFrom(3, 5, 6, 9, 10, 11), fc.nat(255))
    .map(([pin, value]) => send([...pinMode(pin, PIN.pwm), ...analogWrite(pin, value)])),
  fc.constantFrom("ground" as const, "open" as const).map((drive) => (uno: EmulatedUno) => {
    uno.drivePin(2, drive);
  }),
);
/** What is done, and how many cycles pass after it. */
const scene = fc.array(fc.tuple(act, fc.nat(30 * CYCLES_PER_MS)), { minLength: 40, maxLength: 40 });

/** Everything the world sees of the chip, each with its cycle. */
function logOf(uno: EmulatedUno): string[] {
  const log: string[] = [];
  uno.onSerial((byte) => log.push(`${uno.cycles} sends ${byte}`));
  uno.onPinEdge((pin, high, cycles) => log.push(`${cycles} pin ${pin} ${high ? "high" : "low"}`));
  return log;
}

function life(
  firmware: FirmwareImage,
  idleSkip: boolean,
  acts: readonly (readonly [Act, number])[],
): string[] {
  const uno = nearlyBooted(firmware, { idleSkip });
  const log = logOf(uno);
  uno.runTo(uno.cycles + 50 * CYCLES_PER_MS);
  uno.sendSerial([...pinMode(2, PIN.input), ...digitalWrite(0, [2]), ...REPORT_PORT_0]);
  for (const [doIt, cycles] of acts) {
    uno.runTo(uno.cycles + cycles);
    doIt(uno);
  }
  uno.runTo(uno.cycles + 10 * CYCLES_PER_MS);
  log.push(`${uno.cycles} ends`);
  return log;
}

/** Sets pin 13's port to output and toggles the pin in each turn in which timer 0 stands at 200 or more. */
const WAIT_FOR_TIMER = [
  0xe003, // ldi r16, 3
  0xbd05, // out TCCR0B, r16: a tick is 64 cycles
  0xef0f, // ldi r16, 0xff
  0xb904, // out DDRB, r16
  0xb516, // in r17, TCNT0
  0x3c18, // cpi r17, 200
  0xf3e8, // brlo .-6
  0x9a1d, // sbi PINB, 5
  0xcffb, // rjmp .-10
];
/** A loop of 2 cycles, interrupted every 256 for an odd number of cycles that leaves no trace in memory. */
const SEVEN_CYCLE_INTERRUPTS = {
  0: [0xc03f], // rjmp 0x80
  32: [0x0000, 0x9518], // timer 0's overflow: nop, reti
  64: [
    0xe001, // ldi r16, 1
    0x9300,
    0x006e, // sts TIMSK0, r16
    0xbd05, // out TCCR0B, r16: a tick is a cycle
    0x9478, // sei
    0xcfff, // rjmp .-2
  ],
};

/** A program from instruction words, by the word address of the first. */
function programOf(parts: Readonly<Record<number, readonly number[]>>): FirmwareImage {
  const words = new Uint16Array(16_384);
  for (const [address, part] of Object.entries(parts)) words.set(part, Number(address));
  return { name: "a test program", flash: new Uint8Array(words.buffer) };
}

describe("idle skipping", () => {
  it.each([
    ["2.5", standardFirmata25()],
    ["2.4", standardFirmata24()],
  ])("changes no byte, no edge and no cycle of firmware %s", (_version, firmware) => {
    fc.assert(
      fc.property(scene, (acts) => {
        expect(life(firmware, true, acts)).toEqual(life(firmware, false, acts));
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  it("leaves a program alone that waits by reading a timer", () => {
    const edges = [true, false].map((idleSkip) => {
      const uno = new EmulatedUno(programOf({ 0: WAIT_FOR_TIMER }), { idleSkip });
      const log = logOf(uno);
      uno.runTo(10 * CYCLES_PER_MS);
      return log;
    });
    expect(edges[0]).toEqual(edges[1]);
    expect(edges[0]!.length).toBeGreaterThan(100);
  });

  it("does not take a turn with an interrupt in it for a usual one", () => {
    const ends = [true, false].map((idleSkip) => {
      const uno = new EmulatedUno(programOf(SEVEN_CYCLE_INTERRUPTS), { idleSkip });
      return Array.from({ length: 300 }, (_, piece) => {
        uno.runTo(30_000 + 101 * piece);
        return uno.cycles;
      });
    });
    expect(ends[0]).toEqual(ends[1]);
  });

  it("changes nothing of a boot", () => {
    const [skipped, whole] = [true, false].map((idleSkip) => {
      const uno = new EmulatedUno(standardFirmata25(), { idleSkip });
      const log = logOf(uno);
      uno.runTo(BOOT_MS * CYCLES_PER_MS);
      return [...log, `${uno.cycles} ends`];
    });
    expect(skipped).toEqual(whole);
    expect(skipped!.length).toBeGreaterThan(50);
  });

  it("takes less than a third of the work for an idle board", () => {
    const times = [true, false].map((idleSkip) => {
      const uno = nearlyBooted(standardFirmata25(), { idleSkip });
      uno.runTo(uno.cycles + 50 * CYCLES_PER_MS);
      const before = process.cpuUsage();
      uno.runTo(uno.cycles + 2000 * CYCLES_PER_MS);
      return process.cpuUsage(before).user;
    });
    expect(times[0]! * 3).toBeLessThan(times[1]!);
  });
});
