import type { Identity } from "../link/dialect.ts";

/** The topic that all devices of this kind hear. */
export const GROUP_TOPIC = "tasmotas";

/** What a plug is called, in Tasmota's default full topic `%prefix%/%topic%/`. */
export interface Names {
  /** Of its topics; its host name and friendly name too. */
  readonly topic: string;
  /** 12 hex digits, upper case: a locally administered unicast address, so that it can be nobody's real one. */
  readonly mac: string;
  /** Of the connection, and the topic at which it is heard whatever its own one is. */
  readonly clientId: string;
  readonly fallbackTopic: string;
}

export function namesOf({ id, serial }: Identity): Names {
  const firstOctet = (Number.parseInt(serial.slice(0, 2), 16) & 0b1111_1100) | 0b10;
  const mac = (firstOctet.toString(16).padStart(2, "0") + serial.slice(2)).toUpperCase();
  const clientId = `DVES_${mac.slice(-6)}`;
  return { topic: id, mac, clientId, fallbackTopic: `${clientId}_fb` };
}

export const macWithColons = (mac: string): string => mac.match(/../g)!.join(":");
