import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Address } from "./broker.ts";
import type { Tls } from "./tls.ts";

/** A new socket to a broker, in plain TCP without `tls`. */
export function dial({ host, port }: Address, tls?: Tls): Socket {
  // Without noDelay a command at QoS 1 waits some 40 ms for a delayed acknowledgement of TCP.
  const options = { host, port, noDelay: true };
  if (tls === undefined) return connect(options);
  return connectTls({
    ...options,
    secureContext: tls.context,
    // Always, and no option of ours turns it off: named here, it also outweighs NODE_TLS_REJECT_UNAUTHORIZED=0.
    rejectUnauthorized: true,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  }).setNoDelay(true);
}
