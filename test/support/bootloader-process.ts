import { closeSync, constants, openSync } from "node:fs";
import { EmulatedUno } from "../../board/emulated-uno/emulated-uno.ts";
import { pace } from "../../board/emulated-uno/pacing.ts";
import { Bootloader } from "./bootloader.ts";
import type { BoardCommand, BoardLook } from "./bootloader-on-pty.ts";
import { MegaBootloader } from "./mega-bootloader.ts";
import { openPty, type Pty } from "./pty.ts";
import { wallClock } from "./wall-clock.ts";

/** See `bootloaderOnPty`. */
const [path = "", kind = "", signature = "", worn = ""] = process.argv.slice(2);
const clock = wallClock();
const [a = 0, b = 0, c = 0] = Buffer.from(signature, "hex");
const Board = kind === "mega" ? MegaBootloader : Bootloader;
const board = new Board({ clock, signature: [a, b, c], ...(worn === "" ? {} : { worn: Number(worn) }) });
/** rjmp to itself. */
board.flash.set([0xff, 0xcf]);

let pty: Pty | undefined;
let kept: number | undefined;
let losing = false;
let program: EmulatedUno | undefined;
let stopProgram = () => {};

board.send = (bytes) => void pty?.input.write(Buffer.from(bytes));
board.onProgram = startProgram;

function startProgram(): void {
  // Only an Uno's chip is emulated.
  if (kind === "mega") return;
  const uno = new EmulatedUno({ name: "what was flashed", flash: board.flash });
  let sent: number[] = [];
  uno.onSerial((byte) => sent.push(byte));
  program = uno;
  stopProgram = pace(uno, clock, () => {
    if (sent.length > 0) pty?.input.write(Buffer.from(sent));
    sent = [];
  });
}

function endProgram(): void {
  stopProgram();
  program = undefined;
}

async function obey(command: BoardCommand): Promise<void> {
  if (command === "plug") {
    pty = await openPty(path);
    // Else the pseudo terminal would end with its first user, as no real port does.
    kept = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    pty.output.on("data", (bytes: Buffer) => {
      const arriving = losing ? bytes.subarray(1) : bytes;
      losing = false;
      if (board.listens) board.receive(arriving);
      else program?.sendSerial(arriving);
    });
    startProgram();
  } else if (command === "unplug") {
    endProgram();
    board.unplug();
    const pulled = pty;
    pty = undefined;
    if (kept !== undefined) closeSync(kept);
    kept = undefined;
    await pulled?.unplug();
  } else if (command === "reset") {
    endProgram();
    board.reset();
  } else if (command === "lose") losing = true;
}

async function answer(command: BoardCommand): Promise<void> {
  await obey(command);
  const look: BoardLook = {
    flash: Buffer.from(board.flash).toString("base64"),
    listens: board.listens,
  };
  process.send?.(look);
}

// One after the other: a cable is out before it is plugged in again.
let last = Promise.resolve();
process.on("message", (command: BoardCommand) => {
  last = last.then(() => answer(command));
});

process.on("disconnect", async () => {
  await pty?.unplug();
  process.exit();
});
