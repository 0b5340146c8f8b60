import * as v from "valibot";
import {
  cloudStatus,
  firmwareId,
  fullConfig,
  fullStatus,
  macOf,
  mqttStatus,
  sysStatus,
  wifiStatus,
} from "./components.ts";
import { type Method, method, telling } from "./method.ts";
import type { RpcPlug } from "./rpc-plug.ts";

/** Of a reboot, ms: the documentation's own bounds below, ours above. */
const REBOOT = { least: 500, most: 60_000, usual: 1000 };

const delay_ms = v.pipe(v.number(), v.minValue(REBOOT.least), v.maxValue(REBOOT.most));
const reboot = v.strictObject({ delay_ms: v.optional(delay_ms, REBOOT.usual) });
const deviceInfo = v.strictObject({ ident: v.optional(v.boolean()) });

export const deviceInfoOf = (plug: RpcPlug) => ({
  name: null,
  id: plug.device.id,
  mac: macOf(plug),
  model: plug.device.model,
  gen: 2,
  fw_id: firmwareId(plug),
  ver: plug.device.version,
  app: plug.device.app,
  auth_en: false,
  auth_domain: null,
});

/** The service Shelly, and the components that only tell. `Plug.Identify` is plugbench's own. */
export const deviceMethods: Readonly<Record<string, Method>> = {
  "Shelly.GetDeviceInfo": method(deviceInfo, `{"ident":true or false} or {}`, deviceInfoOf),
  "Shelly.GetStatus": telling(fullStatus),
  "Shelly.GetConfig": telling(fullConfig),
  "Shelly.Reboot": method(reboot, `{"delay_ms":${REBOOT.least} to ${REBOOT.most}} or {}`, (plug, params) => {
    plug.restartIn(params.delay_ms);
    return null;
  }),
  "Sys.GetStatus": telling(sysStatus),
  "Mqtt.GetStatus": telling(mqttStatus),
  "Wifi.GetStatus": telling((plug) => wifiStatus(plug.now)),
  "Cloud.GetStatus": telling((plug) => cloudStatus(plug.now)),
  "Plug.Identify": method(v.strictObject({}), "{}", (plug, _, source) => {
    plug.obey({ do: "identify" }, source);
    return null;
  }),
};
