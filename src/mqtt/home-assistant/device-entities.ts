import type { StartUp } from "../../../firmware-sim/index.ts";
import { METER_LASTS } from "../meter/readings.ts";
import { ALARM_TYPES } from "../planes/alarm-events.ts";
import type { GestureEvent } from "../planes/gesture-events.ts";
import type { Entity } from "./entity.ts";

const EVENT_TYPES = ["press", "hold", "release", "cancel"] satisfies GestureEvent["event_type"][];
const START_UPS = ["off", "on", "previous"] satisfies StartUp[];

/** The plug itself. */
export const DEVICE_ENTITIES: readonly Entity[] = [
  {
    key: "relay",
    needs: "outlet",
    platform: "switch",
    name: null,
    topics: { state: "relay", command: "relay/set" },
    options: { device_class: "outlet", payload_on: "on", payload_off: "off" },
  },
  {
    key: "button",
    platform: "event",
    name: "Button",
    topics: { state: "event/button" },
    options: { device_class: "button", event_types: EVENT_TYPES },
  },
  {
    key: "identify",
    platform: "button",
    name: "Identify",
    topics: { command: "cmd/identify" },
    options: { device_class: "identify", entity_category: "config" },
  },
  {
    key: "restart",
    platform: "button",
    name: "Restart",
    topics: { command: "cmd/restart" },
    options: { device_class: "restart", entity_category: "config" },
  },
  {
    key: "start_up",
    needs: "outlet",
    platform: "select",
    name: "Start-up",
    topics: { state: "start-up", command: "start-up/set" },
    options: { options: START_UPS, entity_category: "config" },
  },
  measured("power", "Power (simulated)", { device_class: "power", unit_of_measurement: "W" }),
  measured("energy", "Energy (simulated)", {
    device_class: "energy",
    state_class: "total_increasing",
    unit_of_measurement: "kWh",
  }),
  measured("voltage", "Voltage (simulated)", {
    device_class: "voltage",
    unit_of_measurement: "V",
    entity_category: "diagnostic",
  }),
  measured("current", "Current (simulated)", {
    device_class: "current",
    unit_of_measurement: "A",
    entity_category: "diagnostic",
  }),
  {
    key: "reset_energy",
    needs: "meter",
    platform: "button",
    name: "Reset energy",
    topics: { command: "cmd/reset-energy" },
    options: { entity_category: "config" },
  },
  {
    key: "fault",
    platform: "binary_sensor",
    name: "Fault",
    topics: { state: "fault", json_attributes: "state" },
    options: {
      value_template: "{{ 'OFF' if value == 'none' else 'ON' }}",
      device_class: "problem",
      entity_category: "diagnostic",
    },
  },
  {
    key: "alarm",
    platform: "event",
    name: "Alarm",
    topics: { state: "event/alarm" },
    options: { event_types: ALARM_TYPES },
  },
  {
    key: "firmware",
    platform: "update",
    name: "Firmware (simulated)",
    topics: { state: "firmware", command: "firmware/set" },
    options: { device_class: "firmware", payload_install: "install", entity_category: "config" },
  },
];

/** `key` is also that of the message on `meter`. */
function measured(key: string, name: string, options: NonNullable<Entity["options"]>): Entity {
  return {
    key,
    needs: "meter",
    platform: "sensor",
    name,
    topics: { state: "meter" },
    options: {
      value_template: `{{ value_json.${key} }}`,
      state_class: "measurement",
      expire_after: METER_LASTS,
      ...options,
    },
  };
}
