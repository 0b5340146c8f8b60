import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, onTestFinished, vi } from "vitest";
import { chipLines } from "../../board/gpiochip-io/index.ts";
import { loadPinMap } from "../../board/pins.ts";
import { openRaspberryPi } from "../../board/raspberry-pi/index.ts";
import { instantOfMonotonic } from "../../src/runtime/monotonic.ts";
import { systemClock } from "../../src/runtime/system-clock.ts";
import { ROOT } from "./guest.ts";
import { hand } from "./hand.ts";

const pins = loadPinMap("raspberry-pi");
const RELAY = pins.relay.pin;
/** Liveness bounds: a start compiles the program first. */
const STARTED = { timeout: 60_000, interval: 50 };
const SOON = { timeout: 20_000, interval: 10 };

const folder = mkdtempSync(join(tmpdir(), "plugbench-pi-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openRaspberryPi({ pins, clock: systemClock, dated: instantOfMonotonic });
const holder = () => chipLines("/dev/gpiochip0")[RELAY]!.consumer;

/** `plugbench run` on the header, ready. */
async function running(): Promise<ChildProcess> {
  const ready = join(folder, "ready.json");
  rmSync(ready, { force: true });
  const flags = ["--board", "raspberry-pi", "--mqtt", "off", "--page", "off", "--provisioned"];
  const files = ["--state", join(folder, "state"), "--ready-file", ready];
  const plug = spawn(process.execPath, ["--import", "tsx", "src/main.ts", "run", ...flags, ...files], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  onTestFinished(() => void plug.kill("SIGKILL"));
  await vi.waitFor(() => expect(existsSync(ready)).toBe(true), STARTED);
  return plug;
}

/** By a press, which a plug that still boots does not hear. */
const switchOn = () =>
  vi.waitFor(async () => {
    if (hand.level(RELAY) === 0) {
      const { finished } = await hand.play([
        { line: pins.button.pin, pull: "down", afterMs: 0 },
        { line: pins.button.pin, pull: "up", afterMs: 150 },
      ]);
      await finished;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(hand.level(RELAY)).toBe(1);
  }, SOON);

it("keeps others from its lines while it runs, and by SIGKILL loses them with what they showed", async () => {
  // What the wire does by itself: the module's own resistor, say.
  hand.pull(RELAY, "down");
  const plug = await running();
  await switchOn();
  await expect(open()).rejects.toMatchObject({
    code: "pin_busy",
    message: expect.stringMatching(
      /^GPIO24, .* are in use by another plugbench: end that one with "plugbench ctl stop"$/,
    ),
  });
  expect(hand.level(RELAY)).toBe(1);

  plug.kill("SIGKILL");
  await once(plug, "exit");
  await vi.waitFor(() => expect(holder()).toBe(""), SOON);
  // gpio-sim's driver forgets what an output was written; a Pi's may not: see docs/raspberry-pi.md.
  expect(hand.level(RELAY)).toBe(0);

  const port = await open();
  expect([hand.level(RELAY), holder()]).toEqual([0, "plugbench"]);
  await port.close();
}, 120_000);

it("starts anew after that, and lets its lines go when it is asked to end", async () => {
  const plug = await running();
  await switchOn();
  plug.kill("SIGTERM");
  const [code] = await once(plug, "exit");
  expect([code, holder(), hand.level(RELAY)]).toEqual([0, "", 0]);
}, 120_000);
