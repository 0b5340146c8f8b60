import { EmulatedUno } from "../../board/emulated-uno/emulated-uno.ts";
import { standardFirmata25 } from "../../board/emulated-uno/firmware.ts";
import { pace } from "../../board/emulated-uno/pacing.ts";
import { standardFirmata24 } from "./emulated-uno.ts";
import { openPty, type Pty } from "./pty.ts";
import type { UnoAnswer, UnoCommand } from "./uno-on-pty.ts";
import { wallClock } from "./wall-clock.ts";

/**
 * An emulated Uno with a supply of its own behind a pseudo terminal, in a process of its own: it takes
 * commands from its parent and answers each with its pins.
 */
const [path = "", version = "2.5", speed = "1"] = process.argv.slice(2);
const firmware = version === "2.4" ? standardFirmata24() : standardFirmata25();
const clock = wallClock(Number(speed));
const BUTTON = 2;
const DRIVEN = [8, 9, 10, 11];

let pty: Pty | undefined;
let rises = 0;
let powerOff = () => {};
let uno = powerOn();

function powerOn(): EmulatedUno {
  const started = new EmulatedUno(firmware);
  let sent: number[] = [];
  started.onSerial((byte) => sent.push(byte));
  started.onPinEdge((pin, high) => {
    if (high && DRIVEN.includes(pin)) rises += 1;
  });
  powerOff = pace(started, clock, () => {
    if (sent.length === 0) return;
    pty?.input.write(Buffer.from(sent));
    sent = [];
  });
  return started;
}

async function obey(command: UnoCommand): Promise<void> {
  if (command === "plug") {
    pty = await openPty(path);
    pty.output.on("data", (bytes: Buffer) => uno.sendSerial(bytes));
  } else if (command === "unplug") {
    const pulled = pty;
    pty = undefined;
    await pulled?.unplug();
  } else if (command === "restart") {
    powerOff();
    uno = powerOn();
  } else if (command === "press") uno.drivePin(BUTTON, "ground");
  else if (command === "release") uno.drivePin(BUTTON, "open");
  else if (command === "countRises") rises = 0;
}

async function answer(command: UnoCommand): Promise<void> {
  await obey(command);
  const levels = DRIVEN.map((pin) => uno.pinLevel(pin));
  process.send?.({ levels, rises } satisfies UnoAnswer);
}

// One after the other: a cable is out before it is plugged in again.
let last = Promise.resolve();
process.on("message", (command: UnoCommand) => {
  last = last.then(() => answer(command));
});

process.on("disconnect", async () => {
  await pty?.unplug();
  process.exit();
});
