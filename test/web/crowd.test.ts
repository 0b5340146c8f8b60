import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Mirror } from "../../src/view/mirror.ts";
import { MOST_READERS } from "../../src/web/broadcast.ts";
import { MOST_WAITING, STALL_PATIENCE } from "../../src/web/reader.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { until } from "../support/until.ts";
import { batchOf, bearer, closeAll, Listening, type WebRig, webRig } from "./rig.ts";

const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await closeAll();
});

/** One that asks for the stream and reads none of it. */
function mute(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  socket.pause();
  const head = `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${bearer["authorization"]}\r\n\r\n`;
  return new Promise((resolve) => socket.once("connect", () => socket.write(head, () => resolve(socket))));
}

/** More than a batch of a flood has, bytes. */
const LARGEST = 120_000;

/** Some 100 KiB happen, and are told. */
async function flood({ feed, bench }: WebRig, pace: ManualClock): Promise<void> {
  const payload = "x".repeat(2000);
  for (let i = 0; i < 50; i++) feed.published({ topic: "plugbench/desk/state", payload, retain: true });
  bench.host.command({ do: "relay", to: "toggle", source: "page" });
  await pace.advance(50);
}

async function crowd() {
  const pace = new ManualClock();
  const rig = await webRig({ pace });
  const slow = await mute(rig.port);
  const readers = await Promise.all(Array.from({ length: 20 }, () => rig.listen({}, 2)));
  await pace.advance(50);
  await until("all have begun", () => readers.every(({ numbered }) => numbered === 1));
  return { pace, rig, slow, readers };
}

/**
 * Floods until the slow reader is left out, and on. What a system keeps for a connection nobody reads from is some MB.
 * Answers with how many batches there were.
 */
async function overrun(rig: WebRig, pace: ManualClock, readers: readonly Listening[]): Promise<number> {
  let batches = 0;
  for (let left = 20; left > 0; left -= rig.web.waiting > MOST_WAITING ? 1 : 0) {
    await flood(rig, pace);
    batches += 1;
    await until("the others have it", () => readers.every(({ numbered }) => numbered === 1 + batches));
    expect(rig.web.waiting).toBeLessThan(MOST_WAITING + LARGEST);
    expect(batches).toBeLessThan(500);
  }
  return batches;
}

describe("twenty who read and one who does not", () => {
  it("lose nothing; what waits for the one stays bounded, and after 30 s it is let go", async () => {
    const { pace, rig, slow, readers } = await crowd();
    const batches = await overrun(rig, pace, readers);
    for (const { last, messages } of readers) {
      expect(last).toMatch(new RegExp(`-${batches}$`));
      const change = messages.map(batchOf).findLast((batch) => batch.change !== undefined)?.change;
      expect(change?.events.filter(({ kind }) => kind === "mqtt")).toHaveLength(50);
      expect(change?.snapshot?.relay).toEqual(rig.bench.host.snapshot.relay);
    }
    let gone = false;
    slow.once("close", () => {
      gone = true;
    });
    await pace.advance(STALL_PATIENCE);
    slow.resume();
    await until("it is let go", () => gone);
    await until("nothing waits any more", () => rig.web.waiting === 0);
  }, 120_000);

  it("have it with them again as soon as it reads: it begins anew", async () => {
    const { pace, rig, slow, readers } = await crowd();
    await overrun(rig, pace, readers);
    let text = "";
    slow.on("data", (piece) => {
      text += piece.toString("utf8");
    });
    slow.resume();
    await until("it has drained", () => rig.web.waiting === 0);
    await pace.advance(50);
    const hellos = () => text.split("\n").filter((line) => line.includes('"hello":'));
    await until("it begins anew", () => hellos().length === 2 && text.endsWith("\n\n"));
    const { at, hello } = JSON.parse(hellos()[1]!.slice("data: ".length));
    expect(new Mirror(hello, at).snapshot).toEqual(rig.bench.host.snapshot);
    rig.bench.host.command({ do: "press" });
    await pace.advance(50);
    await until("it is told what comes then", () =>
      text.trimEnd().split("\n").at(-1)!.includes('"kind":"button"'),
    );
  }, 120_000);
});

describe("the server", () => {
  it("takes 256 readers and tells the next to wait, and takes one again when one leaves", async () => {
    const { listen, port } = await webRig();
    const readers: Listening[] = [];
    for (let i = 0; i < MOST_READERS; i++) readers.push(await listen());
    expect(readers.every(({ status }) => status === 200)).toBe(true);
    expect((await Listening.to(port, bearer)).status).toBe(503);
    readers[0]!.leave();
    let last = 503;
    for (const end = performance.now() + 8000; last === 503 && performance.now() < end; )
      last = (await listen()).status;
    expect(last).toBe(200);
  });

  it("tells a crowd less often, so that a crowd costs the plug no more", async () => {
    const pace = new ManualClock();
    const { listen, bench } = await webRig({ pace });
    const readers = await Promise.all(Array.from({ length: 80 }, () => listen()));
    await pace.advance(100);
    await until("all have begun", () => readers.every(({ numbered }) => numbered === 1));
    for (const [passed, batches] of [
      [0, 2],
      [79, 2],
      [1, 3],
    ] as const) {
      bench.host.command({ do: "relay", to: "toggle", source: "page" });
      await pace.advance(passed);
      await until("they are told", () => readers.every(({ numbered }) => numbered >= batches));
      expect(new Set(readers.map(({ numbered }) => numbered))).toEqual(new Set([batches]));
    }
  });

  it("ends its readers when it is closed", async () => {
    const { web, listen } = await webRig();
    const reader = await listen();
    await web.close();
    await until("it is over", () => reader.ended);
    await expect(listen()).rejects.toThrow("ECONNREFUSED");
  });

  it("shortens the past it begins with when that is long", async () => {
    const { feed, listen } = await webRig();
    for (let i = 0; i < 500; i++)
      feed.published({ topic: `a/${i}`, payload: "x".repeat(2000), retain: false });
    const reader = await listen();
    await until("it began", () => reader.batches.length > 0);
    const events = reader.batches[0]!.hello!.events;
    expect(reader.text.length).toBeLessThan(MOST_WAITING);
    expect(events.length).toBeGreaterThan(50);
    expect(events.at(-1)).toMatchObject({ topic: "a/499" });
  });
});
