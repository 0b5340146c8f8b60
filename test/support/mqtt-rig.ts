import { openVirtualBoard } from "../../board/virtual/index.ts";
import {
  amazonSmartPlug,
  compile,
  type HomeRecord,
  homeRecord,
  type NvmRecord,
  type Profile,
} from "../../firmware-sim/index.ts";
import type { Entry } from "../../src/log.ts";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import type { Credentials } from "../../src/mqtt/broker/credentials.ts";
import { TIMING, type Timing } from "../../src/mqtt/connection/connection.ts";
import { type Mqtt, type MqttOptions, openMqtt } from "../../src/mqtt/mqtt.ts";
import { firmwarePart } from "../../src/runtime/firmware/firmware-part.ts";
import type { FirmwarePort } from "../../src/runtime/firmware/port.ts";
import { Host } from "../../src/runtime/host.ts";
import type { PlugStore } from "../../src/runtime/ports.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import { ManualClock } from "./manual-clock.ts";
import { HOME_WIFI, listingHome, provisionedRecord } from "./world-rig.ts";

export const ID = "plug-test";
/** Who the plug is in every test of MQTT. */
export const IDENTITY: MqttOptions["identity"] = {
  id: ID,
  serial: "0123456789ab",
  version: "0.1.0",
  board: "virtual",
  started: "2026-01-01T00:00:00.000Z",
};

/** What a plug without a meter keeps in the broker, by its topics below its own; and its bench. */
export const OF_DEVICE = [
  ...["availability", "fault", "firmware", "info", "relay", "schedules", "start-up", "state"],
] as const;
export const OF_BENCH = [
  ...["availability", "board", "button", "faults", "home", "led", "lifecycle", "load", "power", "profile"],
  "state",
] as const;

/** Short enough that a test sees a retry and a keep-alive end. */
export const FAST: Timing = { ...TIMING, keepalive: 2, firstRetry: 50, lastRetry: 100, answer: 2000 };

/** The key of the home's own password, "right". */
const keyOf = (_ssid: string, password: string) => (password === "right" ? HOME_WIFI.key : "bb22");

/** Its images take five seconds to download; one that is damaged is found out. */
function maker(): FirmwarePort {
  let newest: Parameters<FirmwarePort["release"]>[0];
  return {
    release: (release) => {
      newest = release;
      return new Uint8Array(10_000);
    },
    judge: () =>
      newest.damage === undefined
        ? { ok: true, version: newest.version }
        : { ok: false, reason: newest.damage },
  };
}

class MemoryStore implements PlugStore {
  record: NvmRecord | null;
  constructor(record: NvmRecord | null) {
    this.record = record;
  }
  load = async () => ({ record: this.record, health: "ok" as const });
  save = async (record: NvmRecord) => {
    this.record = record;
    return "saved" as const;
  };
  stage = async () => {};
  wipe = async () => {};
  drop = () => {};
}

/** A plug on a virtual board in time that stands still until told, whose MQTT is real and in real time. */
export class MqttRig {
  readonly clock = new ManualClock();
  readonly board = openVirtualBoard({ clock: this.clock });
  readonly logged: Entry[] = [];
  readonly store: MemoryStore;
  home: HomeRecord;
  mqtt!: Mqtt;
  host!: Host;

  private constructor(provisioned: boolean) {
    this.store = new MemoryStore(provisioned ? provisionedRecord() : null);
    this.home = provisioned ? listingHome() : homeRecord(HOME_WIFI, "home");
  }

  static async start(
    port: number,
    {
      provisioned = true,
      timing = FAST,
      credentials = {},
      dialects = [],
      wall = () => new Date(),
      homeAssistant,
      profile = amazonSmartPlug,
      makes = [profile],
    }: Partial<Pick<MqttOptions, "timing" | "dialects" | "homeAssistant" | "wall">> & {
      provisioned?: boolean;
      credentials?: Credentials;
      profile?: Profile;
      makes?: readonly Profile[];
    } = {},
  ): Promise<MqttRig> {
    const rig = new MqttRig(provisioned);
    rig.mqtt = await openMqtt({
      broker: new Broker({ host: "127.0.0.1", port, tls: false }, { credentials }),
      identity: IDENTITY,
      dialects,
      homeAssistant,
      clock: rig.clock,
      pace: rig.clock,
      log: (entry) => rig.logged.push(entry),
      keyOf,
      calendar: calendarOf("UTC"),
      timing,
      wall,
    });
    rig.host = new Host({
      firmware: compile(profile),
      makes,
      parts: [firmwarePart(maker())],
      board: rig.board,
      clock: rig.clock,
      plugStore: rig.store,
      homeStore: {
        save: async (record) => {
          rig.home = record;
        },
      },
      home: rig.home,
      deviceLink: rig.mqtt.deviceLink,
      wall,
    });
    rig.mqtt.attach(rig.host);
    await rig.host.start();
    // Boot flashes, then the Wi-Fi.
    await rig.clock.advance(6000);
    return rig;
  }

  get lifecycle(): string {
    return this.host.snapshot.lifecycle;
  }

  async hold(ms: number): Promise<void> {
    this.board.finger.press();
    await this.clock.advance(ms);
    this.board.finger.release();
    await this.clock.advance(100);
  }

  events = (name: string) => this.logged.filter(({ event }) => event === name);

  async close(): Promise<void> {
    await Promise.all([this.host.close(), this.mqtt.close()]);
  }
}
