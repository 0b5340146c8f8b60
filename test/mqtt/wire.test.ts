import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { Wire } from "../../src/mqtt/connection/wire.ts";
import { packet } from "../support/scripted-broker.ts";

async function pair(): Promise<{ readonly near: Socket; readonly far: Socket }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const near = connect((server.address() as { port: number }).port, "127.0.0.1");
  const [far] = (await once(server, "connection")) as [Socket];
  onTestFinished(() => {
    for (const socket of [near, far]) socket.destroy();
    server.close();
  });
  return { near, far };
}

it("takes a flood in sips, and gives everything else its turn between them", async () => {
  const { near, far } = await pair();
  const wire = new Wire(near, 65_536);
  const sent = Buffer.concat(Array.from({ length: 40 }, () => packet(0x30, [...randomBytes(5000)])));
  let turns = 0;
  const turn = (): void => {
    turns++;
    if (!wire.destroyed) setImmediate(turn);
  };
  turn();
  const sips: { readonly bytes: Buffer; readonly turn: number }[] = [];
  wire.on("data", (bytes: Buffer) => sips.push({ bytes, turn: turns }));
  far.end(sent);
  await once(wire, "close");
  expect(Buffer.concat(sips.map(({ bytes }) => bytes)).equals(sent)).toBe(true);
  expect(Math.max(...sips.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(1024);
  expect(new Set(sips.map(({ turn }) => turn)).size).toBe(sips.length);
});

it("reads nothing more once it is mute, and leaves the socket open", async () => {
  const { near, far } = await pair();
  const wire = new Wire(near, 65_536);
  let heard = 0;
  wire.on("data", (bytes: Buffer) => {
    heard += bytes.length;
  });
  far.write(packet(0x30, [1, 2]));
  await once(wire, "data");
  wire.mute();
  far.write(Buffer.alloc(100_000, packet(0x30, [1, 2])));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toBe(4);
  expect(near.destroyed).toBe(false);
});

it("writes at once what is flushed, as one", async () => {
  const { near, far } = await pair();
  const wire = new Wire(near, 65_536);
  const chunks: string[] = [];
  far.on("data", (bytes) => chunks.push(String(bytes)));
  wire.cork();
  wire.cork();
  for (const letter of "abc") wire.write(letter);
  wire.flush();
  await once(far, "data");
  expect(chunks).toEqual(["abc"]);
});
