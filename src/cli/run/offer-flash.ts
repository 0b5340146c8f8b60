import type { BoardErrorCode, BoardPort } from "../../../board/port.ts";
import type { Settings } from "../../config/settings.ts";
import { Unreachable } from "../failure.ts";
import type { Io } from "../io.ts";
import type { BoardChoice } from "./open-board.ts";

/** What is wrong with a board that has another program on it, or an old one. */
const NEEDS_FIRMWARE: Partial<Readonly<Record<BoardErrorCode, string>>> = {
  not_firmata: "has not answered as Firmata",
  old_firmware: "has a Firmata that is too old",
};

interface Offer {
  readonly choice: BoardChoice;
  readonly settings: Settings;
  readonly io: Io;
  readonly signal: AbortSignal;
  readonly open: () => Promise<BoardPort>;
}

/**
 * A board that is opened; where it does not answer as Firmata and somebody is at a terminal, it is flashed if they agree, and
 * opened again.
 */
export class FlashOffer {
  /** @throws what `open` throws, Unreachable when it could not be flashed */
  readonly board: Promise<BoardPort>;
  readonly #offer: Offer;
  #flashing: Promise<unknown> | undefined;

  constructor(offer: Offer) {
    this.#offer = offer;
    this.board = offer.open().catch((error: unknown) => this.#askAndFlash(error));
  }

  /** Resolves at once, but while a board is being written: then when it has been told how that ended. */
  async told(): Promise<void> {
    await this.#flashing;
  }

  async #askAndFlash(error: unknown): Promise<BoardPort> {
    const { choice, settings, io, signal, open } = this.#offer;
    const why = needsFirmware(error);
    if (choice.name !== "arduino" || settings.log === "json" || why === undefined) throw error;
    const [{ findTarget }, { writeFirmata }, { agrees, canAsk }] = await Promise.all([
      import("../../../board/flash/index.ts"),
      import("../flash.ts"),
      import("../ask.ts"),
    ]);
    if (!canAsk(io)) throw error;
    const target = await findTarget(choice.port);
    if (target.ways.length === 0) throw error;
    const question =
      `${target.path} (${target.label}) ${why}. StandardFirmata can be written onto it, which replaces the sketch there; ` +
      "the board cannot give it back.\nIs it an Uno, a Nano or a Mega, and may its sketch go?";
    if (!(await agrees(io, question, signal))) throw error;
    const flashing = writeFirmata(target, io, signal);
    this.#flashing = flashing.catch(() => {});
    if ((await flashing) === 0) return open();
    throw new Unreachable(`${target.path} does not answer as Firmata yet: plugbench flash tries it again.`);
  }
}

function needsFirmware(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== "BoardError" || !("code" in error)) return undefined;
  return NEEDS_FIRMWARE[error.code as BoardErrorCode];
}
