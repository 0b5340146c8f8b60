import type { Cancel, Clock } from "../../../firmware-sim/index.ts";
import type { Log } from "../../log.ts";
import type { Io } from "../io.ts";
import { type KeyRequest, setRaw, takeKeys } from "./key-control.ts";
import { type Look, type Scene, showLive } from "./live.ts";
import { heedSuspension } from "./suspend.ts";
import type { Terminal } from "./terminal.ts";

interface Taken {
  readonly scene: Scene;
  readonly terminal: Terminal;
  readonly look: Look;
  readonly pace: Clock;
  readonly io: Io;
  readonly log: Log;
  readonly ask: (request: KeyRequest) => void;
  readonly quit: () => void;
}

/** Shows a plug on a terminal and lets its keys act, until it is cancelled or the process exits: then all is as it was. */
export function takeTerminal({ scene, terminal, look, pace, io, log, ask, quit }: Taken): Cancel {
  const { stdin, stdout } = io;
  let endLive: Cancel = () => {};
  const giveBack = (): void => {
    endLive();
    terminal.end();
    if (stdin.isTTY) setRaw(stdin, false);
  };
  const retake = (): void => {
    giveBack();
    if (stdin.isTTY) setRaw(stdin, true);
    endLive = showLive(scene, terminal, look, pace);
  };
  const suspension = heedSuspension(giveBack, retake);
  const endKeys = stdin.isTTY
    ? takeKeys({ snapshot: () => scene.mirror.snapshot, ask, log, stdin, suspend: suspension.suspend, quit })
    : () => {};
  const resized = (): void => {
    terminal.forget();
    endLive();
    endLive = showLive(scene, terminal, look, pace);
  };
  stdout.on("resize", resized);
  // Who presses Ctrl-C twice ends the program without more ado.
  process.on("exit", giveBack);
  endLive = showLive(scene, terminal, look, pace);
  return () => {
    process.off("exit", giveBack);
    stdout.off("resize", resized);
    suspension.end();
    endKeys();
    giveBack();
  };
}
