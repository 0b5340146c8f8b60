import type { Clock } from "../../../firmware-sim/index.ts";
import type { Environment } from "../../config/read-settings.ts";
import type { Settings } from "../../config/settings.ts";
import type { Log } from "../../log.ts";
import type { Mqtt, MqttOptions } from "../../mqtt/mqtt.ts";
import { noDeviceLink } from "../../runtime/ports.ts";
import { keyOf } from "../../store/password-key.ts";

interface Publisher {
  readonly id: string;
  readonly salt: string;
  readonly info: MqttOptions["info"];
  readonly clock: Clock;
  readonly log: Log;
  readonly env: Environment;
}

const off: Mqtt = { deviceLink: noDeviceLink, broker: null, attach: () => {}, close: async () => {} };

/**
 * The plug's way to its broker. Without one the MQTT libraries are not even loaded.
 * @throws UsageError
 */
export async function openBroker(settings: Settings, publisher: Publisher): Promise<Mqtt> {
  const { mqtt: broker = { kind: "embedded" }, mqttUsername: username, mqttPassword: password } = settings;
  if (broker.kind === "off") return off;
  const { openMqtt } = await import("../../mqtt/mqtt.ts");
  const { id, salt, info, clock, log, env } = publisher;
  return openMqtt({
    broker,
    credentials: {
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    },
    id,
    info,
    clock,
    log,
    keyOf: (ssid, given) => keyOf(ssid, given, salt),
    debug: env["DEBUG"],
  });
}
