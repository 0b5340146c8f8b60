import { connectAsync, type MqttClient } from "mqtt";
import { until } from "./until.ts";

type Config = Readonly<Record<string, unknown>>;

const AVAILABLE = ["availability_topic", "payload_available", "payload_not_available"];
const INHERITED = [...AVAILABLE, "state_topic", "command_topic"];

/** One entity, as far as this Home Assistant understands it. */
interface Entity {
  readonly config: Config;
  available: boolean;
  /** null: unknown. */
  state: string | boolean | null;
  attributes: Config;
  readonly events: Config[];
}

/**
 * The least that Home Assistant does with a discovered device: it knows nothing of the plug but what the discovery
 * message says, and does to each entity what a user would.
 */
export class HomeAssistant {
  /** By unique_id. */
  readonly entities = new Map<string, Entity>();
  /** What Home Assistant would log as a warning or an error. */
  readonly complaints: string[] = [];
  readonly #client: MqttClient;
  /** By discovery topic: what it announced. */
  readonly #devices = new Map<string, readonly string[]>();

  static async open(port: number, version: 4 | 5, prefix = "homeassistant"): Promise<HomeAssistant> {
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {
      protocolVersion: version,
      reconnectPeriod: 0,
    });
    const assistant = new HomeAssistant(client, prefix);
    await client.subscribeAsync([`${prefix}/device/+/config`, `${prefix}/device/+/+/config`]);
    return assistant;
  }

  private constructor(client: MqttClient, prefix: string) {
    this.#client = client;
    client.on("error", () => {});
    client.on("message", (topic, payload, { retain }) => {
      if (topic.startsWith(`${prefix}/device/`)) this.#discover(topic, payload.toString());
      else for (const entity of this.entities.values()) this.#hear(entity, topic, payload.toString(), retain);
    });
  }

  get(id: string): Entity {
    const entity = this.entities.get(id);
    if (entity === undefined)
      throw new Error(`there is no ${id}, only ${[...this.entities.keys()].join(", ")}`);
    return entity;
  }

  /** Every entity that can be operated. */
  get operable(): string[] {
    const all = [...this.entities].filter(([, { config }]) => config["command_topic"] !== undefined);
    return all.map(([id]) => id).sort();
  }

  knows = (id: string) => until(`${id} is known`, () => this.entities.has(id));

  shows = (id: string, state: string | boolean) =>
    until(
      `${id} is ${state}`,
      () => this.get(id).available && this.get(id).state === state,
      () => this.entities.get(id),
    );

  turn = (id: string, on: boolean) => this.#send(id, on ? "payload_on" : "payload_off", on ? "ON" : "OFF");
  press = (id: string) => this.#send(id, "payload_press", "PRESS");
  async select(id: string, option: string): Promise<void> {
    const { config } = this.get(id);
    if (!(config["options"] as string[]).includes(option)) throw new Error(`${id} has no option ${option}`);
    await this.#client.publishAsync(String(config["command_topic"]), option, { qos: 1 });
  }

  close = () => this.#client.endAsync(true);

  async #send(id: string, payload: string, byDefault: string): Promise<void> {
    const { config } = this.get(id);
    const text = String(config[payload] ?? byDefault);
    await this.#client.publishAsync(String(config["command_topic"]), text, { qos: 1 });
  }

  #discover(topic: string, text: string): void {
    const before = this.#devices.get(topic) ?? [];
    this.#devices.delete(topic);
    if (text === "") {
      for (const id of before) this.entities.delete(id);
      return;
    }
    const payload = JSON.parse(text) as { components: Record<string, Config> } & Config;
    const shared = Object.fromEntries(Object.entries(payload).filter(([key]) => INHERITED.includes(key)));
    const ids = Object.values(payload.components).map((component) => {
      const config = { ...shared, ...component };
      const id = String(component["unique_id"]);
      const known = this.entities.get(id) ?? { available: false, state: null, attributes: {}, events: [] };
      this.entities.set(id, { ...known, config });
      const topics = [
        config["state_topic"],
        config["availability_topic"],
        component["json_attributes_topic"],
      ];
      for (const each of topics) if (each !== undefined) this.#client.subscribe(String(each), { qos: 1 });
      return id;
    });
    this.#devices.set(topic, ids);
  }

  #hear(entity: Entity, topic: string, text: string, retained: boolean): void {
    const { config } = entity;
    if (topic === config["availability_topic"]) {
      if (text === (config["payload_available"] ?? "online")) entity.available = true;
      if (text === (config["payload_not_available"] ?? "offline")) entity.available = false;
    }
    if (topic === config["json_attributes_topic"]) entity.attributes = JSON.parse(text);
    if (topic !== config["state_topic"]) return;
    if (config["platform"] === "event") this.#happen(entity, text, retained);
    else this.#become(entity, rendered(config["value_template"], text));
  }

  #happen(entity: Entity, text: string, retained: boolean): void {
    const event = JSON.parse(text) as Config;
    const type = event["event_type"];
    if (retained) this.#complain(entity, "a retained event");
    else if (!(entity.config["event_types"] as unknown[]).includes(type))
      this.#complain(entity, `the event type ${type}`);
    else entity.events.push(event);
  }

  #become(entity: Entity, value: string): void {
    const { config } = entity;
    const { platform, options } = config;
    if (platform === "switch" || platform === "binary_sensor") {
      const on = (platform === "switch" ? config["state_on"] : undefined) ?? config["payload_on"] ?? "ON";
      const off = (platform === "switch" ? config["state_off"] : undefined) ?? config["payload_off"] ?? "OFF";
      if (value === on || value === off) entity.state = value === on;
      else this.#complain(entity, `the state ${value}`);
    } else if (Array.isArray(options) && !options.includes(value))
      this.#complain(entity, `the option ${value}`);
    // Home Assistant passes over an empty value.
    else if (value !== "") entity.state = value;
  }

  #complain({ config }: Entity, of: string): void {
    this.complaints.push(`${config["unique_id"]} had ${of}`);
  }
}

/** The two forms of template that the plug uses; Home Assistant has all of Jinja. */
function rendered(template: unknown, text: string): string {
  if (template === undefined) return text;
  const [, path, list] =
    /^\{\{ value_json\.([\w.]+)( \| join\(', '\) or 'none')? \}\}$/.exec(String(template)) ?? [];
  if (path === undefined) throw new Error(`this Home Assistant cannot read ${template}`);
  const value = path.split(".").reduce((inside, key) => inside[key], JSON.parse(text));
  return list === undefined ? String(value) : value.join(", ") || "none";
}
