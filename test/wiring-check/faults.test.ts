import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { standardFirmata25 } from "../../board/emulated-uno/firmware.ts";
import type { EmulatedUnoPort } from "../../board/emulated-uno/index.ts";
import { loadPinMap, type PinMap } from "../../board/pins.ts";
import { after, type Cancel, millis } from "../../firmware-sim/index.ts";
import { checkWiring } from "../../src/wiring-check/check.ts";
import { emulatedPerson } from "../../src/wiring-check/emulated-person.ts";
import type { Finding } from "../../src/wiring-check/finding.ts";
import type { Person } from "../../src/wiring-check/person.ts";
import { correctionOf } from "../../src/wiring-check/verdict.ts";
import { LockStep, standardFirmata24 } from "../support/emulated-uno.ts";

const MAP = loadPinMap("arduino-uno");

let lockStep: LockStep;
let board: EmulatedUnoPort | undefined;

beforeEach(() => {
  lockStep = new LockStep();
});
afterEach(async () => {
  if (board !== undefined) await lockStep.wait(board.close());
  board = undefined;
  lockStep.leave();
});

interface Case {
  readonly map?: PinMap;
  /** How the breadboard is really wired. */
  readonly wired?: PinMap;
  readonly firmware?: ReturnType<typeof standardFirmata25>;
  /** Something done to the board before it is looked at. */
  readonly first?: (board: EmulatedUnoPort) => void;
  /** What the person at the board experiences otherwise than an emulated one does. */
  readonly person?: (usual: Person) => Partial<Person>;
}

async function check({ map = MAP, wired = map, firmware, first, person }: Case): Promise<readonly Finding[]> {
  const opened = await lockStep.open({ pins: map, wired, ...(firmware && { firmware }) });
  board = opened;
  first?.(opened);
  const usual = emulatedPerson(opened, wired, lockStep.clock);
  const told: Finding[] = [];
  const findings = await lockStep.wait(
    checkWiring({
      probe: opened.wiring!(),
      map,
      clock: lockStep.clock,
      person: { ...usual, ...person?.(usual) },
      tell: (finding) => told.push(finding),
    }),
  );
  expect(told).toEqual(findings);
  await lockStep.wait(opened.close());
  board = undefined;
  return findings;
}

const faultsOf = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ mark }) => mark !== "ok").map(({ text }) => text);

const led = (changes: Partial<PinMap["led"]>): PinMap => ({ ...MAP, led: { ...MAP.led, ...changes } });
const relay = (changes: Partial<PinMap["relay"]>): PinMap => ({
  ...MAP,
  relay: { ...MAP.relay, ...changes },
});
const ANODE = led({ common: "anode" });
const SWAPPED = led({ red: 10, green: 9 });
const OTHER_BUTTON: PinMap = { ...MAP, button: { pin: 4 } };

describe("a breadboard that is wired as the pin map says", () => {
  it.each([
    ["as it comes", {}],
    ["with firmware 2.4", { firmware: standardFirmata24() }],
    ["with a common anode", { map: ANODE }],
    ["with an active-low relay", { map: relay({ active: "low" }) }],
    ["without a relay", { map: loadPinMap("arduino-uno", { relay: "none" }) }],
    ["on other pins", { map: { ...led({ red: 3, green: 6, blue: 5 }), button: { pin: 17 } } }],
  ] as [string, Case][])("has nothing to be put right %s", async (_, one) => {
    const findings = await check(one);
    expect(findings.map(({ mark }) => mark)).toEqual(["ok", "ok", "ok"]);
    expect(correctionOf(one.map ?? MAP, findings)).toBeUndefined();
  });
});

