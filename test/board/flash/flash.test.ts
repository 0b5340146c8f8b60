import { describe, expect, it } from "vitest";
import type { FlashStep } from "../../../board/flash/flash.ts";
import { OLD_NANO_WAY, UNO_WAY } from "../../../board/flash/ways.ts";
import { Bootloader } from "../../support/bootloader.ts";
import { type Course, expectWhole, flashing, IDLE, kinds } from "../../support/flashing.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { OLD_SKETCH, usedOf } from "../../support/what-runs.ts";

const USED = usedOf(UNO_WAY.chip).length;
const PAGES = Math.ceil(USED / 128);

describe("flashing a board", () => {
  it("writes every page, reads it back and starts the program, and touches nothing behind it", async () => {
    const course = await flashing();
    expectWhole(course);
    expect(kinds(course)).toEqual(["entered", "write", "verify"]);
    expect(course.steps.filter(({ kind }) => kind === "write")).toHaveLength(PAGES);
    expect(course.board.flash.subarray(PAGES * 128).every((byte) => byte === OLD_SKETCH)).toBe(true);
    expect(course.cable.closed).toBe(true);
  });

  it("writes the first page at the very end, and an endless loop in its place until then", async () => {
    const first: number[][] = [];
    const look = (step: FlashStep, board: Bootloader): void => {
      if (step.kind === "verify") first.push([...board.flash.subarray(0, 2)]);
    };
    const clock = new ManualClock();
    const board = new Bootloader({ clock });
    const course = await flashing({ board, clock, onStep: (step) => look(step, board) });
    expectWhole(course);
    expect(board.written).toEqual([0, ...Array.from({ length: PAGES - 1 }, (_, i) => 128 * (i + 1)), 0]);
    expect(new Set(first.map(String))).toEqual(new Set([String(IDLE)]));
  });

  it("ends below the place of either bootloader", () => {
    expect(USED).toBeLessThanOrEqual(30_720);
  });

  it.each([115_200, 57_600])("finds a bootloader that speaks %i baud", async (baudRate) => {
    const course = await flashing({ baudRate, ways: [UNO_WAY, OLD_NANO_WAY] });
    expectWhole(course);
    expect(course.steps[0]).toMatchObject({ kind: "entered", baudRate });
  });
});

describe("a line that loses bytes", () => {
  it.each([1, 2, 3, 4, 60, 131, 132, 133, 139])(
    "recovers from a loss of byte %i of each 3000 to the board",
    async (at) => {
      expectWhole(await flashing({ loses: { toBoard: (index) => index % 3000 === at } }));
    },
  );

  it.each([0, 1, 2, 3, 50, 130])("recovers from a loss of byte %i of each 500 from the board", async (at) => {
    expectWhole(await flashing({ loses: { fromBoard: (index) => index % 500 === at } }));
  });

  it("recovers from losses of several bytes in succession", async () => {
    const lost = (index: number): boolean => index % 3000 < index / 3000;
    expectWhole(await flashing({ loses: { toBoard: lost } }));
  });

  it("gives up after five tries, and says that the board's program is incomplete", async () => {
    const course = await flashing({ loses: { toBoard: (index, at) => index > 2000 && at === 100 } });
    expect(course.cable.resets).toHaveLength(1 + 4);
    expect(course.error?.code).toBe("unreliable");
    expect(course.error?.message).toMatch(/COM5.*another cable.*bootloader is untouched.*flash --port COM5/s);
    expect([...course.board.flash.subarray(0, 2)]).toEqual(IDLE);
  });
});

describe("a line that changes bytes", () => {
  const once = (from: number, place: number): ((index: number, at: number) => boolean) => {
    let left = 1;
    return (index, at) => index > from && at === place && left-- > 0;
  };
  const written = ({ board }: Course): number => board.written.length - PAGES - 1;

  it("has a page written again that did not arrive as it was sent", async () => {
    const course = await flashing({ changes: { toBoard: once(5000, 60) } });
    expectWhole(course);
    expect(written(course)).toBe(1);
  });

  it("has a page read once more that was read back wrongly, before anything is written", async () => {
    const course = await flashing({ changes: { fromBoard: once(3000, 60) } });
    expectWhole(course);
    expect(written(course)).toBe(0);
  });

  it.each([0, 1])("has a command given again whose answer is changed in byte %i", async (place) => {
    const course = await flashing({ changes: { fromBoard: once(100, place) } });
    expectWhole(course);
    expect(course.cable.sent).toBeGreaterThan((await flashing()).cable.sent);
  });

  it("does not take a late answer for the next one", async () => {
    const course = await flashing({ slow: true });
    expectWhole(course);
    expect(course.cable.resets).toHaveLength(1);
  });
});

