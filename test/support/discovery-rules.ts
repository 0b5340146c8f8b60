/**
 * What Home Assistant's MQTT device discovery takes, told again from its documentation and schemas as rows, apart
 * from anything that the program knows: full key names only, and stricter where Home Assistant drops or repairs.
 */

const AVAILABILITY = [
  "availability",
  "availability_mode",
  "availability_template",
  "availability_topic",
  "payload_available",
  "payload_not_available",
];
/** What a component has from the root when it does not say it itself. */
const INHERITED = [...AVAILABILITY, "state_topic", "command_topic"];
const ROOT = ["device", "origin", "components", ...INHERITED, "qos", "encoding"];
const DEVICE = [
  ...["identifiers", "connections", "manufacturer", "model", "model_id", "name", "hw_version", "sw_version"],
  ...["serial_number", "via_device", "suggested_area", "configuration_url"],
];
const ORIGIN = ["name", "sw_version", "support_url"];
const COMMON = [
  ...AVAILABILITY,
  ...["default_entity_id", "enabled_by_default", "entity_category", "entity_picture", "icon", "name"],
  ...["json_attributes_topic", "json_attributes_template", "unique_id", "qos", "encoding", "platform"],
];

interface Platform {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly deviceClasses?: readonly string[];
}

/** Units and state classes of the sensors that measure; of any other class neither may be given. */
const MEASURES: Readonly<
  Record<string, { readonly units: readonly string[]; readonly states: readonly string[] }>
> = {
  power: { units: ["mW", "W", "kW", "MW", "GW", "TW"], states: ["measurement"] },
  energy: {
    units: ["Wh", "kWh", "MWh", "GWh", "TWh", "J", "kJ", "MJ", "GJ"],
    states: ["total", "total_increasing"],
  },
  voltage: { units: ["µV", "mV", "V", "kV", "MV"], states: ["measurement"] },
  current: { units: ["mA", "A"], states: ["measurement"] },
  frequency: { units: ["Hz", "kHz", "MHz", "GHz"], states: ["measurement"] },
  power_factor: { units: ["%"], states: ["measurement"] },
  temperature: { units: ["°C", "°F", "K"], states: ["measurement"] },
};

const PLATFORMS: Readonly<Record<string, Platform>> = {
  switch: {
    required: ["command_topic"],
    optional: [
      ...["state_topic", "value_template", "payload_on", "payload_off", "state_on", "state_off"],
      ...["command_template", "device_class", "optimistic", "retain"],
    ],
    deviceClasses: ["outlet", "switch"],
  },
  sensor: {
    required: ["state_topic"],
    optional: [
      ...[
        "value_template",
        "device_class",
        "state_class",
        "unit_of_measurement",
        "suggested_display_precision",
      ],
      ...["expire_after", "force_update", "options", "last_reset_value_template"],
    ],
    deviceClasses: ["enum", "timestamp", ...Object.keys(MEASURES)],
  },
  binary_sensor: {
    required: ["state_topic"],
    optional: [
      ...[
        "value_template",
        "payload_on",
        "payload_off",
        "device_class",
        "expire_after",
        "off_delay",
        "force_update",
      ],
    ],
    deviceClasses: ["connectivity", "problem", "power", "plug", "running", "safety", "heat", "update"],
  },
  event: {
    required: ["state_topic", "event_types"],
    optional: ["value_template", "device_class"],
    deviceClasses: ["button", "doorbell", "motion"],
  },
  button: {
    required: ["command_topic"],
    optional: ["payload_press", "command_template", "device_class", "retain"],
    deviceClasses: ["identify", "restart", "update"],
  },
  select: {
    required: ["command_topic", "options"],
    optional: ["state_topic", "value_template", "command_template", "optimistic", "retain"],
  },
  update: {
    required: ["state_topic"],
    optional: [
      ...[
        "latest_version_topic",
        "latest_version_template",
        "value_template",
        "command_topic",
        "payload_install",
      ],
      ...["device_class", "display_precision", "title", "release_summary", "release_url", "retain"],
    ],
    deviceClasses: ["firmware"],
  },
};

const TEXT_LISTS = ["options", "event_types"];
const FLAGS = ["enabled_by_default", "optimistic", "retain", "force_update"];
const NUMBERS = ["expire_after", "off_delay", "suggested_display_precision", "display_precision"];
const ID = /^[a-zA-Z0-9_-]+$/;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isText) && new Set(value).size === value.length;

