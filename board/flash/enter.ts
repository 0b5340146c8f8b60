import { after, millis } from "../../firmware-sim/index.ts";
import { IDE_STEPS } from "./advice.ts";
import { FlashError } from "./flash-error.ts";
import type { Line } from "./line.ts";
import { Misheard, readSignature, sync } from "./stk500.ts";

const ATMEGA328P = "1E 95 0F";
/** Others whose bootloaders speak STK500 too. */
const OTHER_CHIPS: Readonly<Record<string, string>> = {
  "1E 94 06": "ATmega168",
  "1E 95 14": "ATmega328",
  "1E 95 16": "ATmega328PB",
  "1E 98 01": "ATmega2560",
};

/** Resets for each speed before somebody is asked to help. */
const ROUNDS = 3;
/** Optiboot (Uno) blinks 375 ms before it listens, and its receiver keeps two bytes meanwhile: no second question before that. */
const FIRST_PATIENCE = 600;
const SECOND_PATIENCE = 300;
/** How long somebody has to press the reset button. */
const PRESS_WINDOW = millis(30_000);
const CHIP_TRIES = 3;
/** Answers to questions that were given up have come by then, ms. */
const SETTLE = 50;

export interface Entrance {
  readonly line: Line;
  /** "/dev/ttyACM0", for messages. */
  readonly place: string;
  /** Baud rates to try, in turn. */
  readonly speeds: readonly number[];
  /** The port cannot reset the board, or that did not help: somebody has 30 s to press its button. */
  readonly askToPress: () => void;
}

/**
 * Resets the board until its bootloader answers, and makes sure that it is of an ATmega328P. Gives the baud rate.
 * @throws FlashError `no_bootloader`, `wrong_chip`, `unreliable`, and what the line throws
 */
export async function enter(entrance: Entrance): Promise<number> {
  const { line, place } = entrance;
  let chip: string | undefined;
  // More than once, for a byte may be lost or changed on its way.
  for (let attempt = 0; attempt < CHIP_TRIES; attempt++) {
    const speed = (await byReset(entrance)) ?? (await byHand(entrance));
    if (speed === undefined) throw nobody(place);
    // A slow answer to an earlier question must not be taken for the next one's.
    await line.pause(SETTLE);
    chip = await chipOf(line);
    if (chip === ATMEGA328P) return speed;
  }
  throw chip === undefined ? unreliable(place, "the question which chip it is") : wrong(place, chip);
}

async function byReset({ line, speeds }: Entrance): Promise<number | undefined> {
  for (let round = 0; round < ROUNDS * speeds.length; round++) {
    const speed = speeds[round % speeds.length]!;
    await line.setSpeed(speed);
    const reset = await line.pulseReset();
    if ((await answers(line, FIRST_PATIENCE)) || (await answers(line, SECOND_PATIENCE))) return speed;
    if (!reset) return undefined;
  }
  return undefined;
}

async function byHand({ line, speeds, askToPress }: Entrance): Promise<number | undefined> {
  askToPress();
  const end = after(line.now, PRESS_WINDOW);
  for (let turn = 0; line.now < end; turn++) {
    // Each speed twice in succession: a bootloader listens for longer than one question takes.
    const speed = speeds[Math.floor(turn / 2) % speeds.length]!;
    await line.setSpeed(speed);
    if (await answers(line, FIRST_PATIENCE)) return speed;
  }
  return undefined;
}

export async function answers(line: Line, patience: number): Promise<boolean> {
  try {
    await sync(line, patience);
    return true;
  } catch (error) {
    if (error instanceof Misheard) return false;
    throw error;
  }
}

/** "1E 95 0F"; undefined when it was not understood. */
async function chipOf(line: Line): Promise<string | undefined> {
  try {
    const bytes = await readSignature(line);
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
      .join(" ")
      .toUpperCase();
  } catch (error) {
    if (error instanceof Misheard) return undefined;
    throw error;
  }
}

export const unreliable = (place: string, what: string): FlashError =>
  new FlashError(
    "unreliable",
    `Too much is lost on the way to ${place}: ${what} failed again and again. Try another cable or USB port.`,
  );

function wrong(place: string, chip: string): FlashError {
  const name = OTHER_CHIPS[chip] ?? "another chip";
  return new FlashError(
    "wrong_chip",
    `The chip on ${place} says that it is ${name} (${chip}), and the firmware is for the ATmega328P of an Uno or a Nano: ${IDE_STEPS}.`,
  );
}

const nobody = (place: string): FlashError =>
  new FlashError(
    "no_bootloader",
    `No bootloader of an Uno or a Nano answers on ${place}: check that it is the board's port, and that the cable carries data and not ` +
      `only power. Pull whatever is wired to pins 0 and 1. If it is another board: ${IDE_STEPS}.`,
  );
