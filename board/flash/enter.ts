import { after, millis } from "../../firmware-sim/index.ts";
import { IDE_STEPS } from "./advice.ts";
import { type Bootloader, Misheard } from "./bootloader.ts";
import { FlashError } from "./flash-error.ts";
import type { Line } from "./line.ts";
import type { Way } from "./ways.ts";

/** Whose bootloaders speak STK500. */
const CHIPS: Readonly<Record<string, string>> = {
  "1E 95 0F": "ATmega328P",
  "1E 94 06": "ATmega168",
  "1E 95 14": "ATmega328",
  "1E 95 16": "ATmega328PB",
  "1E 98 01": "ATmega2560",
};

/** Resets for each way before somebody is asked to help. */
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
  /** To be tried in turn. */
  readonly ways: readonly Way[];
  /** The port cannot reset the board, or that did not help: somebody has 30 s to press its button. */
  readonly askToPress: () => void;
}

export interface Entered {
  readonly way: Way;
  readonly bootloader: Bootloader;
}

/**
 * Resets the board until its bootloader answers, and makes sure that it is on the way's chip.
 * @throws FlashError `no_bootloader`, `wrong_chip`, `unreliable`, and what the line throws
 */
export async function enter(entrance: Entrance): Promise<Entered> {
  const { line, place } = entrance;
  let seen: { readonly chip: string; readonly way: Way } | undefined;
  // More than once, for a byte may be lost or changed on its way.
  for (let attempt = 0; attempt < CHIP_TRIES; attempt++) {
    const entered = (await byReset(entrance)) ?? (await byHand(entrance));
    if (entered === undefined) throw nobody(place);
    const { way, bootloader } = entered;
    // A slow answer to an earlier question must not be taken for the next one's.
    await line.pause(SETTLE);
    const chip = await chipOf(bootloader);
    if (chip === way.chip.signature) return entered;
    seen = chip === undefined ? undefined : { chip, way };
  }
  throw seen === undefined
    ? unreliable(place, "the question which chip it is")
    : wrong(place, seen.chip, seen.way);
}

async function byReset({ line, ways }: Entrance): Promise<Entered | undefined> {
  for (let round = 0; round < ROUNDS * ways.length; round++) {
    const entered = await tried(line, ways[round % ways.length]!);
    const reset = await line.pulseReset();
    const { bootloader } = entered;
    if ((await answers(bootloader, FIRST_PATIENCE)) || (await answers(bootloader, SECOND_PATIENCE)))
      return entered;
    if (!reset) return undefined;
  }
  return undefined;
}

async function byHand({ line, ways, askToPress }: Entrance): Promise<Entered | undefined> {
  askToPress();
  const end = after(line.now, PRESS_WINDOW);
  for (let turn = 0; line.now < end; turn++) {
    // Each way twice in succession: a bootloader listens for longer than one question takes.
    const entered = await tried(line, ways[Math.floor(turn / 2) % ways.length]!);
    if (await answers(entered.bootloader, FIRST_PATIENCE)) return entered;
  }
  return undefined;
}

async function tried(line: Line, way: Way): Promise<Entered> {
  await line.setSpeed(way.baudRate);
  return { way, bootloader: way.speak(line) };
}

export async function answers(bootloader: Bootloader, patience: number): Promise<boolean> {
  try {
    await bootloader.sync(patience);
    return true;
  } catch (error) {
    if (error instanceof Misheard) return false;
    throw error;
  }
}

/** "1E 95 0F"; undefined when it was not understood. */
async function chipOf(bootloader: Bootloader): Promise<string | undefined> {
  try {
    const bytes = await bootloader.signature();
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

function wrong(place: string, chip: string, way: Way): FlashError {
  const name = CHIPS[chip] ?? "another chip";
  return new FlashError(
    "wrong_chip",
    `The chip on ${place} says that it is ${name} (${chip}), and its bootloader is one for the ${way.chip.name}: ${IDE_STEPS}.`,
  );
}

const nobody = (place: string): FlashError =>
  new FlashError(
    "no_bootloader",
    `No bootloader of an Uno, a Nano or a Mega answers on ${place}: check that it is the board's port, and that the cable carries data and not ` +
      `only power. Pull whatever is wired to pins 0 and 1. If it is another board: ${IDE_STEPS}.`,
  );
