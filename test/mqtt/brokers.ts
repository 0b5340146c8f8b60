import { onTestFinished } from "vitest";
import { openEmbeddedBroker } from "../../src/mqtt/broker/embedded-broker.ts";
import { freePort, startMosquitto } from "../support/mosquitto.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { requireTool } from "../support/tools.ts";

/** A broker that a test can take away and bring back. */
export interface TestBroker {
  readonly port: number;
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export interface BrokerKind {
  readonly name: string;
  readonly version: 4 | 5;
  readonly missing: boolean;
  readonly open: () => Promise<TestBroker>;
}

async function openAedes(): Promise<TestBroker> {
  let broker = await openEmbeddedBroker({ port: await freePort() });
  // The next one, if somebody else took that meanwhile.
  const { port } = broker.address;
  return {
    port,
    kill: () => broker.close(),
    start: async () => {
      broker = await openEmbeddedBroker({ port });
    },
    remove: () => broker.close(),
  };
}

/** Every test of what a broker sees runs with each of these. */
export const BROKERS: readonly BrokerKind[] = [
  { name: "the embedded broker, MQTT 3.1.1", version: 4, missing: false, open: openAedes },
  { name: "Mosquitto, MQTT 5", version: 5, missing: !requireTool("mosquitto"), open: startMosquitto },
];

/** A broker, and who hears all that is said there, until the test is over. */
export async function watched({ open, version }: Pick<BrokerKind, "open" | "version">) {
  const broker = await open();
  const watcher = await Watcher.open(broker.port, version);
  onTestFinished(async () => {
    await watcher.close();
    await broker.remove();
  });
  return { broker, watcher };
}
