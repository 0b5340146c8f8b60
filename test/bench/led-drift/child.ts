import { setTimeout as sleep } from "node:timers/promises";
import { five, fiveBoard } from "../wire/peer-board.ts";
import { RecordingTransport } from "../wire/recording-transport.ts";
import { blinkingPlug, blueEdges, pins, startBlinking } from "./blinking-plug.ts";
import { type Drift, driftOf, PERIOD } from "./drift.ts";

const [who, loop, seconds = "60"] = process.argv.slice(2);
const SPAN = Number(seconds) * 1000;
/** The own loop does nothing else for 250 ms every 5 s. */
const STALL = { every: 5000, for: 250 };
const line = new RecordingTransport();

const start = who === "ours" ? await startBlinking(await blinkingPlug(line)) : await startPeer();
if (loop === "blocked") setInterval(block, STALL.every);
await sleep(start + SPAN + PERIOD / 2 - performance.now());
const stalls = loop === "blocked" ? Math.ceil(SPAN / STALL.every) : 0;
// From edge 1 on.
const edges = blueEdges(line, start + PERIOD / 2);
const drift: Drift = driftOf(edges, start, SPAN, who === "ours" ? { stalls } : "in turn");
console.log(JSON.stringify(drift));
process.exit();

async function startPeer(): Promise<number> {
  const board = await fiveBoard(line);
  const led = new five.Led({ pin: pins.led.blue, board });
  line.written = [];
  const now = performance.now();
  led.blink(PERIOD);
  return now;
}

function block(): void {
  const end = performance.now() + STALL.for;
  while (performance.now() < end);
}
