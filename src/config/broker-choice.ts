import { UsageError } from "../usage-error.ts";

/** Where the plug publishes. */
export type BrokerChoice =
  | { readonly kind: "off" }
  /** One inside this program, for this computer only. */
  | { readonly kind: "embedded" }
  | { readonly kind: "external"; readonly host: string; readonly port: number; readonly tls: boolean };

const FORMS = 'write "embedded", "off", mqtt://HOST[:PORT] or mqtts://HOST[:PORT]';

/** @throws UsageError; never repeats a text that may hold a password */
export function parseBroker(text: string): BrokerChoice {
  if (text === "off" || text === "embedded") return { kind: text };
  if (text.includes("@"))
    throw new UsageError(
      "an address with a user or password in it is refused, for addresses end up in logs: put them into PLUGBENCH_MQTT_USERNAME and PLUGBENCH_MQTT_PASSWORD or PLUGBENCH_MQTT_PASSWORD_FILE.",
    );
  if (!/^mqtts?:\/\//.test(text)) {
    const looksLikeHost = /^[\w.-]+(:\d+)?$/.test(text) && /[.:]|^localhost$/.test(text);
    throw new UsageError(
      `${JSON.stringify(text)} is no broker: ${looksLikeHost ? `write mqtt://${text}` : FORMS}.`,
    );
  }
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError(`${JSON.stringify(text)} is no address: ${FORMS}.`);
  }
  if (url.hostname === "" || !["", "/"].includes(url.pathname) || url.search !== "" || url.hash !== "")
    throw new UsageError(`${JSON.stringify(text)} must be a host and, if need be, a port: ${FORMS}.`);
  const tls = url.protocol === "mqtts:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return { kind: "external", host, port: url.port === "" ? (tls ? 8883 : 1883) : Number(url.port), tls };
}
