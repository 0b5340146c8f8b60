import { loadPinMap, type PinOverrides } from "../../../board/pins.ts";
import { openRaspberryPi } from "../../../board/raspberry-pi/index.ts";
import { instant } from "../../../firmware-sim/index.ts";
import { ManualClock, turn } from "../../support/manual-clock.ts";
import { FakeKernel } from "../gpiochip-io/fake-gpiochip.ts";

export const BUTTON = 17;
export const RELAY = 24;
/** Red, green, blue. */
export const LAMP = [27, 22, 23] as const;
export const GET_LINE = 0xc250b407;
export const SET_VALUES = 0xc010b40f;

/** A Raspberry Pi with a kernel that is not real. Its monotonic clock has the zero of ours. */
export function rig(overrides: PinOverrides = {}, kernel = new FakeKernel()) {
  const clock = new ManualClock();
  const pins = loadPinMap("raspberry-pi", overrides);
  const dated = (ns: bigint) => instant(Number(ns / 1_000_000n));
  const begin = () => openRaspberryPi({ pins, clock, dated, kernel });
  const open = async () => {
    const opening = begin();
    opening.catch(() => {});
    await turn();
    await clock.advance(5);
    return opening;
  };
  return {
    clock,
    kernel,
    /** Not open before the clock has gone on. */
    begin,
    open,
    /** Pulls at the button's line at `ms`, whatever the clock says. */
    pull: (level: 0 | 1, ms: number) => kernel.pull(BUTTON, level, BigInt(Math.round(ms * 1e6))),
    /** On the wires: relay, red, green, blue. */
    levels: () => [RELAY, ...LAMP].map((pin) => kernel.level(pin)),
    /** How often the kernel was asked for it. */
    count: (request: number) => kernel.ioctls.filter((one) => one.request === request).length,
  };
}

/** Open, with everything on record that it tells. */
export async function opened(overrides: PinOverrides = {}) {
  const made = rig(overrides);
  const port = await made.open();
  const news: string[] = [];
  port.onButtonEdge((down, at) => news.push(`${down ? "down" : "up"} at ${at}`));
  port.onLost((reason) => news.push(reason));
  port.onBack(() => news.push("back"));
  return { ...made, port, news };
}
