import { BlockList, isIP, type Socket } from "node:net";
import type { Credentials } from "./credentials.ts";
import { dial } from "./dial.ts";
import type { Tls } from "./tls.ts";

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** MQTT 3.1.1 and MQTT 5, as the protocol numbers them. */
export type ProtocolVersion = 4 | 5;

export interface BrokerOptions {
  readonly credentials?: Credentials;
  /** For an address with TLS, and only for one. */
  readonly tls?: Tls;
  readonly version?: ProtocolVersion;
}

/** A broker to talk to, and what it turned out to understand. Printing it shows neither password nor key. */
export class Broker {
  readonly address: Address;
  /** 5 until the broker refuses it. */
  version: ProtocolVersion;
  readonly #credentials: Credentials;
  readonly #tls: Tls | undefined;

  constructor(address: Address, { credentials = {}, tls, version = 5 }: BrokerOptions = {}) {
    if (address.tls !== (tls !== undefined)) throw new Error("TLS goes with an mqtts:// address");
    this.address = address;
    this.version = version;
    this.#credentials = credentials;
    this.#tls = tls;
  }

  credentials(): Credentials {
    return this.#credentials;
  }

  /** The files that TLS was given, by their paths. */
  get files(): Pick<Tls, "ca" | "certificate"> {
    return this.#tls ?? {};
  }

  dial(): Socket {
    return dial(this.address, this.#tls);
  }

  /** Whether a password goes over the network in clear. */
  get exposesPassword(): boolean {
    const { tls, host } = this.address;
    return this.#credentials.password !== undefined && !tls && !isLoopback(host);
  }

  toString(): string {
    const { host, port, tls } = this.address;
    return `${tls ? "mqtts" : "mqtt"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
  }
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8);
LOOPBACK.addAddress("::1", "ipv6");

/** A name that only looks like such an address, 127.0.0.1.example, is none. */
function isLoopback(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return host.toLowerCase() === "localhost";
  return LOOPBACK.check(host, family === 6 ? "ipv6" : "ipv4");
}
