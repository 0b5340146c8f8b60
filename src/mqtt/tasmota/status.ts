import type { StartUp } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import type { Identity } from "../link/dialect.ts";
import type { Reading } from "../meter/reading.ts";
import { MODULE, NO_ADDRESS } from "./discovery.ts";
import type { Life } from "./life.ts";
import { GROUP_TOPIC, macWithColons, type Names } from "./names.ts";

/** All that an answer can be made of. */
export interface Facts {
  readonly now: Snapshot;
  /** What the meter shows; null: it has none. */
  readonly reading: Reading | null;
  readonly life: Life;
  /** Seconds since the boot. */
  readonly uptime: number;
  readonly wall: Date;
  readonly names: Names;
  readonly identity: Identity;
  /** Seconds; 0: never. */
  readonly telePeriod: number;
}

/** PowerOnState; its other values (2, 4, 5) this plug cannot do. */
export const POWER_ON_STATES: ReadonlyMap<number, StartUp> = new Map([
  [0, "off"],
  [1, "on"],
  [3, "previous"],
]);

export const powerOnState = (now: Snapshot): number =>
  [...POWER_ON_STATES].find(([, startUp]) => startUp === now.startUp)![0];

export const powerWord = (now: Snapshot): "ON" | "OFF" => (now.relay.closed ? "ON" : "OFF");

/** Version, and in brackets the kind of build, which Tasmota's own ones have too. */
const versionOf = ({ version }: Identity): string => `${version}(plugbench)`;

/** `2026-01-01T00:00:00`. UTC is the plug's time zone. */
const time = (wall: Date): string => wall.toISOString().slice(0, 19);

/** `2T03:04:05` */
function span(seconds: number): string {
  const two = (part: number) => String(Math.floor(part)).padStart(2, "0");
  return `${Math.floor(seconds / 86_400)}T${two((seconds / 3600) % 24)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * `tele/…/STATE`, and the answer to State and Status 11. Home Assistant and ioBroker need POWER alone; UptimeSec,
 * MqttCount and of Wifi SSId and LinkCount are what Home Assistant's diagnostic sensors read, and are true of the
 * simulation. A signal strength, a heap or a load are not: they are left out, and those sensors stay unknown.
 */
export const stateOf = ({ now, life, uptime, wall }: Facts) => ({
  Time: time(wall),
  Uptime: span(uptime),
  UptimeSec: uptime,
  MqttCount: life.contacts,
  ...(now.profile.outlet && { POWER: powerWord(now) }),
  Wifi: { SSId: now.home.ssid, LinkCount: life.links },
});

/**
 * `tele/…/SENSOR`, and the answer to Status 10: kWh, W, V and A. What would take a calendar (Today, Yesterday) or a load
 * that is no resistance (Factor, ApparentPower) is left out.
 */
export const sensorOf = ({ wall, reading }: Pick<Facts, "wall" | "reading">) => ({
  Time: time(wall),
  ...(reading && {
    ENERGY: {
      Total: reading.kwh,
      Power: reading.watts,
      Voltage: reading.volts,
      Current: reading.amperes,
    },
  }),
});

/** `tele/…/INFO1` to `INFO3`, once after each boot. ioBroker takes the command topic from FallbackTopic. */
export const introduction = ({ life, names, identity }: Facts): readonly object[] => [
  {
    Info1: {
      Module: MODULE,
      Version: versionOf(identity),
      FallbackTopic: `cmnd/${names.fallbackTopic}/`,
      GroupTopic: `cmnd/${GROUP_TOPIC}/`,
    },
  },
  { Info2: { Hostname: names.topic, IPAddress: NO_ADDRESS } },
  { Info3: { RestartReason: life.reason } },
];

/** Each part of a status by its number: what the plug knows of it, under the key that Tasmota gives it. */
const PARTS: ReadonlyMap<number, (facts: Facts) => object> = new Map<number, (facts: Facts) => object>([
  [
    0,
    ({ now, names }) => ({
      Status: {
        Module: 0,
        DeviceName: names.topic,
        FriendlyName: [names.topic],
        Topic: names.topic,
        ...(now.profile.outlet && {
          Power: now.relay.closed ? "1" : "0",
          PowerOnState: powerOnState(now),
          PowerRetain: 0,
        }),
      },
    }),
  ],
  [
    1,
    ({ life, uptime }) => ({
      StatusPRM: {
        GroupTopic: GROUP_TOPIC,
        RestartReason: life.reason,
        Uptime: span(uptime),
        StartupUTC: time(life.bornOnWall),
      },
    }),
  ],
  [
    2,
    ({ identity }) => ({
      StatusFWR: { Version: versionOf(identity), Hardware: `plugbench ${identity.board}` },
    }),
  ],
  [3, ({ now, telePeriod }) => ({ StatusLOG: { SSId: [now.home.ssid, ""], TelePeriod: telePeriod } })],
  [4, () => ({ StatusMEM: {} })],
  [
    5,
    ({ names }) => ({
      StatusNET: { Hostname: names.topic, IPAddress: NO_ADDRESS, Mac: macWithColons(names.mac) },
    }),
  ],
  [6, ({ names, life }) => ({ StatusMQT: { MqttClient: names.clientId, MqttCount: life.contacts } })],
  [7, ({ wall }) => ({ StatusTIM: { UTC: time(wall), Local: time(wall), Timezone: "+00:00" } })],
  [10, (facts) => ({ StatusSNS: sensorOf(facts) })],
  [11, (facts) => ({ StatusSTS: stateOf(facts) })],
]);

/** The numbers of Status 0. */
export const STATUS_NUMBERS: readonly number[] = [...PARTS.keys()];

/** undefined: there is no such status; 9, 12 and 13 are of the limits of meters, of crashes and shutters. 8 is the old number of 10. */
export const statusPart = (number: number, facts: Facts): object | undefined =>
  PARTS.get(number === 8 ? 10 : number)?.(facts);
