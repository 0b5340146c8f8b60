import { expect, it } from "vitest";
import { chipLines, GpiochipIo, listChips } from "../../board/gpiochip-io/index.ts";
import { inspectPi } from "../../board/raspberry-pi/inspect.ts";
import { thisHost } from "../../board/raspberry-pi/rights.ts";
import { runs } from "../cli/in-process.ts";
import { hand } from "./hand.ts";

const doctor = () => runs(["doctor", "--state", "/run/tmp/nothing-yet"]);
const marked = (mark: string, out: string) => out.split("\n").filter((line) => line.startsWith(mark));

it("tells an ordinary user of the group the chip, that all five lines are free, and draws the header", async () => {
  const { code, out } = await doctor();
  expect([code, marked("FAIL", out)]).toEqual([0, []]);
  expect(out).toContain("ok    Header: chip pinctrl-bcm2711, /dev/gpiochip0, which you may use");
  expect(out).toMatch(/^ok {4}Free: (.+ = GPIO \d+(, |$)){5}$/m);
  expect(out).toContain("o o 18  relay IN = GPIO 24");
  // Line 42, of the board's own lamp, is in use and not on the header.
  expect(out).not.toContain("ACT");
});

it("names the program that holds a line of ours, and one that holds another", async () => {
  const io = new GpiochipIo({ chip: "pinctrl-bcm2711", consumer: "fan control" });
  try {
    io.openOutputs(
      new Map([
        [24, 0],
        [5, 0],
      ]),
    );
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(marked("FAIL", out)).toEqual([
      expect.stringMatching(/GPIO 24 \(place 18\), relay IN, is in use by fan control: end that program/),
    ]);
    expect(marked("note", out)).toContain("note  GPIO 5 (place 29) is in use by fan control");
    expect(out).toMatch(/o o 18 {2}! relay IN = GPIO 24 \(held by fan control\)/);
  } finally {
    io.close();
  }
});

it("says how root's file becomes the group's", async () => {
  const here = thisHost();
  // The guest has no device tree.
  const read = (path: string) =>
    path.endsWith("/model") ? "Raspberry Pi 4 Model B Rev 1.4\0" : here.read(path);
  await hand.deny();
  try {
    const problem = inspectPi({ ...here, read, listChips, chipLines })?.problem;
    expect(problem).toMatch(
      /^\/dev\/gpiochip0 is not yours to open: no group may use it: run\n[\s\S]*sudo tee \/etc\/udev/,
    );
    // A file that is refused tells no label, so that this could be any computer.
    expect((await doctor()).out).not.toMatch(/Header|gpio/);
  } finally {
    await hand.allow();
  }
});

it("says not a word when the chip is gone", async () => {
  await hand.unplug();
  try {
    const { code, out } = await doctor();
    expect(code).toBe(0);
    expect(out).not.toMatch(/Header|GPIO/);
  } finally {
    await hand.plugIn();
  }
});
