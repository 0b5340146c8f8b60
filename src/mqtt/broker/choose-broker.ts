import type { Log } from "../../log.ts";
import { type Address, Broker } from "./broker.ts";
import { type Credentials, checkCredentials } from "./credentials.ts";
import { openTls, type TlsFiles } from "./tls.ts";

export interface BrokerRequest {
  readonly address: Address;
  readonly credentials?: Credentials;
  /** For an address with TLS. */
  readonly tls?: TlsFiles | undefined;
  readonly log: Log;
  /** The environment variable DEBUG. */
  readonly debug?: string | undefined;
}

/**
 * A broker outside this program, with everything checked that can be before anyone talks to it.
 * @throws UsageError when the credentials or the files for TLS cannot be used
 */
export function chooseBroker({ address, credentials = {}, tls, log, debug }: BrokerRequest): Broker {
  checkCredentials(credentials, debug);
  const broker = new Broker(address, { credentials, ...(address.tls && { tls: openTls(tls) }) });
  if (broker.exposesPassword) {
    const text = `MQTT: the password goes to ${broker} in clear, for anyone on the way to read: use mqtts:// if you can.`;
    log({ level: "warn", event: "password-in-clear", text });
  }
  return broker;
}
