import { expect, it, onTestFinished } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import { amazonSmartPlug, type ColorName } from "../../firmware-sim/index.ts";
import { BenchSubject } from "../../src/procedure/perform/bench-subject.ts";
import { elsewhereOn } from "../../src/procedure/perform/elsewhere.ts";
import { perform } from "../../src/procedure/perform/perform.ts";
import { defaultStart } from "../../src/procedure/perform/start.ts";
import { openBench } from "../../src/testing/bench.ts";
import type { Bench } from "../../src/testing/bench-port.ts";
import { Eye } from "../../src/testing/eye.ts";
import { failures, outcomes, read, SEED } from "../procedure/rehearsal.ts";
import { hand } from "./hand.ts";

const { button, led, relay } = loadPinMap("raspberry-pi");
const COLORS: Readonly<Record<string, ColorName>> = {
  "0,0,0": "off",
  "1,0,0": "red",
  "0,1,0": "green",
  "0,0,1": "blue",
};
const lampOnTheWires = (): ColorName =>
  COLORS[[led.red, led.green, led.blue].map((line) => hand.level(line)).join()]!;

/** The bench as somebody has it who presses the real button, and sees the lines alone. */
async function atTheBoard(bench: Bench): Promise<Bench> {
  const eye = new Eye(0, { at: 0, color: lampOnTheWires() });
  const look = () => {
    eye.see(lampOnTheWires(), bench.now);
    return eye.edges;
  };
  const looking = setInterval(look, 20);
  onTestFinished(() => clearInterval(looking));
  const move = async (to: "up" | "down") => {
    hand.pull(button.pin, to);
    const heard = () => bench.host.snapshot.button === to;
    if (!(await bench.until(heard, "2s"))) throw new Error(`the button is not ${to}`);
  };
  return Object.defineProperties(bench, {
    press: { value: () => move("down") },
    release: { value: () => move("up") },
    lampEdges: { get: look },
    lamp: { get: lampOnTheWires },
    outlet: { get: () => (hand.level(relay.pin) === 1 ? "on" : "off") },
  });
}

it("does the whole procedure of seed 000 on /dev/gpiochip0, button, lamp and relay being lines", async () => {
  expect(process.getuid!()).not.toBe(0);
  const procedure = read(SEED);
  const start = defaultStart(procedure);
  const bench = await atTheBoard(await openBench({ board: "raspberry-pi", profile: amazonSmartPlug, start }));
  try {
    const elsewhere = elsewhereOn(procedure, amazonSmartPlug, start, undefined);
    const steps = await perform(procedure, new BenchSubject(bench), { profile: amazonSmartPlug, elsewhere });
    expect(failures(steps)).toEqual([]);
    expect(outcomes(steps)).toBe("pass, pass, pass, pass");
    expect(bench.reports.flatMap(({ report }) => (report.kind === "gesture" ? report.gesture : []))).toEqual([
      ...["initialPress", "longPress", "longPress", "longRelease"],
    ]);
  } finally {
    await bench.close();
  }
}, 120_000);

it("switches the relay's line at a press, and opens it at the end", async () => {
  const bench = await atTheBoard(await openBench({ board: "raspberry-pi" }));
  const switched = (to: string) => bench.until(() => bench.outlet === to, "5s");
  await bench.hold(150);
  expect(await switched("on")).toBe(true);
  await bench.hold(150);
  expect(await switched("off")).toBe(true);
  await bench.hold(150);
  expect(await switched("on")).toBe(true);
  await bench.close();
  expect([hand.level(relay.pin), lampOnTheWires()]).toEqual([0, "off"]);
});
