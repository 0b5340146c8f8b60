/** Why a connection ended or never began. `kind` tells apart what a person has to do about it. */
export interface Problem {
  readonly kind: "away" | "credentials" | "certificate" | "refused";
  readonly text: string;
}

/** CONNACK codes of MQTT 5 and, below 6, of 3.1.1. */
const BAD_CREDENTIALS = [4, 5, 134, 135];
const BAD_VERSION = [1, 132];

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

/** What the library or the system reports; a number is a reason code of the broker. */
export interface Failure {
  readonly code?: string | number;
  readonly message: string;
}

/** Whether the broker said that it does not speak this version of MQTT. */
export const refusesVersion = (error: Failure | undefined): boolean =>
  BAD_VERSION.includes(error?.code as number);

/** What went wrong, for the log. `undefined`: the connection was closed without a word. */
export function problemOf(error: Failure | undefined): Problem {
  if (error === undefined) return { kind: "away", text: "the broker closed the connection" };
  const { code, message } = error;
  if (typeof code === "number") {
    return BAD_CREDENTIALS.includes(code)
      ? {
          kind: "credentials",
          text: "the broker refuses the user name or password: set PLUGBENCH_MQTT_USERNAME and PLUGBENCH_MQTT_PASSWORD",
        }
      : { kind: "refused", text: `the broker refuses (code ${code}: ${message})` };
  }
  if (message === "connack timeout" || message === "Keepalive timeout") {
    return { kind: "away", text: "the broker does not answer" };
  }
  if (code !== undefined && code in AWAY) return { kind: "away", text: `${AWAY[code]} (${code})` };
  if (code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code)) {
    return {
      kind: "certificate",
      text: `the broker's certificate is not trusted (${code}): name its authority's file by NODE_EXTRA_CA_CERTS`,
    };
  }
  if (code !== undefined && /^(EPROTO|ERR_SSL|ERR_TLS)/.test(code)) {
    return { kind: "certificate", text: `no TLS with this port (${code}): mqtt:// if it is a plain one` };
  }
  if (code !== undefined) return { kind: "refused", text: `${message} (${code})` };
  return { kind: "refused", text: `what answers there does not speak MQTT (${message})` };
}
