import { describe, expect, it } from "vitest";
import { flash } from "../../../board/flash/flash.ts";
import { Line } from "../../../board/flash/line.ts";
import { MEGA_WAY, UNO_WAY } from "../../../board/flash/ways.ts";
import { Bootloader } from "../../support/bootloader.ts";
import { BootloaderCable, type CableOptions } from "../../support/bootloader-cable.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { MegaBootloader } from "../../support/mega-bootloader.ts";
import { OLD_SKETCH, usedOf, whatRuns } from "../../support/what-runs.ts";

/** `changed`: places in what is sent, of the address among them. */
const UNO = { name: "an Uno", way: UNO_WAY, Board: Bootloader, changed: [2] };
const MEGA = { name: "a Mega", way: MEGA_WAY, Board: MegaBootloader, changed: [2, 9] };
type Kind = typeof UNO | typeof MEGA;

const SEND = BootloaderCable.prototype.write;

/** How much of the last transmission before the cut the board still hears. */
const HEARD = { nothing: () => 0, half: (length: number) => length >> 1, all: (length: number) => length };

class Upload {
  readonly clock = new ManualClock();
  readonly #kind: Kind;
  readonly #board: Bootloader | MegaBootloader;
  sendings = 0;

  constructor(kind: Kind) {
    this.#kind = kind;
    this.#board = new kind.Board({ clock: this.clock });
    this.#board.flash.fill(OLD_SKETCH);
  }

  /** Power and cable go as this number of sending is on its way. Gives how it is told. */
  async cut(at: number, heard: (length: number) => number, options: CableOptions = {}): Promise<string> {
    const cable = new BootloaderCable(this.#board, options);
    cable.write = (bytes) => {
      const last = this.sendings++ === at;
      SEND.call(cable, last ? bytes.subarray(0, heard(bytes.length)) : bytes);
      if (last) cable.unplug();
    };
    const line = await Line.open(cable, "COM5", this.clock, new AbortController().signal);
    let told: string | undefined;
    flash({ line, place: "COM5", ways: [this.#kind.way] }, () => {}).then(
      () => (told = "done"),
      (error: Error) => (told = error.message),
    );
    while (told === undefined) await this.clock.advance(100);
    return told;
  }

  get runs(): string {
    const { chip } = this.#kind.way;
    return whatRuns(this.#board.flash, chip, USED.get(chip));
  }
}

const USED = new Map([UNO_WAY.chip, MEGA_WAY.chip].map((chip) => [chip, usedOf(chip)]));

/** What the message has to say of a board that runs this. */
const TOLD: Readonly<Record<string, RegExp>> = {
  "the old sketch": /Nothing was written|may be incomplete/,
  nothing: /incomplete now, and does nothing|may be incomplete/,
  "the firmware": /may be incomplete|every byte of it is right/,
};

describe.each([UNO, MEGA])("a power cut at any command of the upload to $name", (kind) => {
  it.each(Object.entries(HEARD))(
    "leaves the old sketch, an idle board or the whole firmware: of the last command %s arrives",
    async (_, heard) => {
      const whole = new Upload(kind);
      expect(await whole.cut(Number.POSITIVE_INFINITY, heard)).toBe("done");
      expect(whole.runs).toBe("the firmware");
      const seen: string[] = [];
      for (let at = 0; at < whole.sendings; at++) {
        const upload = new Upload(kind);
        const told = await upload.cut(at, heard);
        const { runs } = upload;
        expect(told, `${at}: ${runs}`).toMatch(TOLD[runs] ?? /never/);
        if (runs !== seen.at(-1)) seen.push(runs);
      }
      expect(seen).toEqual(["the old sketch", "nothing", "the firmware"]);
    },
  );
});

describe.each([UNO, MEGA])("a byte that is changed on its way to $name", (kind) => {
  it.each(kind.changed)(
    "never leaves a page that is wrong, whichever command it befalls in byte %i",
    async (changed) => {
      const whole = new Upload(kind);
      await whole.cut(Number.POSITIVE_INFINITY, HEARD.all);
      for (let at = 0; at < whole.sendings; at++) {
        const upload = new Upload(kind);
        const toBoard = (_: number, place: number): boolean =>
          upload.sendings === at + 1 && place === changed;
        expect(await upload.cut(Number.POSITIVE_INFINITY, HEARD.all, { changes: { toBoard } })).toBe("done");
        expect(upload.runs, `sending ${at}`).toBe("the firmware");
      }
    },
  );
});
