import { once } from "node:events";
import five from "johnny-five";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chipLines, GpiochipIo } from "../../board/gpiochip-io/index.ts";
import { example } from "./gpiochip-io-programs.ts";
import { hand } from "./hand.ts";

const BUTTON = 17;
const RGB = [27, 22, 23] as const;
const RELAY = 24;
/** A liveness bound, not a measurement. */
const SOON = { timeout: 20_000, interval: 2 };
const rgb = () => RGB.map(hand.level).join("");
const held = (line: number) => chipLines("/dev/gpiochip0")[line]!.used;

beforeEach(() => {
  for (const line of [BUTTON, RELAY, ...RGB]) hand.pull(line, "down");
});

describe("johnny-five on the kernel's GPIO", () => {
  let io: GpiochipIo;
  let board: five.Board;

  beforeEach(async () => {
    io = new GpiochipIo({ chip: "pinctrl-bcm2711" });
    board = new five.Board({ io, repl: false, debug: false });
    await new Promise<void>((resolve) => board.on("ready", resolve));
  });
  afterEach(() => io.close());

  it("hears a Button, with hold", async () => {
    const button = new five.Button({ board, pin: BUTTON, isPullup: true, holdtime: 100 });
    const heard: string[] = [];
    button.on("down", () => heard.push("down"));
    button.on("hold", () => heard.push("hold"));
    button.on("up", () => heard.push("up"));
    for (let press = 1; press <= 5; press++) {
      hand.pull(BUTTON, "down");
      await expect.poll(() => heard.at(-1), SOON).toBe(press === 5 ? "hold" : "down");
      hand.pull(BUTTON, "up");
      await expect.poll(() => heard.at(-1), SOON).toBe("up");
    }
    expect(heard.filter((event) => event !== "hold")).toEqual(Array(5).fill(["down", "up"]).flat());
  });

  it("shows a Led.RGB's colours, and switches a Led and a Relay", () => {
    const lamp = new five.Led.RGB({ board, pins: [...RGB] } as ConstructorParameters<typeof five.Led.RGB>[0]);
    const shown = ["#ff0000", "#00ff00", "#0000ff", "#ff8000", "#000000"].map((colour) => {
      lamp.color(colour);
      return rgb();
    });
    expect(shown).toEqual(["100", "010", "001", "110", "000"]);
    const relay = new five.Relay({ board, pin: RELAY });
    relay.close();
    expect(hand.level(RELAY)).toBe(1);
    relay.open();
    expect(hand.level(RELAY)).toBe(0);
    const led = new five.Led({ board, pin: 5 } as five.LedOption);
    led.on();
    expect(hand.level(5)).toBe(1);
  });
});

describe("the README's examples", () => {
  it("let a button switch a lamp and a relay", async () => {
    const child = example(0);
    await expect.poll(() => held(BUTTON), SOON).toBe(true);
    await expect.poll(() => hand.level(BUTTON), SOON).toBe(1);
    // The listeners are there a moment after the line is.
    await expect
      .poll(
        () => {
          hand.pull(BUTTON, hand.level(BUTTON) === 1 ? "down" : "up");
          return [hand.level(22), hand.level(RELAY)].join("");
        },
        { ...SOON, interval: 100 },
      )
      .toBe("11");
    hand.pull(BUTTON, "up");
    await expect.poll(() => hand.level(22), SOON).toBe(0);
    child.kill();
    await once(child, "exit");
  });

  it("show yellow", async () => {
    const child = example(1);
    await expect.poll(rgb, SOON).toBe("110");
    child.kill();
    await once(child, "exit");
  });

  it("say how long a button was held", async () => {
    const child = example(2);
    await expect.poll(() => held(BUTTON), SOON).toBe(true);
    const { finished } = await hand.play([
      { line: BUTTON, pull: "down", afterMs: 100 },
      { line: BUTTON, pull: "up", afterMs: 350 },
    ]);
    const [said] = await once(child.stdout, "data");
    const [, heldMs] = /^GPIO17 was held for (\d+) ms/.exec(String(said)) ?? [];
    expect(Math.abs(Number(heldMs) - 250)).toBeLessThanOrEqual(5);
    expect(rgb()).toBe("000");
    await finished;
    child.kill();
    await once(child, "exit");
  });
});
