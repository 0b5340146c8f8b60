import type { Host } from "../runtime/host.ts";
import type { DeviceLink } from "../runtime/ports.ts";
import { UnderWay } from "../runtime/under-way.ts";
import type { Published } from "./bench-port.ts";
import { SALT } from "./home.ts";
import { calendar } from "./parts.ts";
import type { BenchTime } from "./time.ts";

/** The same on every bench and in every release, so that what is published can be compared. */
const IDENTITY = { id: "plug-1", serial: "000000000001", version: "0.0.0" } as const;

/** A broker of the bench's own, and the plug's connections to it. */
export interface BenchBroker {
  /** mqtt://HOST:PORT */
  readonly address: string;
  readonly deviceLink: DeviceLink;
  attach(host: Host): void;
  close(): Promise<void>;
}

/** `took` is called with each message that the broker took; time does not pass before all is said. */
export async function openBroker(
  board: string,
  time: BenchTime,
  took: (message: Omit<Published, "at">) => void,
): Promise<BenchBroker> {
  const [{ openMqtt }, { Broker }, { openEmbeddedBroker }, { keyOf }] = await Promise.all([
    import("../mqtt/mqtt.ts"),
    import("../mqtt/broker/broker.ts"),
    import("../mqtt/broker/embedded-broker.ts"),
    import("../store/password-key.ts"),
  ]);
  const embedded = await openEmbeddedBroker({
    port: 0,
    taken: ({ topic, payload, retain, qos }) => took({ topic, payload: String(payload), retain, qos }),
  });
  const underWay = new UnderWay();
  const mqtt = await openMqtt({
    broker: new Broker(embedded.address, { version: 4 }),
    identity: { ...IDENTITY, board, started: time.wall().toISOString() },
    clock: time.clock,
    pace: time.clock,
    wall: () => time.wall(),
    log: () => {},
    keyOf: (ssid, password) => underWay.watch(keyOf(ssid, password, SALT)),
    calendar,
  });
  const link = underWay.deviceLink(mqtt.deviceLink);
  let cut = false;
  time.heed(() => underWay.busy || mqtt.busy);
  // The broker publishes the plug's will when it finds out.
  time.heed(() => cut && embedded.has(IDENTITY.id));
  return {
    address: mqtt.broker!,
    deviceLink: {
      ...link,
      up: () => {
        cut = false;
        link.up();
      },
      down: (how) => {
        cut = how === "cut";
        link.down(how);
      },
    },
    attach: (host) => mqtt.attach(host),
    close: async () => {
      await mqtt.close();
      await embedded.close();
    },
  };
}