/** What is wrong with the value of a key, whatever it belongs to. */
function valueFault(key: string, value: unknown): string | null {
  const must = (holds: boolean, what: string) => (holds ? null : `${key} must be ${what}`);
  if (key === "name" && value === null) return null;
  if (key === "qos") return must([0, 1, 2].includes(value as number), "0, 1 or 2");
  if (key.endsWith("topic")) return must(isText(value) && !/[+#\0]/.test(value), "a topic without wildcards");
  if (key.endsWith("_url"))
    return must(
      isText(value) && /^(https?|homeassistant):\/\//.test(value),
      "an http(s) or homeassistant address",
    );
  if (key === "availability_mode")
    return must(["all", "any", "latest"].includes(value as string), "all, any or latest");
  if (TEXT_LISTS.includes(key)) return must(isTexts(value), "a list of different texts");
  if (key === "identifiers" || key === "connections" || key === "availability")
    return must(Array.isArray(value) && value.length > 0, "a list");
  if (FLAGS.includes(key)) return must(typeof value === "boolean", "true or false");
  if (NUMBERS.includes(key)) return must(Number.isInteger(value), "a whole number");
  return must(isText(value), "a text");
}

function keyFaults(
  where: string,
  given: Json,
  known: readonly string[],
  required: readonly string[],
): string[] {
  const unknown = Object.keys(given).filter((key) => !known.includes(key));
  const missing = required.filter((key) => given[key] === undefined);
  const structural = ["device", "origin", "components"];
  const values = Object.entries(given).filter(([key]) => known.includes(key) && !structural.includes(key));
  return [
    ...unknown.map((key) => `${where}: ${key} is not known`),
    ...missing.map((key) => `${where}: ${key} is missing`),
    ...values
      .map(([key, value]) => valueFault(key, value))
      .filter((fault) => fault !== null)
      .map((fault) => `${where}: ${fault}`),
    ...(given["availability"] !== undefined && given["availability_topic"] !== undefined
      ? [`${where}: availability and availability_topic exclude one another`]
      : []),
  ];
}

function sensorFaults(given: Json): string[] {
  const deviceClass = given["device_class"];
  const measures = MEASURES[String(deviceClass)];
  const [unit, state] = [given["unit_of_measurement"], given["state_class"]];
  const faults: string[] = [];
  if (measures === undefined && unit !== undefined)
    faults.push("unit_of_measurement needs a class that measures");
  if (measures === undefined && state !== undefined) faults.push("state_class needs a class that measures");
  if (measures && !measures.units.includes(unit as string)) faults.push(`${deviceClass} is not in ${unit}`);
  if (measures && state !== undefined && !measures.states.includes(state as string))
    faults.push(`${deviceClass} is never a ${state}`);
  if ((deviceClass === "enum") !== (given["options"] !== undefined))
    faults.push("options and enum go together");
  if (given["last_reset_value_template"] !== undefined && state !== "total")
    faults.push("last_reset_value_template needs state_class total");
  return faults;
}

function componentFaults(id: string, given: unknown, root: Json): string[] {
  const where = `components.${id}`;
  if (!ID.test(id)) return [`${where}: an id has only a-z, A-Z, 0-9, _ and -`];
  if (!isObject(given)) return [`${where}: is no object`];
  const name = given["platform"];
  const platform = PLATFORMS[String(name)];
  if (platform === undefined) return [`${where}: there is no platform ${name}`];
  // Nothing but its platform: the component is removed.
  if (Object.keys(given).length === 1) return [];
  const whole = {
    ...Object.fromEntries(Object.entries(root).filter(([key]) => INHERITED.includes(key))),
    ...given,
  };
  const known = [...COMMON, ...platform.required, ...platform.optional];
  const missing = platform.required.filter((key) => (whole as Json)[key] === undefined);
  const { device_class: deviceClass, entity_category: category, default_entity_id: entityId } = given;
  const faults = name === "sensor" ? sensorFaults(given) : [];
  if (deviceClass !== undefined && !platform.deviceClasses?.includes(deviceClass as string))
    faults.push(`a ${name} has no device_class ${deviceClass}`);
  if (category !== undefined && !["config", "diagnostic"].includes(category as string))
    faults.push(`there is no entity_category ${category}`);
  if (category === "config" && String(name).endsWith("sensor")) faults.push(`a ${name} is never config`);
  if (entityId !== undefined && !new RegExp(`^${name}\\.[a-z0-9_]+$`).test(String(entityId)))
    faults.push(`default_entity_id must be ${name}. and a-z, 0-9 or _`);
  const deviceName = (root["device"] as Json | undefined)?.["name"];
  if (isText(deviceName) && String(given["name"] ?? "").startsWith(deviceName))
    faults.push("name repeats the device's");
  if (name === "update" && given["command_topic"] !== undefined && given["payload_install"] === undefined)
    faults.push("command_topic needs payload_install");
  return [
    ...keyFaults(where, given, known, ["unique_id"]),
    ...missing.map((key) => `${where}: ${key} is missing`),
    ...faults.map((fault) => `${where}: ${fault}`),
  ];
}

/** Everything that Home Assistant would refuse, drop or warn of; empty for a payload that it takes as it is. */
export function discoveryFaults(payload: unknown): string[] {
  if (!isObject(payload)) return ["the payload is no object"];
  const { device, origin, components } = payload;
  const faults = keyFaults("root", payload, ROOT, ["device", "origin", "components"]);
  if (isObject(device)) {
    faults.push(...keyFaults("device", device, DEVICE, []));
    if (device["identifiers"] === undefined && device["connections"] === undefined)
      faults.push("device: neither identifiers nor connections");
  } else faults.push("device: is no object");
  if (isObject(origin)) faults.push(...keyFaults("origin", origin, ORIGIN, ["name"]));
  else faults.push("origin: is no object");
  if (!isObject(components)) return [...faults, "components: is no object"];
  for (const [id, component] of Object.entries(components))
    faults.push(...componentFaults(id, component, payload));
  for (const key of ["unique_id", "default_entity_id"]) {
    const given = Object.values(components)
      .filter(isObject)
      .map((component) => component[key])
      .filter(isText);
    if (new Set(given).size < given.length) faults.push(`components: two have the same ${key}`);
  }
  return faults;
}

/** Whether Home Assistant looks for a device at a topic below its prefix. */
export const isDiscoveryTopic = (prefix: string, topic: string): boolean =>
  topic.startsWith(`${prefix}/`) &&
  /^device\/([a-zA-Z0-9_-]+\/)?[a-zA-Z0-9_-]+\/config$/.test(topic.slice(prefix.length + 1));
