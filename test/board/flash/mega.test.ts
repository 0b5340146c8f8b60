import { describe, expect, it } from "vitest";
import { MEGA_WAY, OLD_NANO_WAY, UNO_WAY } from "../../../board/flash/ways.ts";
import { Bootloader } from "../../support/bootloader.ts";
import { BootloaderCable } from "../../support/bootloader-cable.ts";
import { type Course, expectWhole, flashing, IDLE, kinds, type Setting } from "../../support/flashing.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { MegaBootloader } from "../../support/mega-bootloader.ts";
import { OLD_SKETCH, usedOf } from "../../support/what-runs.ts";

const PAGES = Math.ceil(usedOf(MEGA_WAY.chip).length / 256);
const ALL = [UNO_WAY, OLD_NANO_WAY, MEGA_WAY];
/** A frame that writes a page. */
const FRAME = 272;

const mega = (setting: Setting = {}): Promise<Course> =>
  flashing({ kind: MegaBootloader, ways: [MEGA_WAY], ...setting });

describe("flashing a Mega", () => {
  it("writes every page in order, the first one at the very end again, and reads all back", async () => {
    const course = await mega();
    expectWhole(course, MEGA_WAY);
    expect(kinds(course)).toEqual(["entered", "write", "verify"]);
    expect(course.steps[0]).toMatchObject({ chip: "ATmega2560", firmware: "StandardFirmata 2.3" });
    expect(course.board.written).toEqual([...Array.from({ length: PAGES }, (_, i) => 256 * i), 0]);
    expect(course.board.flash.subarray(PAGES * 256).every((byte) => byte === OLD_SKETCH)).toBe(true);
  });

  it("has an endless loop in the first page until all others are read back", async () => {
    const clock = new ManualClock();
    const board = new MegaBootloader({ clock });
    const first: number[][] = [];
    const onStep: Setting["onStep"] = ({ kind }) => {
      if (kind === "verify") first.push([...board.flash.subarray(0, 2)]);
    };
    expectWhole(await mega({ board, clock, onStep }), MEGA_WAY);
    expect(first).toHaveLength(PAGES);
    expect(new Set(first.map(String))).toEqual(new Set([String(IDLE)]));
  });

  it("is found among Uno and old Nano, each of which is found, too", async () => {
    expectWhole(await mega({ ways: ALL }), MEGA_WAY);
    expectWhole(await flashing({ ways: ALL }), UNO_WAY);
    expectWhole(await flashing({ ways: ALL, baudRate: 57_600 }), OLD_NANO_WAY);
  });

  it("numbers its frames, and sends no three exclamation marks, which would start the monitor of its bootloader", async () => {
    const sent: Buffer[] = [];
    const { write } = BootloaderCable.prototype;
    const onStep: Setting["onStep"] = (_, cable) => {
      cable.write = (bytes) => {
        sent.push(bytes);
        write.call(cable, bytes);
      };
    };
    expectWhole(await mega({ onStep }), MEGA_WAY);
    const all = Buffer.concat(sent);
    expect(all.length).toBeGreaterThan(PAGES * FRAME);
    expect(all.includes("!!!")).toBe(false);
    const numbers = sent.map((frame) => frame[1]!);
    expect(numbers).toEqual(sent.map((_, i) => (numbers[0]! + i) % 256));
  });
});

