import { statSync } from "node:fs";
import { readBytes } from "../../config/read-file.ts";
import { flagOf, type Settings } from "../../config/settings.ts";
import type { Log } from "../../log.ts";
import type { PemFile, TlsFiles } from "../../mqtt/broker/tls.ts";
import { UsageError } from "../../usage-error.ts";

/** Every authority that an operating system trusts, in one file, has some 220 KiB. */
const LARGEST_CA = 1024 * 1024;

/**
 * The files that TLS with the broker needs, read once.
 * @throws UsageError when one cannot be read, or they do not go together or with the broker
 */
export function readTlsFiles(settings: Settings, log: Log): TlsFiles {
  const { mqttCa, mqttCert, mqttKey } = settings;
  const given = (["mqttCa", "mqttCert", "mqttKey"] as const).find((name) => settings[name] !== undefined);
  if (given !== undefined && !(settings.mqtt?.kind === "external" && settings.mqtt.tls))
    throw new UsageError(
      `${flagOf(given)} is for a broker with TLS: add --mqtt mqtts://HOST, or leave ${flagOf(given)} out.`,
    );
  if (mqttCert !== undefined && mqttKey === undefined) throw alone("mqttCert", "mqttKey");
  if (mqttKey !== undefined && mqttCert === undefined) throw alone("mqttKey", "mqttCert");
  const ca = mqttCa !== undefined && pemFile(mqttCa, "the authority's certificate", LARGEST_CA);
  const client = mqttCert !== undefined &&
    mqttKey !== undefined && {
      certificate: pemFile(mqttCert, "the plug's certificate"),
      key: pemFile(mqttKey, "its key"),
    };
  if (mqttKey !== undefined) warnIfExposed(mqttKey, log);
  return { ...(ca && { ca }), ...(client && { client }) };
}

const alone = (here: "mqttCert" | "mqttKey", other: "mqttCert" | "mqttKey"): UsageError =>
  new UsageError(
    `${flagOf(here)} is of no use alone: add ${flagOf(other)} FILE, for a certificate and its key go together.`,
  );

function pemFile(path: string, what: string, largest?: number): PemFile {
  return { path, content: readBytes(path, what, largest) };
}

/** Windows has no such bits; there the folder's rights decide. */
function warnIfExposed(path: string, log: Log): void {
  if (process.platform === "win32" || (statSync(path).mode & 0o077) === 0) return;
  const text = `MQTT: others on this computer may read or write the key ${path}: chmod 600 ${path}`;
  log({ level: "warn", event: "key-exposed", text });
}
