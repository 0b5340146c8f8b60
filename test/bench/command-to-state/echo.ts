import { bareClient } from "./asker.ts";

/** The least that answers a command: what comes on `floor/set` is said, retained, on `floor/state`. */
const client = await bareClient(process.argv[2]!);
client.on("message", (_topic, payload) => {
  client.publish("floor/state", payload, { qos: 1, retain: true });
});
await client.subscribeAsync("floor/set", { qos: 1 });
client.publish("floor/ready", "", { qos: 1, retain: true });
