import { connectAsync, type IPublishPacket, type MqttClient } from "mqtt";
import { until } from "./until.ts";

export interface Heard {
  readonly topic: string;
  readonly text: string;
  readonly qos: number;
  /** Sent because it was retained, not because it happened. */
  readonly retain: boolean;
  readonly packet: IPublishPacket;
}

/** Somebody else at the broker: a bare client that hears everything and can publish. */
export class Watcher {
  readonly heard: Heard[] = [];
  readonly client: MqttClient;

  static async open(port: number, version: 4 | 5, filter = "#"): Promise<Watcher> {
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {
      protocolVersion: version,
      reconnectPeriod: 0,
    });
    const watcher = new Watcher(client);
    await client.subscribeAsync(filter, { qos: 1 });
    return watcher;
  }

  private constructor(client: MqttClient) {
    this.client = client;
    client.on("error", () => {});
    client.on("message", (topic, payload, packet) => {
      const { qos, retain } = packet;
      this.heard.push({ topic, text: payload.toString(), qos, retain, packet });
    });
  }

  of = (topic: string): Heard[] => this.heard.filter((message) => message.topic === topic);
  texts = (topic: string): string[] => this.of(topic).map(({ text }) => text);
  last = (topic: string): string | undefined => this.texts(topic).at(-1);
  lastJson = (topic: string) => JSON.parse(this.last(topic) ?? "null");
  jsons = (topic: string) => this.texts(topic).map((text) => JSON.parse(text));

  /** The newest message of `topic` is `text`. */
  shows = (topic: string, text: string) =>
    until(
      `${topic} shows ${text}`,
      () => this.last(topic) === text,
      () => this.last(topic),
    );

  publish = (topic: string, payload: string | Buffer, retain = false) =>
    this.client.publishAsync(topic, payload, { qos: 1, retain });

  /** Everything that was on its way to this client when it was called has been heard when this resolves. */
  async caughtUp(): Promise<void> {
    const topic = `watcher/${Math.random()}`;
    await this.publish(topic, "mark");
    await until("the mark comes back", () => this.of(topic).length > 0);
  }

  close = () => this.client.endAsync(true);
}

/** What a newcomer is told: everything that the broker holds now below `prefix`. */
export async function retainedBelow(
  port: number,
  version: 4 | 5,
  prefix: string,
): Promise<Record<string, string>> {
  const watcher = await Watcher.open(port, version);
  // The embedded broker sends what it retained beside everything else: wait for quiet, not for an order.
  let heard = -1;
  while (heard < watcher.heard.length) {
    await watcher.caughtUp();
    heard = watcher.heard.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await watcher.close();
  const kept = watcher.heard.filter(({ topic, retain }) => retain && topic.startsWith(`${prefix}/`));
  return Object.fromEntries(kept.map(({ topic, text }) => [topic.slice(prefix.length + 1), text]));
}
