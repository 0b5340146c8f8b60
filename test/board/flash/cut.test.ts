import { describe, expect, it } from "vitest";
import { standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { flash } from "../../../board/flash/flash.ts";
import { Line } from "../../../board/flash/line.ts";
import { Bootloader } from "../../support/bootloader.ts";
import { BootloaderCable, type CableOptions } from "../../support/bootloader-cable.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { OLD_SKETCH, whatRuns } from "../../support/what-runs.ts";

const IMAGE = standardFirmata25();
const SEND = BootloaderCable.prototype.write;

/** How much of the last transmission before the cut the board still hears. */
const HEARD = { nothing: () => 0, half: (length: number) => length >> 1, all: (length: number) => length };

class Upload {
  readonly clock = new ManualClock();
  readonly board = new Bootloader({ clock: this.clock });
  sendings = 0;

  constructor() {
    this.board.flash.fill(OLD_SKETCH);
  }

  /** Power and cable go as this number of sending is on its way. Gives how it is told. */
  async cut(at: number, heard: (length: number) => number, options: CableOptions = {}): Promise<string> {
    const cable = new BootloaderCable(this.board, options);
    cable.write = (bytes) => {
      const last = this.sendings++ === at;
      SEND.call(cable, last ? bytes.subarray(0, heard(bytes.length)) : bytes);
      if (last) cable.unplug();
    };
    const line = await Line.open(cable, "COM5", this.clock, new AbortController().signal);
    let told: string | undefined;
    flash({ line, place: "COM5", speeds: [115_200] }, IMAGE, () => {}).then(
      () => (told = "done"),
      (error: Error) => (told = error.message),
    );
    while (told === undefined) await this.clock.advance(100);
    return told;
  }
}

/** What the message has to say of a board that runs this. */
const TOLD: Readonly<Record<string, RegExp>> = {
  "the old sketch": /Nothing was written|may be incomplete/,
  nothing: /incomplete now, and does nothing|may be incomplete/,
  "the firmware": /may be incomplete|every byte of it is right/,
};

describe("a power cut at any command of the upload", () => {
  it.each(Object.entries(HEARD))(
    "leaves the old sketch, an idle board or the whole firmware: of the last command %s arrives",
    async (_, heard) => {
      const whole = new Upload();
      expect(await whole.cut(Number.POSITIVE_INFINITY, heard)).toBe("done");
      expect(whatRuns(whole.board.flash)).toBe("the firmware");
      const seen: string[] = [];
      for (let at = 0; at < whole.sendings; at++) {
        const upload = new Upload();
        const told = await upload.cut(at, heard);
        const runs = whatRuns(upload.board.flash);
        expect(told, `${at}: ${runs}`).toMatch(TOLD[runs] ?? /never/);
        if (runs !== seen.at(-1)) seen.push(runs);
      }
      expect(seen).toEqual(["the old sketch", "nothing", "the firmware"]);
    },
  );
});

describe("an address that is changed on its way", () => {
  it("never leaves a page that is wrong, whichever command it befalls", async () => {
    const whole = new Upload();
    await whole.cut(Number.POSITIVE_INFINITY, HEARD.all);
    for (let at = 0; at < whole.sendings; at++) {
      const upload = new Upload();
      const toBoard = (_: number, place: number): boolean => upload.sendings === at + 1 && place === 2;
      expect(await upload.cut(Number.POSITIVE_INFINITY, HEARD.all, { changes: { toBoard } })).toBe("done");
      expect(whatRuns(upload.board.flash), `sending ${at}`).toBe("the firmware");
    }
  });
});
