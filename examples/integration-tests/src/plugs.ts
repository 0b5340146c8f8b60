import { connectAsync, type MqttClient } from "mqtt";

export type Belief = "on" | "off" | "unavailable";

/** A tiny smart-home integration: what it believes of each plug of a broker. */
export class Plugs {
  readonly #client: MqttClient;
  readonly #available = new Map<string, boolean>();
  readonly #relays = new Map<string, string>();

  private constructor(client: MqttClient) {
    this.#client = client;
    client.on("message", (topic, payload) => this.#hear(topic.split("/"), String(payload)));
  }

  static async connect(broker: string): Promise<Plugs> {
    const client = await connectAsync(broker);
    const plugs = new Plugs(client);
    await client.subscribeAsync("plugbench/+/+");
    return plugs;
  }

  /** What was heard of a plug that is not there says nothing of it now. */
  belief(id: string): Belief {
    if (this.#available.get(id) !== true) return "unavailable";
    return this.#relays.get(id) === "on" ? "on" : "off";
  }

  async switch(id: string, to: "on" | "off"): Promise<void> {
    await this.#client.publishAsync(`plugbench/${id}/relay/set`, to, { qos: 1 });
  }

  async close(): Promise<void> {
    await this.#client.endAsync();
  }

  #hear([, id = "", what]: readonly string[], payload: string): void {
    if (what === "availability") this.#available.set(id, payload === "online");
    if (what === "relay") this.#relays.set(id, payload);
  }
}