describe("a board that cannot be flashed", () => {
  it("is left alone when its chip is another one", async () => {
    const course = await flashing({ signature: [0x1e, 0x98, 0x01] });
    expect(course.error?.code).toBe("wrong_chip");
    expect(course.error?.message).toMatch(
      /ATmega2560 \(1E 98 01\).*ATmega328P.*Arduino IDE.*Nothing was written/s,
    );
    expect(course.board.written).toEqual([]);
  });

  it("is not taken for another chip because of one lost byte", async () => {
    expectWhole(await flashing({ loses: { fromBoard: (index) => index === 3 } }));
  });

  it("is told to be damaged when a byte of its memory does not take", async () => {
    const course = await flashing({ worn: 0x0385 });
    expect(course.error?.code).toBe("mismatch");
    expect(course.error?.message).toMatch(/0x0380.*memory is damaged.*bootloader is untouched/s);
    expect([...course.board.flash.subarray(0, 2)]).toEqual(IDLE);
  });

  it("is given up when it is silent, after resets and after somebody had time to press its button", async () => {
    const course = await flashing({ baudRate: 9600 });
    expect(course.error?.code).toBe("no_bootloader");
    expect(course.error?.message).toMatch(/COM5.*pins 0 and 1.*Nothing was written/s);
    expect(kinds(course)).toEqual(["press"]);
    expect(course.cable.resets).toHaveLength(3);
    expect(course.took).toBeGreaterThan(30_000);
    expect(course.took).toBeLessThan(37_000);
  });
});

describe("a port that cannot reset the board", () => {
  it("waits for somebody to press the button", async () => {
    const course = await flashing({
      withoutReset: true,
      onStep: (step, cable) => void (step.kind === "press" && setImmediate(() => cable.reset())),
    });
    expectWhole(course);
    expect(kinds(course)).toEqual(["press", "entered", "write", "verify"]);
  });

  it("waits for the button again when a lost byte has thrown the bootloader out", async () => {
    const course = await flashing({
      withoutReset: true,
      loses: { toBoard: (index) => index === 3000 },
      onStep: (step, cable) => void (step.kind === "press" && setImmediate(() => cable.reset())),
    });
    expectWhole(course);
    expect(course.steps.filter(({ kind }) => kind === "press")).toHaveLength(2);
  });
});

describe("an interruption", () => {
  const midway = (step: FlashStep): boolean => step.kind === "write" && step.done === 40;

  it("leaves a board that does nothing, and the next time writes all of it", async () => {
    const clock = new ManualClock();
    const pulled = await flashing({
      clock,
      onStep: (step, cable) => void (midway(step) && cable.unplug()),
    });
    expect(pulled.error?.code).toBe("lost");
    expect(pulled.error?.message).toMatch(
      /COM5 went away.*incomplete.*bootloader is untouched.*flash --port COM5/s,
    );
    expect([...pulled.board.flash.subarray(0, 2)]).toEqual(IDLE);
    expectWhole(await flashing({ clock, board: pulled.board }));
  });

  it("by whoever started it is told the same way, and lets the port go", async () => {
    const course = await flashing({ onStep: (step, _, abort) => void (midway(step) && abort.abort()) });
    expect(course.error?.code).toBe("stopped");
    expect(course.error?.message).toMatch(/^Stopped\. .*incomplete.*bootloader is untouched/s);
    expect(course.cable.closed).toBe(true);
  });

  it("before anything was written says so", async () => {
    const course = await flashing({ baudRate: 9600, onStep: (_, __, abort) => abort.abort() });
    expect(course.error?.message).toBe("Stopped. Nothing was written.");
  });
});
