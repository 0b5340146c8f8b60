import type { Instant, Source, StartUp, Trouble } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { type Reading, readingOf } from "../meter/reading.ts";
import type { RpcPlug } from "./rpc-plug.ts";

/** Whoever moved the relay last, in the words of Shelly's devices; `ctl` and the keyboard call from within. */
const SOURCES: Readonly<Record<Source, string>> = {
  button: "button",
  mqtt: "MQTT",
  ctl: "loopback",
  page: "HTTP_in",
  key: "loopback",
  power: "init",
  reset: "init",
  timer: "timer",
  schedule: "schedule",
  protection: "limit",
};

export type InitialState = "off" | "on" | "restore_last";
const initialStateOf = (startUp: StartUp): InitialState =>
  startUp === "previous" ? "restore_last" : startUp;
export const startUpOf = (initial: InitialState): StartUp =>
  initial === "restore_last" ? "previous" : initial;

/** In capitals and without colons, as Shelly writes one. */
export const macOf = ({ device }: RpcPlug): string => device.serial.toUpperCase();
export const firmwareId = ({ device }: RpcPlug): string => `plugbench/${device.version}`;

const ERRORS: Partial<Record<Trouble, string>> = { overheat: "overtemp", overload: "overpower" };

const errorsOf = ({ troubles }: Snapshot): readonly string[] =>
  troubles.flatMap((trouble) => ERRORS[trouble] ?? []);

/** W, V, A and Wh; of `aenergy` the total alone, for nobody counts the last minutes. */
export const meterStatus = ({ watts, volts, amperes, wh }: Reading) => ({
  apower: watts,
  voltage: volts,
  current: amperes,
  aenergy: { total: wh },
});

/** What of a switch changes by an event; `errors`, empty or not. */
export const outletStatus = (now: Snapshot) => ({
  source: SOURCES[now.relay.source],
  output: now.relay.closed,
  errors: errorsOf(now),
});

/** No thermometer: only what there is. `errors` only where there are any. */
export function switchStatus(now: Snapshot, at: Instant) {
  const { errors, ...outlet } = outletStatus(now);
  return {
    id: 0,
    ...outlet,
    ...(now.meter && meterStatus(readingOf(now.meter, at))),
    ...(errors.length > 0 && { errors }),
  };
}

export const switchConfig = ({ startUp }: Snapshot) => ({
  id: 0,
  name: null,
  in_mode: "momentary",
  initial_state: initialStateOf(startUp),
  auto_on: false,
  auto_off: false,
});

export const cloudStatus = ({ network }: Pick<Snapshot, "network">) => ({ connected: network === "cloud" });

/** Whoever hears this hears it over MQTT. */
export const mqttStatus = () => ({ connected: true });

/** The simulated home has neither addresses nor a signal strength. */
export const wifiStatus = ({ network, home }: Snapshot) =>
  network === "down" ? { status: "disconnected", ssid: null } : { status: "got ip", ssid: home.ssid };

export const sysStatus = (plug: RpcPlug) => ({
  mac: macOf(plug),
  restart_required: false,
  unixtime: Math.floor(plug.time),
  uptime: plug.uptime,
  available_updates: {},
});

const sysConfig = (plug: RpcPlug) => ({ device: { name: null, mac: macOf(plug), fw_id: firmwareId(plug) } });

const mqttConfig = ({ device: { mqtt } }: RpcPlug) => ({
  enable: true,
  client_id: mqtt.clientId,
  topic_prefix: mqtt.topicPrefix,
});

/** By component. */
export const fullStatus = (plug: RpcPlug) => ({
  cloud: cloudStatus(plug.now),
  mqtt: mqttStatus(),
  ...(plug.now.profile.outlet && { "switch:0": switchStatus(plug.now, plug.at) }),
  sys: sysStatus(plug),
  wifi: wifiStatus(plug.now),
});

export const fullConfig = (plug: RpcPlug) => ({
  mqtt: mqttConfig(plug),
  ...(plug.now.profile.outlet && { "switch:0": switchConfig(plug.now) }),
  sys: sysConfig(plug),
});
