import type { Identity } from "../link/dialect.ts";
import { has, type Make } from "../make.ts";
import { modelOf } from "../planes/info.ts";
import { BENCH_ENTITIES } from "./bench-entities.ts";
import { DEVICE_ENTITIES } from "./device-entities.ts";
import { componentOf, type Entity, withoutEntity } from "./entity.ts";

/** A plane as a device of Home Assistant. */
export interface Announced {
  /** The levels of its discovery topic between `<prefix>/device/` and `/config`; an access list can name the id. */
  readonly place: (id: string) => string;
  /** Home Assistant's id of the device; begins each unique_id. No other plug's, for a plug's has no underscore. */
  readonly deviceId: (id: string) => string;
  readonly describe: (identity: Identity, profile: Make) => object;
  readonly entities: readonly Entity[];
}

export const PLUG: Announced = {
  place: (id) => id,
  deviceId: (id) => id,
  describe: ({ id, serial }, profile) => ({ name: id, model: modelOf(profile), serial_number: serial }),
  entities: DEVICE_ENTITIES,
};

export const BENCH: Announced = {
  place: (id) => `${id}/bench`,
  deviceId: (id) => `${id}_bench`,
  describe: ({ id, board }) => ({ name: `${id} bench`, model: `bench with board ${board}`, via_device: id }),
  entities: BENCH_ENTITIES,
};

export const discoveryTopic = (prefix: string, { place }: Announced, id: string): string =>
  `${prefix}/device/${place(id)}/config`;

/** The whole device as one message of Home Assistant's device discovery. `topic`: the whole topic of a plane's name. */
export function announcementOf(
  announced: Announced,
  identity: Identity,
  profile: Make,
  topic: (name: string) => string,
): object {
  const { version } = identity;
  const id = announced.deviceId(identity.id);
  const components = announced.entities.map((entity) => [
    entity.key,
    has(profile, entity.needs) ? componentOf(entity, id, topic) : withoutEntity(entity),
  ]);
  return {
    device: {
      identifiers: [id],
      manufacturer: "plugbench",
      sw_version: version,
      ...announced.describe(identity, profile),
    },
    origin: { name: "plugbench", sw_version: version },
    availability_topic: topic("availability"),
    components: Object.fromEntries(components),
  };
}
