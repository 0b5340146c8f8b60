import type { Clock } from "../../firmware-sim/index.ts";
import type { Log } from "../log.ts";
import { type Outcome, refused } from "../runtime/command.ts";
import type { Host } from "../runtime/host.ts";
import type { DeviceLink } from "../runtime/ports.ts";
import type { Calendar } from "../runtime/schedule/calendar.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { Broker } from "./broker/broker.ts";
import { BrokerHealth } from "./broker/broker-health.ts";
import { type EmbeddedBroker, openEmbeddedBroker } from "./broker/embedded-broker.ts";
import type { KeyOf } from "./commands/bench-commands.ts";
import { TIMING, type Timing } from "./connection/connection.ts";
import { type DialectName, dialectMaker } from "./dialects.ts";
import type { HomeAssistant } from "./home-assistant/announcer.ts";
import { AfterTheAnswer } from "./link/after-the-answer.ts";
import type { Dialect, DialectOptions, Identity } from "./link/dialect.ts";
import { DialectLink, type LinkOptions } from "./link/dialect-link.ts";
import { DialectLinks } from "./link/dialect-links.ts";
import { BenchPlane } from "./planes/bench-plane.ts";
import { DevicePlane } from "./planes/device-plane.ts";

/** What MQTT needs of the host. */
export type HostView = Pick<Host, "onChange" | "onReport" | "command">;

export interface MqttOptions {
  /** null: one of its own inside this program. */
  readonly broker: Broker | null;
  /** The plug's topics are below `<base>/<id>`; the base is `plugbench` by default. */
  readonly identity: Omit<Identity, "base"> & { readonly base?: string };
  /** What the plug speaks beside its own topics. */
  readonly dialects?: readonly DialectName[];
  /** Announces the plug there; not at all when left out. */
  readonly homeAssistant?: HomeAssistant | undefined;
  readonly clock: Clock;
  /** Real time, by default the system's. */
  readonly pace?: Clock;
  readonly log: Log;
  readonly keyOf: KeyOf;
  /** By which the plug's schedules fire. */
  readonly calendar: Calendar;
  readonly wall?: () => Date;
  readonly timing?: Timing;
  /** Called with each message of the plug and of its bench as it goes out. */
  readonly onPublish?: LinkOptions["onPublish"];
}

export interface Mqtt {
  /** Something is still to be said, and the broker is there. */
  readonly busy: boolean;
  /** What was told of the contact with the broker that is lost; null: none is, as far as is known. */
  readonly loss: string | null;
  /** For the host, which is made after it. */
  readonly deviceLink: DeviceLink;
  /** mqtt(s)://HOST:PORT of the broker; null without one. */
  readonly broker: string | null;
  /** Lets everything said follow the host; before its start(). */
  attach(host: HostView): void;
  /** Removes from the broker what a plug that is gone left there; refused while the plug is connected. */
  forget(): Promise<Outcome>;
  /**
   * Everything `offline` where the broker takes it, all connections ended; within 2 s whatever the broker does. Beside
   * the host's close(), which waits for the plug's own connections as long.
   */
  close(): Promise<void>;
}

/**
 * All connections of one plug to one broker. A broker that is not there is no error: it is told once, and tried again.
 *
 * @throws the system's error when no port is left for the embedded broker
 */
export async function openMqtt(options: MqttOptions): Promise<Mqtt> {
  if (options.broker !== null) return connected(options, options.broker, null);
  const embedded = await openEmbeddedBroker();
  return connected(options, new Broker(embedded.address, { version: 4 }), embedded);
}

const notAttached = refused("busy", "the plug is starting");

async function connected(
  options: MqttOptions,
  broker: Broker,
  embedded: EmbeddedBroker | null,
): Promise<Mqtt> {
  const { log, clock, keyOf, calendar, homeAssistant, onPublish, dialects = [] } = options;
  const { pace = systemClock, timing = TIMING, wall = () => new Date() } = options;
  const identity = { base: "plugbench", ...options.identity };
  const health = new BrokerHealth(log, broker);
  let host: HostView | null = null;
  const obey: DialectOptions["obey"] = (command) => host?.command(command) ?? notAttached;
  const afterTheAnswer = new AfterTheAnswer();
  const answer: DialectOptions["obey"] = (command) => afterTheAnswer.during(() => obey(command));
  const link = (make: (options: DialectOptions) => Dialect, truthful = false): DialectLink =>
    new DialectLink(
      { broker, health, timing, clock, obey: truthful ? obey : answer, truthful, onPublish },
      (through) => make({ identity, clock, pace, wall, log, ...through }),
    );

  const device = link((given) => new DevicePlane({ ...given, homeAssistant, calendar }));
  const bench = link((given) => new BenchPlane({ ...given, keyOf, homeAssistant }), true);
  const others = (await Promise.all(dialects.map(dialectMaker))).map((make) => link(make));
  const plug = new DialectLinks(device, others);
  return {
    get busy() {
      return plug.busy || bench.busy || afterTheAnswer.busy;
    },
    get loss() {
      return health.loss;
    },
    deviceLink: plug,
    broker: String(broker),
    attach: (attached) => {
      host = attached;
      for (const each of [device, ...others]) attached.onChange((now) => each.follow(now));
      attached.onChange((now) => {
        afterTheAnswer.follow(() => bench.follow(now));
        bench.up();
      });
      for (const each of [device, ...others, bench])
        attached.onReport((report) => each.dialect.report?.(report));
    },
    forget: () => plug.forget(),
    close: async () => {
      await Promise.all([plug.close(), bench.close()]);
      await embedded?.close();
    },
  };
}