describe("a line to a Mega that loses or changes bytes", () => {
  it.each([0, 1, 2, 3, 4, 5, 9, 15, 100, FRAME - 2, FRAME - 1])(
    "recovers from a loss of byte %i of a page, at most once in 3000 bytes",
    async (place) => {
      let next = 3000;
      const toBoard = (index: number, at: number): boolean => {
        if (index < next || at !== place) return false;
        next = index + 3000;
        return true;
      };
      expectWhole(await mega({ loses: { toBoard } }), MEGA_WAY);
    },
  );

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 200])(
    "recovers from a loss of byte %i of each 700 from it",
    async (at) => {
      expectWhole(await mega({ loses: { fromBoard: (index) => index % 700 === at } }), MEGA_WAY);
    },
  );

  it.each([0, 1, 2, 3, 4, 5, 6, 8, 60, FRAME - 1])(
    "has a frame sent again whose byte %i is changed, in either direction",
    async (place) => {
      const once = (from: number): ((index: number, at: number) => boolean) => {
        let left = 1;
        return (index, at) => index > from && at === place && left-- > 0;
      };
      expectWhole(await mega({ changes: { toBoard: once(3000) } }), MEGA_WAY);
      expectWhole(await mega({ changes: { fromBoard: once(200) } }), MEGA_WAY);
    },
  );

  it("notices by the checksum that a page was read wrongly, however often, and writes nothing again", async () => {
    let left = 3;
    const fromBoard = (index: number, at: number): boolean => index > 3000 && at === 60 && left-- > 0;
    const course = await mega({ changes: { fromBoard } });
    expectWhole(course, MEGA_WAY);
    expect(course.board.written).toHaveLength(PAGES + 1);
  });

  it("does not take a late answer for the next one", async () => {
    expectWhole(await mega({ slow: true }), MEGA_WAY);
  });

  it("begins with the idle page again once the bootloader was started anew among the pages", async () => {
    const clock = new ManualClock();
    const board = new MegaBootloader({ clock });
    const first: number[][] = [];
    let gone = false;
    const onStep: Setting["onStep"] = (step) => {
      if (step.kind !== "write") return;
      if (step.done > 0) first.push([...board.flash.subarray(0, 2)]);
      if (step.done === 20 && !gone) {
        gone = true;
        board.unplug();
      }
    };
    expectWhole(await mega({ board, clock, onStep }), MEGA_WAY);
    const inOrder = Array.from({ length: PAGES }, (_, i) => 256 * i);
    expect(board.written).toEqual([...inOrder.slice(0, 20), ...inOrder, 0]);
    expect(new Set(first.map(String))).toEqual(new Set([String(IDLE)]));
  });

  it("gives up after five tries, with a board that does nothing", async () => {
    const course = await mega({ loses: { toBoard: (index, at) => index > 4000 && at === 100 } });
    expect(course.error?.code).toBe("unreliable");
    expect(course.error?.message).toMatch(/COM5.*another cable.*bootloader is untouched/s);
    expect([...course.board.flash.subarray(0, 2)]).toEqual(IDLE);
  });
});

describe("a board that is not written", () => {
  it("has an Uno's chip behind a Mega's bootloader", async () => {
    const course = await mega({ signature: [0x1e, 0x95, 0x0f], ways: ALL });
    expect(course.error?.code).toBe("wrong_chip");
    expect(course.error?.message).toMatch(/ATmega328P \(1E 95 0F\).*ATmega2560.*Nothing was written/s);
    expect(course.board.written).toEqual([]);
  });

  it("has a Mega's chip behind an Uno's bootloader", async () => {
    const course = await flashing({ kind: Bootloader, signature: [0x1e, 0x98, 0x01], ways: ALL });
    expect(course.error?.code).toBe("wrong_chip");
    expect(course.error?.message).toMatch(/ATmega2560 \(1E 98 01\).*ATmega328P.*Nothing was written/s);
    expect(course.board.written).toEqual([]);
  });

  it("is an Uno of which its USB ids said that it is a Mega", async () => {
    const course = await flashing({ ways: [MEGA_WAY] });
    expect(course.error?.code).toBe("no_bootloader");
    expect(course.board.written).toEqual([]);
  });

  it("is silent", async () => {
    const course = await mega({ baudRate: 9600 });
    expect(course.error?.message).toMatch(/a Mega answers on COM5.*Nothing was written/s);
    expect(kinds(course)).toEqual(["press"]);
  });
});

describe("a Mega", () => {
  it("is told to be damaged when a byte of its memory does not take", async () => {
    const course = await mega({ worn: 0x0385 });
    expect(course.error?.code).toBe("mismatch");
    expect(course.error?.message).toMatch(/0x0300.*memory is damaged.*bootloader is untouched/s);
    expect([...course.board.flash.subarray(0, 2)]).toEqual(IDLE);
  });

  it("that is unplugged half-way does nothing, and is made whole the next time", async () => {
    const clock = new ManualClock();
    const pulled = await mega({
      clock,
      onStep: (step, cable) => void (step.kind === "write" && step.done === 30 && cable.unplug()),
    });
    expect(pulled.error?.code).toBe("lost");
    expect([...pulled.board.flash.subarray(0, 2)]).toEqual(IDLE);
    expectWhole(await mega({ clock, board: pulled.board }), MEGA_WAY);
  });

  it("whose port cannot reset it is written after a press of its button", async () => {
    const course = await mega({
      ways: ALL,
      withoutReset: true,
      onStep: (step, cable) => void (step.kind === "press" && setImmediate(() => cable.reset())),
    });
    expectWhole(course, MEGA_WAY);
  });
});
