import {
  FlashError,
  type FlashErrorCode,
  type FlashStep,
  findTarget,
  flashPort,
  IDE_STEPS,
  type Target,
} from "../../board/flash/index.ts";
import type { Settings } from "../config/settings.ts";
import { printable } from "../log.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { UsageError } from "../usage-error.ts";
import { agrees, canAsk } from "./ask.ts";
import { askBoard } from "./ask-board.ts";
import type { ExitCode } from "./failure.ts";
import type { Io } from "./io.ts";
import { type Tell, teller } from "./marks.ts";
import { Progress } from "./procedure/progress.ts";
import { StopRequest } from "./run/stop-request.ts";

/** The board can be spoken to, and something else is wrong; every other code is of a board that is not there. */
const FAILED: readonly FlashErrorCode[] = ["wrong_chip", "mismatch", "stopped"];

/** What keeps a board silent that was written well. */
const AFTERWARDS =
  "Pull whatever is wired to pins 0 and 1, unplug the board, plug it in again, and try plugbench doctor.";

/**
 * Asks, writes, reads back, and asks the board for its firmware. 1: it was not wanted, stopped, not this chip's, or not kept by it;
 * 3: the board does not answer.
 * @throws UsageError, also for a board that cannot be flashed; BoardError, FirmwareError
 */
export async function flash(settings: Settings, agreed: boolean, io: Io): Promise<ExitCode> {
  const target = await findTarget(settings.port);
  if (target.ways.length === 0)
    throw new UsageError(
      `${nameOf(target)} cannot be flashed by plugbench, which knows the bootloaders of the Uno R3, the Nano and the Mega 2560. ` +
        `Instead: ${IDE_STEPS}; then try plugbench doctor --port ${target.path}`,
    );
  const stop = new StopRequest();
  try {
    const will = `This replaces the sketch on ${nameOf(target)} with StandardFirmata; the board cannot give it back.`;
    if (!agreed && !canAsk(io))
      throw new UsageError(
        `${will} There is no terminal here to ask for a yes: add --yes. Nothing was written.`,
      );
    if (!agreed && !(await agrees(io, `${will}\nGo on?`, stop.signal))) {
      io.out("Nothing was written.\n");
      return 1;
    }
    const code = await writeFirmata(target, io, stop.signal);
    const port = settings.port === undefined ? "" : ` --port ${settings.port}`;
    if (code === 0) io.out(printable(`\nTo run a plug on it: plugbench run --board arduino${port}\n`));
    return code;
  } finally {
    stop.dispose();
  }
}

/**
 * Without a further question; tells how it goes and how it ended.
 * @throws BoardError when the port cannot be opened, FirmwareError
 */
export async function writeFirmata(target: Target, io: Io, signal: AbortSignal): Promise<ExitCode> {
  const tell = teller(io);
  const { stderr } = process;
  const progress = new Progress({
    terminal: stderr.isTTY === true,
    columns: stderr.columns || 80,
    write: io.err,
  });
  io.out(printable(`Writing StandardFirmata to ${nameOf(target)}, which takes some 10 s.\n`));
  progress.set("Waiting for the bootloader");
  try {
    const { path, ways } = target;
    const onStep = (step: FlashStep): void => tellStep(step, progress, tell);
    await flashPort({ port: path, ways, clock: systemClock, signal, tell: onStep });
  } catch (error) {
    if (!(error instanceof FlashError)) throw error;
    progress.end();
    tell("FAIL", error.message);
    return FAILED.includes(error.code) ? 1 : 3;
  } finally {
    progress.end();
  }
  tell("ok", "Written, and read back: every byte is right");
  if (await askBoard(target, tell, "FAIL")) return 0;
  tell("note", `The firmware itself is right. ${AFTERWARDS}`);
  return 3;
}

function tellStep(step: FlashStep, progress: Progress, tell: Tell): void {
  if (step.kind === "press") {
    progress.clear();
    tell(
      "note",
      "No bootloader answers: the board did not reset by itself, or it is another one. Press its reset button now; you have 30 s.",
    );
  } else if (step.kind === "entered") {
    progress.clear();
    tell("ok", `Bootloader of an ${step.chip}, at ${step.baudRate} baud: it is given ${step.firmware}`);
  } else {
    const doing = step.kind === "write" ? "Writing" : "Reading back";
    progress.set(`${doing}: ${step.done} of ${step.of} pages`);
  }
}

const nameOf = ({ path, label }: Target): string => `${path} (${label})`;
