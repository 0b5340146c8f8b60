import { once } from "node:events";
import { connect, createServer, type Server } from "node:net";
import { afterAll, expect, it } from "vitest";
import { openEmbeddedBroker } from "../../src/mqtt/broker/embedded-broker.ts";
import { freePort } from "../support/mosquitto.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { benches, type CtlBench } from "./ctl-bench.ts";

const place = benches();
afterAll(place.remove);

const STORY = [
  "wait online --timeout 60s",
  "on",
  "hold 300ms",
  "fault flapping --period 1s --for 10s --seed 3",
  "advance 20s",
  "home wifi down",
  "advance 1m",
  "home wifi up",
  "wait online --timeout 60s",
  "fault flapping --period 1s --seed 4",
  "unplug",
  "plug-in",
  // Connected in the midst of it: what flaps from then on must be heard.
  "advance 30s",
  "fault clear all",
  "hold 13s",
  "wait setup",
  "setup --wrong-password",
  "setup",
  "advance 1h",
];

interface Told {
  readonly answers: readonly string[];
  /** What each of the plug's connections said, in its order; two connections have no order between them. */
  readonly plug: readonly string[];
  readonly bench: readonly string[];
}

/** Moments as ms since the plug's start. */
function sinceStart(text: string, started: number): string {
  return text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (date) => `+${Date.parse(date) - started}`);
}

/** The way to a broker, which takes `delay` ms in each direction. */
async function slowWay(to: number, delay: number): Promise<Server> {
  const later = (work: () => unknown): void => void setTimeout(work, delay);
  const way = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("data", (data) => later(() => other.write(data)));
      from.on("close", () => later(() => other.destroy()));
      from.on("error", () => {});
    }
  });
  way.listen(0, "127.0.0.1");
  await once(way, "listening");
  return way;
}

async function told(bench: CtlBench, delay: number): Promise<Told> {
  const broker = await openEmbeddedBroker({ port: await freePort() });
  const way = await slowWay(broker.address.port, delay);
  const { port } = way.address() as { port: number };
  const watcher = await Watcher.open(broker.address.port, 4);
  const plug = await bench.stands("--mqtt", `mqtt://127.0.0.1:${port}`, "--fresh", "--provisioned");
  const answers: string[] = [];
  for (const line of STORY) answers.push((await bench.ctl(...line.split(" "), "--json")).out);
  await watcher.caughtUp();
  // What the plug says when it is stopped is no part of the story: nobody waits for it.
  await watcher.close();
  await plug.stop();
  way.close();
  await broker.close();
  const started = Date.parse(JSON.parse(watcher.texts("plugbench/desk/info")[0]!).started);
  const said = watcher.heard
    .filter(({ topic }) => !topic.startsWith("watcher/"))
    .map(({ topic, text }) => `${topic} ${sinceStart(text, started)}`);
  const ofBench = (line: string): boolean => line.startsWith("plugbench/desk/bench/");
  return {
    answers: answers.map((answer) => sinceStart(answer, started)),
    plug: said.filter((line) => !ofBench(line)),
    bench: said.filter(ofBench),
  };
}

it("tells the same story each time, with the same instants, however far away the broker is", async () => {
  const bench = place.bench("twice");
  const first = await told(bench, 0);
  expect(first.answers.filter((answer) => answer.includes('"ok":false'))).toHaveLength(1);
  expect(first.bench.length).toBeGreaterThan(80);
  const offline = first.plug.filter((line) => line === "plugbench/desk/availability offline");
  expect(offline.length).toBeGreaterThan(30);
  expect(await told(bench, 10)).toEqual(first);
});