describe("a breadboard that is wired wrongly", () => {
  it.each([
    [
      "two colours are swapped",
      { wired: SWAPPED },
      /^The colours are swapped: pin 9 lights green and pin 10 lights red\. Swap the wires of red and green/,
    ],
    [
      "the three colours go round",
      { wired: led({ red: 10, green: 11, blue: 9 }) },
      /pin 9 lights blue, pin 10 lights red and pin 11 lights green/,
    ],
    [
      "the LED has a common anode",
      { wired: ANODE },
      /common anode, and the pin map says cathode\. Add --led anode/,
    ],
    ["the LED has a common cathode", { map: ANODE, wired: MAP }, /common cathode.*--led cathode/],
    [
      "a colour is missing",
      { person: (p) => ({ sees: async (w) => ((await p.sees(w)) === "green" ? "nothing" : p.sees(w)) }) },
      /^No green on pin 10: look at that colour's resistor/,
    ],
    [
      "the LED stays dark",
      { person: () => ({ sees: async () => "nothing" }) },
      /stays dark.*longest leg goes to GND.*--led anode/,
    ],
    [
      "two legs share a row",
      { person: (p) => ({ sees: async (w) => ((await p.sees(w)) === "blue" ? "several" : p.sees(w)) }) },
      /^Pin 11 lights several colours/,
    ],
    [
      "a colour is always lit",
      { person: (p) => ({ sees: async (w) => ((await p.sees(w)) === "nothing" ? "red" : p.sees(w)) }) },
      /every pin of the LED dark, red is lit.*row of 5V/,
    ],
    [
      "a leg is another colour's",
      { person: (p) => ({ sees: async (w) => ((await p.sees(w)) === "blue" ? "green" : p.sees(w)) }) },
      /^Pin 11 lights green instead of blue: follow its wire/,
    ],
    [
      "the relay is active low",
      { wired: relay({ active: "low" }) },
      /it is active low, and the pin map says high\..*--relay active-low/,
    ],
    [
      "the relay's IN is elsewhere",
      { wired: relay({ pin: 12 }) },
      /^The relay does nothing: .*IN to pin 8\..*--relay none/,
    ],
    [
      "the board's own LED is weighed down",
      { map: loadPinMap("arduino-uno", { relay: "none" }), wired: relay({ pin: 12 }) },
      /marked L, does not follow pin 13/,
    ],
    [
      "the button is on another pin",
      { wired: OTHER_BUTTON },
      /^The press came from pin 4, and the pin map says 2: move the button's wire to pin 2, or use the pin map below/,
    ],
    [
      "the button is on the LED's port",
      { wired: { ...MAP, button: { pin: 12 } } },
      /came from pin 12.*cannot stay where it is.*shares a port/,
    ],
    [
      "the button is stuck",
      { first: (b) => b.finger.press() },
      /^The button on pin 2 seems pressed all the time.*diagonal/,
    ],
    [
      "the button is joined to nothing",
      { person: (p) => ({ moves: (to, w) => (to === "up" ? p.moves(to, w) : Promise.resolve()) }) },
      /^No press arrived on any pin.*never to 5V/,
    ],
    [
      "the button jams",
      { person: (p) => ({ moves: (to, w) => (to === "down" ? p.moves(to, w) : Promise.resolve()) }) },
      /pressed and never came back/,
    ],
  ] satisfies [string, Case, RegExp][])("is told that %s, and of nothing else", async (_, one, words) => {
    const findings = await check(one);
    expect(faultsOf(findings)).toEqual([expect.stringMatching(words)]);
  });

  it("is told that the button floats, before anybody is asked to press it", async () => {
    let pressed = false;
    let humming: Cancel = () => {};
    const hum = (uno: EmulatedUnoPort, low: boolean): void => {
      uno.uno().drivePin(2, low ? "ground" : "open");
      humming = lockStep.clock.wakeAt(after(lockStep.clock.now(), millis(10)), () => hum(uno, !low));
    };
    const findings = await check({
      first: (uno) => hum(uno, true),
      person: () => ({
        moves: async () => {
          pressed = true;
        },
      }),
    });
    humming();
    expect(faultsOf(findings)).toEqual([
      expect.stringMatching(/^The button's pin 2 changes by itself.*floats/),
    ]);
    expect(pressed).toBe(false);
  });

  it("hears of a pin that something else pulls down, which is no fault", async () => {
    const findings = await check({ first: (uno) => uno.uno().drivePin(15, "ground") });
    expect(faultsOf(findings)).toEqual([
      "Something pulls pin A1 to GND, which the pin map knows nothing of.",
    ]);
    expect(findings.map(({ mark }) => mark)).toEqual(["ok", "ok", "note", "ok"]);
  });
});

describe("the corrected pin map", () => {
  it.each([
    ["swapped colours", SWAPPED, undefined],
    ["an anode", ANODE, "--led anode"],
    ["an active-low relay", relay({ active: "low" }), "--relay active-low"],
    [
      "an anode and an active-low relay",
      { ...relay({ active: "low" }), led: ANODE.led },
      "--led anode --relay active-low",
    ],
    ["another pin for the button", OTHER_BUTTON, undefined],
    [
      "all of these",
      {
        ...relay({ active: "low" }),
        led: { red: 11, green: 9, blue: 10, common: "anode" },
        button: { pin: 7 },
      },
      undefined,
    ],
  ] satisfies [string, PinMap, string | undefined][])(
    "makes %s right, as a second check finds",
    async (_, wired, flags) => {
      const correction = correctionOf(MAP, await check({ wired }));
      expect(correction?.map).toEqual(wired);
      expect(correction?.flags).toBe(flags);
      expect(faultsOf(await check({ map: correction!.map, wired }))).toEqual([]);
    },
  );

  it("is not offered when it could not work", async () => {
    const findings = await check({ wired: { ...MAP, button: { pin: 12 } } });
    expect(correctionOf(MAP, findings)).toBeUndefined();
  });
});
