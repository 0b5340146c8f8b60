import { LOAD_NAMES } from "../../../firmware-sim/index.ts";
import { LIFECYCLES } from "../../runtime/words.ts";
import type { Entity } from "./entity.ts";

/**
 * What is around the plug. All that can be switched is `config`, which Home Assistant leaves alone when it switches
 * a whole room: else "everything off" would pull the plug, and "everything on" hold its button down.
 */
export const BENCH_ENTITIES: readonly Entity[] = [
  {
    key: "lifecycle",
    platform: "sensor",
    name: "Lifecycle",
    topics: { state: "lifecycle" },
    options: { device_class: "enum", options: LIFECYCLES },
  },
  {
    key: "lamp",
    platform: "sensor",
    name: "Lamp",
    topics: { state: "led", json_attributes: "led" },
    options: { value_template: "{{ value_json.words }}" },
  },
  {
    key: "board",
    platform: "binary_sensor",
    name: "Board",
    topics: { state: "board" },
    options: {
      device_class: "connectivity",
      payload_on: "online",
      payload_off: "offline",
      entity_category: "diagnostic",
    },
  },
  {
    key: "faults",
    platform: "sensor",
    name: "Faults",
    topics: { state: "faults" },
    options: {
      // An empty text would be ignored, and the last fault shown for ever.
      value_template: "{{ value_json.active | join(', ') or 'none' }}",
      entity_category: "diagnostic",
    },
  },
  {
    key: "button",
    platform: "switch",
    name: "Action button",
    topics: { state: "button", command: "button/set" },
    options: { payload_on: "down", payload_off: "up", entity_category: "config" },
  },
  {
    key: "mains",
    platform: "switch",
    name: "Mains",
    topics: { state: "power", command: "power/set" },
    options: { payload_on: "on", payload_off: "off", entity_category: "config" },
  },
  {
    key: "load",
    needs: "outlet",
    platform: "select",
    name: "Load",
    topics: { state: "load", command: "load/set" },
    options: {
      options: LOAD_NAMES,
      // One that was told in W is none of them: then Home Assistant shows that it does not know.
      value_template: "{{ value_json.name if value_json.name != 'custom' else 'None' }}",
      entity_category: "config",
    },
  },
  ofHome("wifi", "Wi-Fi"),
  ofHome("cloud", "Cloud"),
];

/** What of the simulated home can be up or down. */
function ofHome(key: "wifi" | "cloud", name: string): Entity {
  return {
    key,
    platform: "switch",
    name,
    topics: { state: "home", command: "home/set" },
    options: {
      value_template: `{{ value_json.${key} }}`,
      state_on: "up",
      state_off: "down",
      payload_on: JSON.stringify({ [key]: "up" }),
      payload_off: JSON.stringify({ [key]: "down" }),
      entity_category: "config",
    },
  };
}
