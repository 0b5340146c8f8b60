import type { Credentials } from "./credentials.ts";

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** MQTT 3.1.1 and MQTT 5, as the protocol numbers them. */
export type ProtocolVersion = 4 | 5;

/** A broker to talk to, and what it turned out to understand. Printing it never shows the password. */
export class Broker {
  readonly address: Address;
  /** 5 until the broker refuses it. */
  version: ProtocolVersion;
  readonly #credentials: Credentials;

  constructor(address: Address, options: { credentials?: Credentials; version?: ProtocolVersion } = {}) {
    this.address = address;
    this.version = options.version ?? 5;
    this.#credentials = options.credentials ?? {};
  }

  credentials(): Credentials {
    return this.#credentials;
  }

  /** Whether a password goes over the network in clear. */
  get exposesPassword(): boolean {
    const { tls, host } = this.address;
    const loopback = host === "localhost" || host === "::1" || /^127\./.test(host);
    return this.#credentials.password !== undefined && !tls && !loopback;
  }

  toString(): string {
    const { host, port, tls } = this.address;
    return `${tls ? "mqtts" : "mqtt"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
  }
}
