import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../../src/runtime/system-clock.ts";
import { Feed, LONGEST_PAYLOAD } from "../../../src/view/feed.ts";
import { BATCH_EVERY } from "../../../src/web/broadcast.ts";
import { openWeb } from "../../../src/web/index.ts";
import { MOST_WAITING } from "../../../src/web/reader.ts";
import { blinkingPlug, blueEdges, pins, startBlinking } from "../led-drift/blinking-plug.ts";
import { lateness, PERIOD } from "../led-drift/drift.ts";
import { RecordingTransport } from "../wire/recording-transport.ts";

/** LED edges of one plug, in turn without readers and with them; told as one line of JSON. */
const [readers = "", count = "100", turns = "3", seconds = "10"] = process.argv.slice(2);
const SPAN = Number(seconds) * 1000;
const TOKEN = "0123456789abcdef0123456789abcdef";
/** Busier than a plug gets over MQTT: 25 messages a second of 1 kB. */
const MESSAGE = { topic: "plugbench/bench/bench/state", payload: "x".repeat(1000), retain: false };
const EVERY = 40;
const LONG = "x".repeat(LONGEST_PAYLOAD);

export interface PageLoad {
  /** How late each edge was, ms. */
  readonly without: readonly number[];
  readonly with: readonly number[];
  /** Edges that were wanted in all, in each of the two. */
  readonly wanted: number;
  /** The most that waited in the program for readers that do not read, bytes. */
  readonly waiting: number;
}

const line = new RecordingTransport();
const host = await blinkingPlug(line);
const card = {
  id: "bench",
  serial: "bench",
  version: "0.0.0",
  board: "arduino",
  pins,
  broker: null,
  time: "goes",
  mayPress: false,
} as const;
const feed = new Feed({ host, clock: systemClock, card });
const start = await startBlinking(host);
const web = await openWeb({
  feed,
  clock: systemClock,
  answer: async () => ({ ok: false, code: "forbidden", message: "nobody asks here" }),
  listen: { host: "127.0.0.1", port: 0, orNext: false },
  token: TOKEN,
  files: new Map(),
  log: ({ text }) => console.error(text),
});
let waiting = 0;
setInterval(() => {
  feed.published(MESSAGE);
  waiting = Math.max(waiting, web.waiting);
}, EVERY);

const without: number[] = [];
const withReaders: number[] = [];
for (let turn = 0; turn < Number(turns); turn++) {
  without.push(...(await observe()));
  const crowd = spawn(process.execPath, [readers, web.url, TOKEN, count], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(crowd.stdout, "data");
  await fallBehind();
  crowd.stdin.write("go on\n");
  await once(crowd.stdout, "data");
  withReaders.push(...(await observe()));
  const ended = once(crowd, "close");
  crowd.kill();
  await ended;
}
const wanted = (Number(turns) * SPAN) / PERIOD;
console.log(JSON.stringify({ without, with: withReaders, wanted, waiting } satisfies PageLoad));
process.exit();

/** Tells the one reader there is so much that it waits in this program, beyond all that the system takes. */
async function fallBehind(): Promise<void> {
  for (let i = 0; i < 400 && web.waiting <= MOST_WAITING; i++) {
    for (let message = 0; message < 50; message++) feed.published({ ...MESSAGE, payload: LONG });
    await sleep(BATCH_EVERY);
  }
  if (web.waiting <= MOST_WAITING) throw new Error("the reader that does not read is not behind");
}

async function observe(): Promise<readonly number[]> {
  // What the connecting itself costs is over.
  await sleep(500);
  const from = performance.now();
  await sleep(SPAN);
  return lateness(blueEdges(line, from), start);
}
