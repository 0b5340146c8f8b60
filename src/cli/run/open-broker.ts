import type { Environment } from "../../config/read-settings.ts";
import type { Settings } from "../../config/settings.ts";
import type { Log } from "../../log.ts";
import type { Broker } from "../../mqtt/broker/broker.ts";
import type { Mqtt, MqttOptions } from "../../mqtt/mqtt.ts";
import { refused } from "../../runtime/command.ts";
import { noDeviceLink } from "../../runtime/ports.ts";
import { UsageError } from "../../usage-error.ts";
import { readTlsFiles } from "./tls-files.ts";

const off: Mqtt = {
  busy: false,
  loss: null,
  deviceLink: noDeviceLink,
  broker: null,
  attach: () => {},
  forget: async () => refused("no_effect", "the plug runs without a broker"),
  close: async () => {},
};

function homeAssistantOf(settings: Settings): MqttOptions["homeAssistant"] {
  const { discovery: prefix = "homeassistant", discoveryBench: bench = false } = settings;
  if (prefix !== null) return { prefix, bench };
  if (!bench) return undefined;
  throw new UsageError("discoveryBench has no effect while discovery is off: leave out one of the two.");
}

/** What is set for the broker, checked before anything of the plug is touched. */
export interface BrokerPlan {
  /** "off": the plug runs without one; null: the embedded one. */
  readonly broker: Broker | null | "off";
  readonly homeAssistant: MqttOptions["homeAssistant"];
}

/** @throws UsageError */
export async function planBroker(settings: Settings, log: Log, env: Environment): Promise<BrokerPlan> {
  const { mqtt: choice = { kind: "embedded" }, mqttUsername: username, mqttPassword: password } = settings;
  const tls = readTlsFiles(settings, log);
  const homeAssistant = homeAssistantOf(settings);
  if (choice.kind === "off") return { broker: "off", homeAssistant };
  if (choice.kind === "embedded") return { broker: null, homeAssistant };
  const { chooseBroker } = await import("../../mqtt/broker/choose-broker.ts");
  const credentials = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
  const broker = chooseBroker({ address: choice, credentials, tls, log, debug: env["DEBUG"] });
  return { broker, homeAssistant };
}

/** The plug's way to its broker. Without one the MQTT libraries are not even loaded. */
export async function openBroker(
  { broker, homeAssistant }: BrokerPlan,
  options: Omit<MqttOptions, "broker" | "homeAssistant">,
): Promise<Mqtt> {
  if (broker === "off") return off;
  const { openMqtt } = await import("../../mqtt/mqtt.ts");
  return openMqtt({ ...options, broker, homeAssistant });
}
