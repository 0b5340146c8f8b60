import type { Broker } from "./broker.ts";
import { refusalOf } from "./refusals.ts";
import { tlsProblemOf } from "./tls-problem.ts";

/** Why a connection ended or never began. `kind` tells apart what a person has to do about it. */
export interface Problem {
  readonly kind: string;
  readonly text: string;
}

/** What the library or the system reports; a number is a reason code of the broker. */
export interface Failure {
  readonly code?: string | number;
  readonly message: string;
  /** The server that the broker names in its place. */
  readonly reference?: string;
  /** The broker's, when its name is the wrong one. */
  readonly cert?: { readonly subjectaltname?: string; readonly subject?: { readonly CN?: string } };
}

/** With whom it went wrong. */
export interface Counterpart extends Pick<Broker, "address" | "files"> {
  /** It has taken a connection before, so address, port and scheme are right. */
  readonly hasAnswered: boolean;
  /** This very connection was up. */
  readonly wasUp?: boolean;
}

/** CONNACK codes of MQTT 5 and, below 6, of 3.1.1. Mosquitto calls a wrong password "not authorized" too. */
const BAD_CREDENTIALS = [4, 5, 134, 135];
const BAD_VERSION = [1, 132];
const NOT_AUTHORIZED = 135;

const AWAY: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "this host name is not known",
  EAI_AGAIN: "the host name cannot be looked up now",
  ETIMEDOUT: "the host does not answer",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ECONNRESET: "the connection was reset",
  EPIPE: "the connection was closed",
};

/** Whether the broker said that it does not speak this version of MQTT. */
export const refusesVersion = (error: Failure | undefined): boolean =>
  BAD_VERSION.includes(error?.code as number);

/** Why the broker does not take a topic. */
export const refusalText = ({ code, message }: Failure): string =>
  code === NOT_AUTHORIZED
    ? "the user that the plug is there may not use it: allow it in the broker's access control list"
    : message;

/** What went wrong, for the log. `undefined`: the connection was closed without a word. */
export function problemOf(failure: Failure | undefined, broker: Counterpart): Problem {
  const { code, message } = failure ?? { message: "" };
  if (failure === undefined) return closed("the broker closed the connection", broker);
  if (code === "ECONNRESET" || code === "EPIPE") return closed(awayText(code), broker);
  if (typeof code === "number") return refusal(code, failure, broker);
  if (message === "connack timeout" || message === "Keepalive timeout")
    return { kind: "away", text: "the broker does not answer" };
  if (code !== undefined && code in AWAY) return { kind: "away", text: awayText(code) };
  const problem = tlsProblemOf(failure, broker);
  if (problem !== null) return problem;
  if (code !== undefined) return { kind: "refused", text: `${message} (${code})` };
  const whose = broker.hasAnswered
    ? "the broker sends what is no MQTT"
    : "what answers there does not speak MQTT";
  return { kind: "refused", text: `${whose} (${message})` };
}

const awayText = (code: string): string => `${AWAY[code]} (${code})`;

/** Mosquitto's answer to TLS on a plain port and to plain MQTT on one with TLS: it closes, without a word. */
function closed(what: string, { address, hasAnswered, wasUp = false }: Counterpart): Problem {
  if (wasUp) return { kind: "away", text: what };
  if (hasAnswered) return { kind: "away", text: `${what} before a word was said: it may be full` };
  const { port, tls } = address;
  const other = tls ? "is one without TLS, write mqtt://" : "is one with TLS, write mqtts://";
  return {
    kind: "closed",
    text: `${what} before a word was said: if port ${port} ${other}; else it may be full`,
  };
}

function refusal(code: number, failure: Failure, { files }: Counterpart): Problem {
  if (!BAD_CREDENTIALS.includes(code)) return refusalOf(code, failure);
  const who =
    files.certificate === undefined
      ? ""
      : `, or let in the name (CN) of the certificate ${files.certificate}`;
  return {
    kind: "credentials",
    text: `the broker refuses the user name or password: set PLUGBENCH_MQTT_USERNAME, and PLUGBENCH_MQTT_PASSWORD or PLUGBENCH_MQTT_PASSWORD_FILE${who}`,
  };
}
