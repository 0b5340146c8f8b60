import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chipLines } from "../../board/gpiochip-io/index.ts";
import { loadPinMap, type PinOverrides } from "../../board/pins.ts";
import type { BoardPort } from "../../board/port.ts";
import { openRaspberryPi } from "../../board/raspberry-pi/index.ts";
import { instantOfMonotonic } from "../../src/runtime/monotonic.ts";
import { systemClock } from "../../src/runtime/system-clock.ts";
import { hand } from "./hand.ts";

const BUTTON = 17;
const [RELAY, RED, GREEN, BLUE] = [24, 27, 22, 23] as const;
/** A liveness bound, not a measurement. */
const SOON = { timeout: 10_000, interval: 5 };

const ports: BoardPort[] = [];
async function open(overrides: PinOverrides = {}): Promise<BoardPort> {
  const pins = loadPinMap("raspberry-pi", overrides);
  const port = await openRaspberryPi({ pins, clock: systemClock, dated: instantOfMonotonic });
  ports.push(port);
  return port;
}
const refusal = () =>
  open().then(
    () => undefined,
    (error: { code: string; message: string }) => error,
  );
const levels = () => [RELAY, RED, GREEN, BLUE].map((line) => hand.level(line));
const holder = (line: number) => chipLines("/dev/gpiochip0")[line]!.consumer;

beforeEach(() => {
  for (const line of [RELAY, RED, GREEN, BLUE]) hand.pull(line, "down");
});
afterEach(async () => {
  await Promise.all(ports.splice(0).map((port) => port.close()));
});

describe("the lines of a Raspberry Pi", () => {
  it.each([
    [{}, [0, 0, 0, 0], [1, 1, 0, 1]],
    [{ relay: "active-low", led: "anode" } as const, [1, 1, 1, 1], [0, 0, 1, 0]],
  ])("carry lamp and relay: %j", async (overrides, safe, lit) => {
    const port = await open(overrides);
    expect(levels()).toEqual(safe);
    port.setLed("magenta");
    port.setRelay(true);
    expect(levels()).toEqual(lit);
    expect([RELAY, RED, GREEN, BLUE, BUTTON].map(holder)).toEqual(Array(5).fill("plugbench"));
  });

  it("are free after a close, which takes no time, and as whatever pulls at them", async () => {
    const port = await open();
    port.setRelay(true);
    await port.close();
    expect([holder(RELAY), holder(BUTTON), hand.level(RELAY)]).toEqual(["", "", 0]);
  });

  it("tell of the button with the kernel's date", async () => {
    const port = await open();
    const edges: [boolean, number][] = [];
    port.onButtonEdge((down, at) => edges.push([down, at]));
    const { finished } = await hand.play([
      { line: BUTTON, pull: "down", afterMs: 0 },
      { line: BUTTON, pull: "up", afterMs: 20 },
    ]);
    await finished;
    await vi.waitFor(() => expect(edges.map(([down]) => down)).toEqual([true, false]), SOON);
    const [[, down], [, up]] = edges as [[boolean, number], [boolean, number]];
    expect(up - down).toBeGreaterThanOrEqual(19);
    expect(up - down).toBeLessThanOrEqual(21);
  });
});

describe("a Raspberry Pi whose chip goes and comes back", () => {
  it("says so once each, drops what is commanded meanwhile, and is back in its safe state", async () => {
    const port = await open();
    const news: string[] = [];
    port.onButtonEdge((down) => news.push(down ? "down" : "up"));
    port.onLost((reason) => news.push(reason));
    port.onBack(() => news.push("back"));
    port.setRelay(true);
    await hand.unplug();
    await vi.waitFor(() => expect(news).toEqual(["/dev/gpiochip0 went away (ENODEV)"]), SOON);
    port.setRelay(true);
    expect(await port.readButton()).toBe(false);
    await hand.plugIn();
    await vi.waitFor(() => expect(news.at(-1)).toBe("back"), SOON);
    expect(levels()).toEqual([0, 0, 0, 0]);
    port.setRelay(true);
    expect(hand.level(RELAY)).toBe(1);
    hand.pull(BUTTON, "down");
    await vi.waitFor(() => expect(news.at(-1)).toBe("down"), SOON);
    expect(await port.readButton()).toBe(true);
  });
});

describe("a Raspberry Pi that cannot be opened", () => {
  it("is not yours without the right, and says how to get it", async () => {
    await hand.deny();
    try {
      expect(await refusal()).toMatchObject({
        code: "port_denied",
        message: expect.stringMatching(
          /^\/dev\/gpiochip0 is not yours to open: [\s\S]*usermod -aG gpio \$USER/,
        ),
      });
    } finally {
      await hand.allow();
    }
    await open();
  });

  it("is none when no chip has a header's label, and says which there are", async () => {
    await hand.unplug();
    await hand.plugIn("pinctrl-sun4i");
    try {
      expect(await refusal()).toMatchObject({
        code: "no_chip",
        message: expect.stringContaining(
          "only pinctrl-sun4i (/dev/gpiochip0), raspberrypi-exp-gpio (/dev/gpiochip1)",
        ),
      });
    } finally {
      await hand.unplug();
      await hand.plugIn();
    }
    await open();
  });

  it.each(["pinctrl-rp1", "pinctrl-bcm2835"])("is one with the label of another model: %s", async (label) => {
    await hand.unplug();
    await hand.plugIn(label);
    try {
      const port = await open();
      port.setRelay(true);
      expect(hand.level(RELAY)).toBe(1);
      await port.close();
    } finally {
      await hand.unplug();
      await hand.plugIn();
    }
  });
});
