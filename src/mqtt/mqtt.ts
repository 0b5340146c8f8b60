import type { Clock } from "../../firmware-sim/index.ts";
import type { Log } from "../log.ts";
import type { DeviceLink } from "../runtime/ports.ts";
import { BenchPlane } from "./bench-plane.ts";
import { type Address, Broker } from "./broker.ts";
import { BrokerHealth } from "./broker-health.ts";
import type { KeyOf } from "./command-schemas.ts";
import { TIMING, type Timing } from "./connection.ts";
import { type Credentials, checkCredentials } from "./credentials.ts";
import { DevicePlane } from "./device-plane.ts";
import { type EmbeddedBroker, openEmbeddedBroker } from "./embedded-broker.ts";
import type { InfoOptions } from "./info.ts";
import type { HostView } from "./topic-tree.ts";

export interface MqttOptions {
  readonly broker: { readonly kind: "embedded" } | ({ readonly kind: "external" } & Address);
  /** For an external broker. */
  readonly credentials?: Credentials;
  /** The plug's id; its topics are below `<base>/<id>`. */
  readonly id: string;
  readonly base?: string;
  readonly info: InfoOptions;
  readonly clock: Clock;
  readonly log: Log;
  readonly keyOf: KeyOf;
  readonly wall?: () => Date;
  readonly timing?: Timing;
  /** The environment variable DEBUG. */
  readonly debug?: string | undefined;
}

export interface Mqtt {
  /** For the host, which is made after it. */
  readonly deviceLink: DeviceLink;
  /** mqtt(s)://HOST:PORT of the broker; null without one. */
  readonly broker: string | null;
  /** Lets both planes follow the host; before its start(). */
  attach(host: HostView): void;
  /**
   * Both planes `offline` where the broker takes it, all connections ended; within 2 s whatever the broker does. Beside
   * the host's close(), which waits for the plug's own connection as long.
   */
  close(): Promise<void>;
}

/**
 * Both planes of one plug on one broker. A broker that is not there is no error: it is told once, and tried again.
 *
 * @throws UsageError when the credentials cannot be used; the system's error when no port is left for the embedded broker
 */
export async function openMqtt(options: MqttOptions): Promise<Mqtt> {
  const { broker: choice, credentials = {}, log } = options;
  if (choice.kind === "embedded") {
    const embedded = await openEmbeddedBroker();
    return planes(options, new Broker(embedded.address, { version: 4 }), embedded);
  }
  checkCredentials(credentials, options.debug);
  const broker = new Broker(choice, { credentials });
  if (broker.exposesPassword) {
    const text = `MQTT: the password goes to ${broker} in clear, for anyone on the way to read: use mqtts:// if you can.`;
    log({ level: "warn", event: "password-in-clear", text });
  }
  return planes(options, broker, null);
}

function planes(options: MqttOptions, broker: Broker, embedded: EmbeddedBroker | null): Mqtt {
  const { log, id, clock, info, keyOf, wall, base = "plugbench", timing = TIMING } = options;
  const health = new BrokerHealth(log, String(broker));
  const shared = { broker, health, log, base, id, clock, timing, ...(wall === undefined ? {} : { wall }) };
  const device = new DevicePlane({ ...shared, info });
  const bench = new BenchPlane({ ...shared, keyOf });
  return {
    deviceLink: device,
    broker: String(broker),
    attach: (host) => {
      device.attach(host);
      bench.attach(host);
    },
    close: async () => {
      await Promise.all([device.close(), bench.close()]);
      await embedded?.close();
    },
  };
}
