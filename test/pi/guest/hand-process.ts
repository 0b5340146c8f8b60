// Runs as root in the guest: prepares the chips, does what tests ask for, and runs the job as an ordinary user.
import { spawn } from "node:child_process";
import { chmodSync, closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { layOut, permit, plugIn, unplug } from "./chips.ts";
import type { Job } from "./job.ts";
import { HEADER, SOCKET } from "./paths.ts";
import type { Answer, Done, Move, Request } from "./requests.ts";

const USER = ["--reuid=1000", "--regid=1000", "--groups=986", "--"];

const job: Job = JSON.parse(readFileSync(join(process.argv[2]!, "job.json"), "utf8"));
layOut();
plugIn("header", "pinctrl-bcm2711");
plugIn("expander", "raspberrypi-exp-gpio");
createServer((socket) => {
  createInterface({ input: socket }).once("line", (line) =>
    socket.end(`${JSON.stringify(answer(JSON.parse(line)))}\n`),
  );
}).listen(SOCKET, () => {
  chmodSync(SOCKET, 0o666);
  const child = spawn("setpriv", [...USER, ...job.command], {
    cwd: job.cwd,
    env: job.env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  child.on("exit", (code) => {
    writeFileSync("/dev/tty2", `rc=${code ?? 1}\n`);
    process.exit();
  });
});

function answer(request: Request): Answer {
  try {
    if (request.do === "play") return { done: play(request.moves) };
    perform(request);
    return {};
  } catch (cause) {
    return { error: String(cause) };
  }
}

function perform(request: Exclude<Request, { do: "play" }>): void {
  if (request.do === "unplug") unplug("header");
  else if (request.do === "plug in") plugIn("header", request.label);
  else permit("header", request.do === "allow");
}

/** The kernel raises and dates edges at its ticks, on whole milliseconds of the monotonic clock. Ends after the last. */
function play(moves: readonly Move[]): Done[] {
  const files = moves.map(({ line }) => openSync(join(HEADER, `sim_gpio${line}`, "pull"), "w"));
  const start = Math.ceil(monotonicMs());
  const done = moves.map(({ pull, afterMs }, at): Done => {
    sleepUntil(start + afterMs);
    const before = monotonicMs();
    writeSync(files[at]!, `pull-${pull}`);
    return { before, after: monotonicMs() };
  });
  sleepUntil(Math.ceil(monotonicMs()) + 1);
  for (const file of files) closeSync(file);
  return done;
}

/** Without the event loop, whose timers know whole milliseconds only. */
function sleepUntil(instant: number): void {
  const wait = instant - monotonicMs();
  if (wait > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
}

function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
