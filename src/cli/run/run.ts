import { setTimeout as sleep } from "node:timers/promises";
import { soundProfile } from "../../config/profile-choice.ts";
import { PROFILES } from "../../config/profiles.ts";
import type { Settings } from "../../config/settings.ts";
import type { Io } from "../io.ts";
import { plugTime } from "../plug-time.ts";
import { FlashOffer } from "./offer-flash.ts";
import { chooseBoard, openBoard } from "./open-board.ts";
import type { Recorder } from "./recorder.ts";
import { StopRequest } from "./stop-request.ts";

/**
 * A board that answers at once gets its first LED command before the rest of the program is loaded; for one that takes seconds
 * to start, it is loaded meanwhile. This long, ms, the board has the processor to itself.
 */
const HEAD_START = 250;

/**
 * Runs a plug until somebody asks it to stop; then relay open, LED dark, everyone told. `record`: all of it is written down.
 * @throws UsageError, StoreError, PinMapError, BoardError when it cannot start
 */
export async function run(settings: Settings, io: Io, record?: Recorder): Promise<void> {
  const profile = await soundProfile(settings.profile ?? PROFILES[0]!);
  const choice = await chooseBoard(settings);
  const time = plugTime(settings, choice.name);
  const stop = new StopRequest();
  const open = () => openBoard(choice, time.clock);
  const offer = new FlashOffer({ choice, settings, io, signal: stop.signal, open });
  try {
    const { board } = offer;
    const opened = board.then(
      () => {},
      // Looked at later: what is wrong with the state is told first.
      () => {},
    );
    await Promise.race([opened, sleep(HEAD_START)]);
    const { bench } = await import("./bench.ts");
    await bench({ settings, profile, io, choice, board, time, stop, record });
  } finally {
    await offer.told();
    stop.dispose();
  }
}
