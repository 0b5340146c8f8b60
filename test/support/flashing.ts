import { expect } from "vitest";
import { type FlashStep, flash } from "../../board/flash/flash.ts";
import { FlashError } from "../../board/flash/flash-error.ts";
import { Line } from "../../board/flash/line.ts";
import { UNO_WAY, type Way } from "../../board/flash/ways.ts";
import { instant } from "../../firmware-sim/index.ts";
import { Bootloader } from "./bootloader.ts";
import type { BootloaderBoard, BootloaderOptions } from "./bootloader-board.ts";
import { BootloaderCable, type CableOptions } from "./bootloader-cable.ts";
import { ManualClock } from "./manual-clock.ts";
import { OLD_SKETCH, usedOf } from "./what-runs.ts";

/** The loop of the first page until all is right. */
export const IDLE = [0xff, 0xcf];

export interface Course {
  readonly steps: FlashStep[];
  readonly board: BootloaderBoard;
  readonly cable: BootloaderCable;
  readonly error: FlashError | undefined;
  readonly took: number;
}

export interface Setting extends Omit<BootloaderOptions, "clock">, CableOptions {
  readonly ways?: readonly Way[];
  readonly board?: BootloaderBoard;
  /** What it is, unless there is one already: an Uno when left out. */
  readonly kind?: new (
    options: BootloaderOptions,
  ) => BootloaderBoard;
  readonly clock?: ManualClock;
  readonly slow?: boolean;
  readonly onStep?: (step: FlashStep, cable: BootloaderCable, abort: AbortController) => void;
}

/** Flashes an emulated board over a cable, in time that is not real. */
export async function flashing(setting: Setting = {}): Promise<Course> {
  const { ways = [UNO_WAY], onStep, clock = new ManualClock(), kind = Bootloader } = setting;
  const board = setting.board ?? new kind({ clock, ...setting });
  if (setting.board === undefined) board.flash.fill(OLD_SKETCH);
  const cable = new BootloaderCable(board, setting);
  if (setting.slow) delay(board, clock);
  const abort = new AbortController();
  const steps: FlashStep[] = [];
  const started = clock.now();
  let error: unknown;
  let ended = false;
  const course = async (): Promise<void> => {
    const line = await Line.open(cable, "COM5", clock, abort.signal);
    const tell = (step: FlashStep): void => {
      steps.push(step);
      onStep?.(step, cable, abort);
    };
    try {
      await flash({ line, place: "COM5", ways }, tell);
    } finally {
      await line.close();
    }
  };
  const end = (reason?: unknown): void => {
    error = reason;
    ended = true;
  };
  course().then(() => end(), end);
  while (!ended) await clock.advance(25);
  if (error !== undefined && !(error instanceof FlashError)) throw error;
  return { steps, board, cable, error, took: clock.now() - started };
}

/** Every answer takes 5 ms, and the first one so long that the question has just been asked again. */
function delay(board: BootloaderBoard, clock: ManualClock): void {
  const { send } = board;
  let span = 603;
  board.send = (bytes) => {
    clock.wakeAt(instant(clock.now() + span), () => send(bytes));
    span = 5;
  };
}

export const kinds = ({ steps }: Course): readonly string[] =>
  steps.map(({ kind }) => kind).filter((kind, i, all) => kind !== all[i - 1]);

export function expectWhole({ board, error }: Course, { chip }: Way = UNO_WAY): void {
  expect(error?.message).toBeUndefined();
  const used = usedOf(chip);
  expect(used.equals(board.flash.subarray(0, used.length))).toBe(true);
  expect(board.listens).toBe(false);
}
