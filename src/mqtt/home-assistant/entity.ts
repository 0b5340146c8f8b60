import type { Need } from "../make.ts";

/** One entity of Home Assistant: the row from which its part of the announcement is made. */
export interface Entity {
  /** Of its unique_id, by which Home Assistant knows it for ever: never to be changed. */
  readonly key: string;
  readonly platform: "binary_sensor" | "button" | "event" | "select" | "sensor" | "switch" | "update";
  /** Else the entity is taken away. */
  readonly needs?: Need;
  /** Told after the device's; null: it is what the device is there for, and has no other name. */
  readonly name: string | null;
  /** By Home Assistant's key without `_topic`: the name below the plane. */
  readonly topics: Readonly<Record<string, string>>;
  /** Whatever else it needs, in Home Assistant's words. */
  readonly options?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What takes an entity away, if it is there: leaving it out would not. */
export const withoutEntity = ({ platform }: Entity): object => ({ platform });

/** `device`: whose it is; `topic`: the whole topic of a name. */
export function componentOf(entity: Entity, device: string, topic: (name: string) => string): object {
  const { key, platform, name, topics, options } = entity;
  const uniqueId = `${device}_${key}`;
  const entityId = (name === null ? device : uniqueId).replaceAll("-", "_");
  const whole = Object.entries(topics).map(([what, below]) => [`${what}_topic`, topic(below)]);
  return {
    platform,
    name,
    unique_id: uniqueId,
    default_entity_id: `${platform}.${entityId}`,
    // Not every version of Home Assistant hands one at the root down.
    qos: 1,
    ...Object.fromEntries(whole),
    ...options,
  };
}
