import { connectAsync, type MqttClient } from "mqtt";
import { until } from "./until.ts";

type Config = Readonly<Record<string, unknown>>;

const AVAILABLE = ["availability_topic", "payload_available", "payload_not_available"];
const INHERITED = [...AVAILABLE, "state_topic", "command_topic"];

const isVersion = (value: unknown) => typeof value === "string" && value !== "";
/** What an update's message may have (MQTT_JSON_UPDATE_SCHEMA): any other key, and the whole message is refused. */
const UPDATE: Readonly<Record<string, (value: unknown) => boolean>> = {
  installed_version: isVersion,
  latest_version: isVersion,
  title: (value) => typeof value === "string",
  release_summary: (value) => typeof value === "string" && value.length <= 255,
  release_url: (value) => typeof value === "string",
  entity_picture: (value) => typeof value === "string",
  in_progress: (value) => typeof value === "boolean",
  update_percentage: (value) => value === null || (Number(value) >= 0 && Number(value) <= 100),
};

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
  /** By discovery topic: the unique_id of each component that it announced. */
  readonly #devices = new Map<string, Map<string, string>>();

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
  install = (id: string) => this.#send(id, "payload_install", "");
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
    const device = this.#devices.get(topic) ?? new Map<string, string>();
    this.#devices.set(topic, device);
    if (text === "") {
      for (const id of device.values()) this.entities.delete(id);
      device.clear();
      return;
    }
    const payload = JSON.parse(text) as { components: Record<string, Config> } & Config;
    const shared = Object.fromEntries(Object.entries(payload).filter(([key]) => INHERITED.includes(key)));
    // A component that is not named any more stays as it was.
    for (const [name, component] of Object.entries(payload.components)) {
      if (Object.keys(component).length === 1) {
        this.entities.delete(device.get(name) ?? "");
        device.delete(name);
        continue;
      }
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
      device.set(name, id);
    }
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
    else if (config["platform"] === "update") this.#offer(entity, text);
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

  /** Its state is whether there is something to install. */
  #offer(entity: Entity, text: string): void {
    if (text === "") return;
    const update = JSON.parse(text) as Config;
    const wrong = Object.entries(update).filter(([key, value]) => UPDATE[key]?.(value) !== true);
    if (wrong.length > 0) this.#complain(entity, `the update ${JSON.stringify(wrong)}`);
    entity.attributes = update;
    entity.state = update["installed_version"] !== update["latest_version"];
  }

  #become(entity: Entity, value: string): void {
    const { config } = entity;
    const { platform, options } = config;
    if (platform === "switch" || platform === "binary_sensor") {
      const on = (platform === "switch" ? config["state_on"] : undefined) ?? config["payload_on"] ?? "ON";
      const off = (platform === "switch" ? config["state_off"] : undefined) ?? config["payload_off"] ?? "OFF";
      if (value === on || value === off) entity.state = value === on;
      else this.#complain(entity, `the state ${value}`);
    } else if (value === "None") entity.state = null;
    else if (Array.isArray(options) && !options.includes(value))
      this.#complain(entity, `the option ${value}`);
    else if (config["unit_of_measurement"] !== undefined && value !== "" && !Number.isFinite(Number(value)))
      this.#complain(entity, `${value}, which is no number`);
    // Home Assistant passes over an empty value.
    else if (value !== "") entity.state = value;
  }

  #complain({ config }: Entity, of: string): void {
    this.complaints.push(`${config["unique_id"]} had ${of}`);
  }
}

/** The forms of template that the plug uses; Home Assistant has all of Jinja. */
function rendered(template: unknown, text: string): string {
  if (template === undefined || text === "") return text;
  const [, word, then, otherwise] =
    /^\{\{ '(\w+)' if value == '(\w+)' else '(\w+)' \}\}$/.exec(String(template)) ?? [];
  if (word !== undefined) return text === then ? word : otherwise!;
  const [, path, list, not, instead] =
    /^\{\{ value_json\.([\w.]+)( \| join\(', '\) or 'none')?(?: if value_json\.\1 != '(\w+)' else '(\w+)')? \}\}$/.exec(
      String(template),
    ) ?? [];
  if (path === undefined) throw new Error(`this Home Assistant cannot read ${template}`);
  const value = path.split(".").reduce((inside, key) => inside[key], JSON.parse(text));
  if (value === not) return instead!;
  return list === undefined ? String(value) : value.join(", ") || "none";
}
