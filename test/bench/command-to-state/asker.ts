import type { Socket } from "node:net";
import { connectAsync, type MqttClient } from "mqtt";

/** MQTT.js as it comes, but for Nagle's algorithm, which it leaves on. */
export async function bareClient(url: string): Promise<MqttClient> {
  const client = await connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 });
  (client.stream as Socket).setNoDelay(true);
  return client;
}

/** Resolves with the next message on `topic`. */
export function heard(client: MqttClient, topic: string): Promise<void> {
  return new Promise((resolve) => {
    const hear = (on: string): void => {
      if (on !== topic) return;
      client.off("message", hear);
      resolve();
    };
    client.on("message", hear);
  });
}

/** Publishes one command to `question` at QoS 1, and waits for `answer`. @returns µs */
export async function ask(client: MqttClient, question: string, answer: string): Promise<number> {
  const answered = heard(client, answer);
  const asked = process.hrtime.bigint();
  client.publish(question, "toggle", { qos: 1 });
  await answered;
  return Number(process.hrtime.bigint() - asked) / 1000;
}
