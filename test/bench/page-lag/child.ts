import { createServer, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { EmulatedUno } from "../../../board/emulated-uno/emulated-uno.ts";
import { standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { openEmulatedUno } from "../../../board/emulated-uno/index.ts";
import { loadPinMap } from "../../../board/pins.ts";
import { amazonSmartPlug, COLORS, type ColorName, compile, homeRecord } from "../../../firmware-sim/index.ts";
import { Host } from "../../../src/runtime/host.ts";
import { noDeviceLink } from "../../../src/runtime/ports.ts";
import { systemClock } from "../../../src/runtime/system-clock.ts";
import { Feed } from "../../../src/view/feed.ts";
import { openWeb } from "../../../src/web/index.ts";
import { readPageFiles } from "../../../src/web/page-files.ts";
import { MemoryStore } from "../../support/memory-store.ts";

/**
 * A plug on the emulated Uno that goes through the seed article's procedure, its page, and a bare page that is told each
 * edge. Says where they are, begins at a line of input, and ends with the edges that the pins had.
 */
const [pageFiles = ""] = process.argv.slice(2);
const TOKEN = "0123456789abcdef0123456789abcdef";
const firmware = standardFirmata25();
const pins = loadPinMap("arduino-uno");

/** When the lamp became so, ms of the machine's clock. */
export interface LampAt {
  readonly at: number;
  readonly color: ColorName;
}

const edges: LampAt[] = [];
const told = new Set<ServerResponse>();
const lit = new Set<number>();
let color: ColorName = "off";
let changing = false;

function onPin(pin: number, high: boolean): void {
  const { red, green, blue } = pins.led;
  if (![red, green, blue].includes(pin)) return;
  high ? lit.add(pin) : lit.delete(pin);
  if (changing) return;
  changing = true;
  const at = performance.timeOrigin + performance.now();
  // The firmware drives one pin after the other, microseconds apart, all in one go of the chip.
  setImmediate(() => {
    changing = false;
    const is = (channel: number) => (lit.has(channel) ? 255 : 0);
    const now = colorOf(is(red), is(green), is(blue));
    if (now === color) return;
    color = now;
    edges.push({ at, color });
    for (const out of told) out.write(`data: ${color}\n\n`);
  });
}

const colorOf = (r: number, g: number, b: number): ColorName =>
  (Object.keys(COLORS) as ColorName[]).find((name) => {
    const color = COLORS[name];
    return color.r === r && color.g === g && color.b === b;
  })!;

const board = await openEmulatedUno({
  clock: systemClock,
  pins,
  reset: () => {
    const uno = new EmulatedUno(firmware);
    uno.onPinEdge(onPin);
    return uno;
  },
});
const host = new Host({
  firmware: compile(amazonSmartPlug),
  board,
  clock: systemClock,
  plugStore: new MemoryStore(),
  homeStore: { save: async () => {} },
  home: homeRecord({ ssid: "bench", key: "aa11" }, "home"),
  deviceLink: noDeviceLink,
});
const card = {
  id: "bench",
  serial: "bench",
  version: "0.0.0",
  board: "emulated-uno",
  pins,
  broker: null,
  time: "goes",
  mayPress: true,
} as const;
const feed = new Feed({ host, clock: systemClock, card });
await host.start();
const web = await openWeb({
  feed,
  clock: systemClock,
  answer: async () => ({ ok: false, code: "forbidden", message: "nobody asks here" }),
  listen: { host: "127.0.0.1", port: 0, orNext: false },
  token: TOKEN,
  files: await readPageFiles(pageFiles),
  log: ({ text }) => console.error(text),
});
const bare = createServer((request, out) => {
  if (request.url !== "/edges") return void out.end("<!doctype html><p data-test=lamp data-color=off></p>");
  out.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
  told.add(out);
});
await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
const { port } = bare.address() as { port: number };
console.log(JSON.stringify({ page: web.address, bare: `http://127.0.0.1:${port}/` }));

process.stdin.once("data", async () => {
  edges.length = 0;
  host.command({ do: "power", to: "off" });
  await sleep(1000);
  host.command({ do: "power", to: "on" });
  await sleep(4000);
  board.finger.press();
  await sleep(15_000);
  board.finger.release();
  await sleep(10_000);
  // As on the page.
  let ahead = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < 20_000; i++)
    ahead = Math.max(ahead, Date.now() - performance.timeOrigin - performance.now());
  console.log(JSON.stringify(edges.map(({ at, color }) => ({ at: at + ahead, color }))));
  process.exit();
});
