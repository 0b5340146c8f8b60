import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { startMosquitto } from "../support/mosquitto.ts";
import { ID, MqttRig } from "../support/mqtt-rig.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { metering } from "../support/profiles.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";
import { type Hostile, hostile } from "./hostile-messages.ts";

const ROOT = `plugbench/${ID}`;
const COUNT = 500;
/** What the gates take at once. */
const BATCH = 10;
const PLANES = { device: `${ROOT}/error`, bench: `${ROOT}/bench/error` };
/** The planes' subscriptions: the rest never gets there. */
const HEARD = new RegExp(`^${ROOT}/(bench/)?([^/+#]+/set|rpc|provision|cmd/[^/+#]+)$`);

const planeOf = ({ message }: Hostile) => (message.topic.startsWith(`${ROOT}/bench/`) ? "bench" : "device");
const sendable = ({ message: { topic, reply }, fate }: Hostile) =>
  fate !== "plug" && fate !== "any" && HEARD.test(topic) && !/^$|^\$|[+#]/.test(reply?.topic ?? "me");

it.skipIf(!requireTool("mosquitto"))("holds out against 500 hostile commands through Mosquitto", async () => {
  const seed = Number(process.env["PLUGBENCH_SEED"] ?? Date.now() & 0x7fffffff);
  console.log(`hostile commands: PLUGBENCH_SEED=${seed}`);
  const messages = fc.sample(hostile.filter(sendable), { seed, numRuns: COUNT });
  const broker = await startMosquitto();
  onTestFinished(() => broker.remove());
  const watcher = await Watcher.open(broker.port, 5);
  onTestFinished(() => watcher.close());
  const rig = await MqttRig.start(broker.port, { profile: metering });
  onTestFinished(() => rig.close());
  await watcher.shows(`${ROOT}/availability`, "online");
  const codes = (plane: keyof typeof PLANES) => watcher.jsons(PLANES[plane]).map(({ code }) => code);
  const told = () => codes("device").length + codes("bench").length;
  const { snapshot } = rig.host;

  for (let sent = 0; sent < COUNT; sent += BATCH) {
    const batch = messages.slice(sent, sent + BATCH).map(({ message }, i) => {
      const { topic, payload, reply } = message;
      const properties = reply && {
        responseTopic: reply.topic,
        ...(reply.correlation && { correlationData: reply.correlation }),
      };
      const options = { qos: 1, retain: i === 0, ...(properties && { properties }) } as const;
      return watcher.client.publishAsync(topic, payload, options);
    });
    await Promise.all(batch);
    await until(
      "each is refused",
      () => told() === sent + BATCH,
      () => told(),
    );
    await rig.clock.advance(2000);
  }
  for (const plane of ["device", "bench"] as const) {
    const expected = messages.filter((each) => planeOf(each) === plane).map(({ fate }) => fate);
    expect(codes(plane)).toEqual(expected);
  }
  expect({ ...rig.host.snapshot, at: 0 }).toEqual({ ...snapshot, at: 0 });

  // What was left in the broker is not heard by a plug that comes back.
  rig.host.command({ do: "power", to: "off" });
  await watcher.shows(`${ROOT}/availability`, "offline");
  rig.host.command({ do: "power", to: "on" });
  await rig.clock.advance(6000);
  await watcher.shows(`${ROOT}/availability`, "online");
  await watcher.caughtUp();
  expect(told()).toBe(COUNT);
  expect(rig.events("broker-lost").length + rig.events("command-fault").length).toBe(0);
});
