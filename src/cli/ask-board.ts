import type { PortChoice } from "../../board/arduino/index.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { exitCodeOf } from "./failure.ts";
import type { Mark, Tell } from "./marks.ts";

/**
 * Opens the port and asks the board for its firmware; tells what came of it, a failure as `otherwise`, and answers whether there
 * was an answer.
 */
export async function askBoard({ path, label }: PortChoice, tell: Tell, otherwise: Mark): Promise<boolean> {
  const { probeArduino } = await import("../../board/arduino/index.ts");
  try {
    const { firmware, protocol, answeredAfter, advice } = await probeArduino(path, systemClock);
    tell(
      "ok",
      `${path} ${label}: ${firmware.name} ${firmware.version}, Firmata ${protocol}, after ${answeredAfter} ms`,
    );
    for (const sentence of advice) tell("note", sentence);
    return true;
  } catch (error) {
    if (exitCodeOf(error) !== 3) throw error;
    tell(otherwise, (error as Error).message);
    return false;
  }
}
