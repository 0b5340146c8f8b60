import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as immediate, setTimeout as sleep } from "node:timers/promises";
import { amazonSmartPlug } from "../../../firmware-sim/index.ts";
import { openMemoryPlug } from "../../../src/memory/memory-plug.ts";
import { systemClock } from "../../../src/runtime/system-clock.ts";
import type { Change } from "../../../src/view/batch.ts";
import type { ChangeTaker, Feed } from "../../../src/view/feed.ts";
import { openWeb } from "../../../src/web/index.ts";

/**
 * Tells readers of a lamp's changes, `ours` or by a write for `each`, or tells `nobody`. Prints its port; when it is told to go, does so, and prints
 * the CPU time that a change took, µs.
 */
const [how = "ours", token = "", rate = "500", seconds = "5"] = process.argv.slice(2);
const EVERY = 1000 / Number(rate);
const CHANGES = Number(rate) * Number(seconds);

const plug = await openMemoryPlug({
  id: "bench",
  profile: amazonSmartPlug,
  time: { clock: systemClock, wall: () => new Date(), virtual: null, stands: false },
  zone: "UTC",
  version: "0.0.0",
});
const hello = plug.feed.hello();
const [lamp, ...more] = hello.events.filter(({ kind }) => kind === "lamp");
if (lamp?.kind !== "lamp" || more.length > 0) throw new Error("the plug's start shows no lamp");

/** As the feed tells a new pattern: what is different, whole, and what happened. */
const changeAt = (): Change => {
  const at = systemClock.now();
  const { name, pattern } = lamp;
  return {
    snapshot: { at, led: { name, pattern, since: at } },
    states: hello.states,
    events: [{ ...lamp, at, since: at }],
  };
};

let tell: ChangeTaker = () => {};
const feed = {
  hello: () => hello,
  listen: (taker: ChangeTaker) => {
    tell = taker;
    return () => {};
  },
} as unknown as Feed;

console.log(how === "each" ? await oneWriteEach() : await ours());
if (how === "nobody") tell = () => {};
await once(process.stdin, "data");
const before = process.cpuUsage();
const start = performance.now();
for (let told = 0; told < CHANGES; told++) {
  const early = start + told * EVERY - performance.now();
  // Each in a turn of its own: Node joins what is written in one.
  await (early > 0 ? sleep(early) : immediate());
  tell(changeAt(), systemClock.now());
}
await sleep(200);
const { user, system } = process.cpuUsage(before);
// What is on its way arrives before the end of the process ends it.
await sleep(1000);
console.log((user + system) / CHANGES);
process.exit();

async function ours(): Promise<number> {
  const web = await openWeb({
    feed,
    clock: systemClock,
    answer: async () => ({ ok: false, code: "forbidden", message: "nobody asks here" }),
    listen: { host: "127.0.0.1", port: 0, orNext: false },
    token,
    files: new Map(),
    log: ({ text }) => console.error(text),
  });
  return web.port;
}

/** What a server of a few lines does: each change is a message, encoded once, and written to everyone. */
async function oneWriteEach(): Promise<number> {
  const readers = new Set<ServerResponse>();
  tell = (change, at) => {
    const text = `data: ${JSON.stringify({ at, change })}\n\n`;
    for (const reader of readers) reader.write(text);
  };
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify({ at: systemClock.now(), hello })}\n\n`);
    readers.add(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
