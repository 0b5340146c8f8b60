import type { StartUp } from "../../../firmware-sim/index.ts";
import type { GestureEvent } from "../planes/gesture-events.ts";
import type { Entity } from "./entity.ts";

const EVENT_TYPES = ["press", "hold", "release", "cancel"] satisfies GestureEvent["event_type"][];
const START_UPS = ["off", "on", "previous"] satisfies StartUp[];

/** The plug itself. */
export const DEVICE_ENTITIES: readonly Entity[] = [
  {
    key: "relay",
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
    platform: "select",
    name: "Start-up",
    topics: { state: "start-up", command: "start-up/set" },
    options: { options: START_UPS, entity_category: "config" },
  },
];
