import { describe, expect, it } from "vitest";
import { discoveryFaults, isDiscoveryTopic } from "../../support/discovery-rules.ts";

const relay = { platform: "switch", unique_id: "a_relay", command_topic: "a/relay/set" };
const power = {
  platform: "sensor",
  unique_id: "a_power",
  state_topic: "a/meter",
  device_class: "power",
  state_class: "measurement",
  unit_of_measurement: "W",
};
const good = {
  device: { identifiers: ["a"], name: "Desk" },
  origin: { name: "test" },
  availability_topic: "a/availability",
  components: { relay },
};
const withComponent = (component: object) => ({ ...good, components: { it: component } });
const change = (rest: object) => withComponent({ ...relay, ...rest });
const measure = (rest: object) => withComponent({ ...power, ...rest });
const without = (payload: object, key: string) =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => name !== key));

const WRONG: readonly [string, unknown, string][] = [
  ["a list", [], "the payload is no object"],
  ["no device", without(good, "device"), "root: device is missing"],
  ["no origin", without(good, "origin"), "root: origin is missing"],
  ["no components", without(good, "components"), "root: components is missing"],
  ["~ at the root", { ...good, "~": "a" }, "root: ~ is not known"],
  [
    "a device without identity",
    { ...good, device: { name: "a" } },
    "device: neither identifiers nor connections",
  ],
  [
    "identity that is a text",
    { ...good, device: { identifiers: "a" } },
    "device: identifiers must be a list",
  ],
  [
    "a device's unknown key",
    { ...good, device: { identifiers: ["a"], maker: "b" } },
    "device: maker is not known",
  ],
  [
    "an address of another kind",
    { ...good, device: { identifiers: ["a"], configuration_url: "ftp://a" } },
    "device: configuration_url must be an http(s) or homeassistant address",
  ],
  ["an origin without name", { ...good, origin: { sw_version: "1" } }, "origin: name is missing"],
  ["an origin's unknown key", { ...good, origin: { name: "a", url: "b" } }, "origin: url is not known"],
  [
    "a wildcard",
    { ...good, availability_topic: "a/+" },
    "root: availability_topic must be a topic without wildcards",
  ],
  [
    "two kinds of availability",
    { ...good, availability: [{ topic: "b" }] },
    "root: availability and availability_topic exclude one another",
  ],
  [
    "an unknown availability_mode",
    { ...good, availability_mode: "some" },
    "root: availability_mode must be all, any or latest",
  ],
  ["an id with a blank", { ...good, components: { "a b": relay } }, "components.a b: an id has only"],
  ["no platform", withComponent(without(relay, "platform")), "components.it: there is no platform undefined"],
  ["an unknown platform", change({ platform: "plug" }), "components.it: there is no platform plug"],
  ["no unique_id", withComponent(without(relay, "unique_id")), "components.it: unique_id is missing"],
  [
    "one unique_id twice",
    { ...good, components: { a: relay, b: relay } },
    "components: two have the same unique_id",
  ],
  [
    "no command_topic",
    withComponent(without(relay, "command_topic")),
    "components.it: command_topic is missing",
  ],
  ["another platform's key", change({ event_types: ["a"] }), "components.it: event_types is not known"],
  ["the deprecated object_id", change({ object_id: "a" }), "components.it: object_id is not known"],
  [
    "an entity id of another domain",
    change({ default_entity_id: "light.a" }),
    "default_entity_id must be switch.",
  ],
  ["an entity id without domain", change({ default_entity_id: "desk" }), "default_entity_id must be switch."],
  [
    "one entity id twice",
    {
      ...good,
      components: {
        a: change({ default_entity_id: "switch.a" }).components.it,
        b: change({ unique_id: "b", default_entity_id: "switch.a" }).components.it,
      },
    },
    "two have the same default_entity_id",
  ],
  ["the device's name in an entity's", change({ name: "Desk relay" }), "name repeats the device's"],
  ["an empty name", change({ name: "" }), "name must be a text"],
  ["an unknown device class", change({ device_class: "plug" }), "a switch has no device_class plug"],
  ["an unknown category", change({ entity_category: "system" }), "there is no entity_category system"],
  ["a sensor as configuration", measure({ entity_category: "config" }), "a sensor is never config"],
  [
    "a binary sensor as configuration",
    withComponent({ platform: "binary_sensor", unique_id: "a", state_topic: "a", entity_category: "config" }),
    "a binary_sensor is never config",
  ],
  ["qos 3", change({ qos: 3 }), "qos must be 0, 1 or 2"],
  ["a flag that is a text", change({ retain: "true" }), "retain must be true or false"],
  ["a payload that is no text", change({ payload_on: true }), "payload_on must be a text"],
  ["a span that is a text", measure({ expire_after: "30" }), "expire_after must be a whole number"],
  ["watts of energy", measure({ device_class: "energy", state_class: "total" }), "energy is not in W"],
  ["a sum of power", measure({ state_class: "total" }), "power is never a total"],
  [
    "a unit without a class that measures",
    measure({ device_class: "timestamp", state_class: undefined }),
    "unit_of_measurement needs a class that measures",
  ],
  [
    "a state class of an enum",
    withComponent({ ...without(power, "unit_of_measurement"), device_class: "enum", options: ["a"] }),
    "state_class needs a class that measures",
  ],
  ["options without an enum", measure({ options: ["a"] }), "options and enum go together"],
  [
    "a last reset of what is not reset",
    measure({ last_reset_value_template: "{{ 1 }}" }),
    "needs state_class total",
  ],
  [
    "an event without types",
    withComponent({ platform: "event", unique_id: "a", state_topic: "a" }),
    "components.it: event_types is missing",
  ],
  [
    "an event type twice",
    withComponent({ platform: "event", unique_id: "a", state_topic: "a", event_types: ["a", "a"] }),
    "event_types must be a list of different texts",
  ],
  [
    "an update that cannot be installed",
    withComponent({ platform: "update", unique_id: "a", state_topic: "a", command_topic: "b" }),
    "command_topic needs payload_install",
  ],
];

describe("the rules of Home Assistant's discovery", () => {
  it("pass what keeps them all", () => {
    expect(discoveryFaults(good)).toEqual([]);
    expect(discoveryFaults(withComponent(power))).toEqual([]);
    expect(discoveryFaults(withComponent({ platform: "switch" }))).toEqual([]);
    const inherits = { platform: "binary_sensor", unique_id: "a" };
    expect(discoveryFaults({ ...withComponent(inherits), state_topic: "a" })).toEqual([]);
  });

  it.each(WRONG)("refuse %s", (_, payload, fault) => {
    const plain: unknown = JSON.parse(JSON.stringify(payload));
    expect(discoveryFaults(plain).join("\n")).toContain(fault);
  });

  it("tell a discovery topic from others", () => {
    expect(isDiscoveryTopic("ha", "ha/device/a-1/config")).toBe(true);
    expect(isDiscoveryTopic("ha", "ha/device/a-1/b_2/config")).toBe(true);
    expect(isDiscoveryTopic("ha", "ha/device/a.1/config")).toBe(false);
    expect(isDiscoveryTopic("ha", "ha/switch/a/config")).toBe(false);
    expect(isDiscoveryTopic("other", "ha/device/a/config")).toBe(false);
  });
});
