import type { Failure, Problem } from "./problem.ts";

/**
 * Why a broker refuses or ends a connection, and what to do about it, by the reason codes of CONNACK and DISCONNECT in
 * MQTT 5 (2.4) and, below 6, the return codes of MQTT 3.1.1 (3.2.2.3). Those for bad credentials are told elsewhere.
 */
const TEXTS: Readonly<Record<number, string>> = {
  1: "the broker speaks neither MQTT 5 nor 3.1.1: update it, or name another one by --mqtt",
  2: "the broker does not take the client id: give another one by --id",
  3: "the broker says that its service is not there: look into its log",
  128: "the broker refuses, and does not say why: look into its log",
  129: "the broker cannot read what the plug sent: look into its log",
  130: "the broker finds the plug against the protocol: look into its log",
  131: "the broker does not accept what the plug sent, for a reason of its own: look into its log",
  132: "the broker speaks neither MQTT 5 nor 3.1.1: update it, or name another one by --mqtt",
  133: "the broker does not take the client id: give another one by --id",
  136: "the broker says that its service is not there: look into its log",
  137: "the broker is busy: it may have too many clients",
  138: "the broker has banned this plug: have the ban lifted where the broker is run",
  139: "the broker is shutting down",
  140: "the broker wants an authentication that the plug does not have: allow user name and password, or a certificate",
  141: "the broker has heard nothing of the plug for too long: the network may lose packets",
  143: "the broker does not take the topics that the plug wants to hear: allow them in its configuration",
  144: "the broker does not take the plug's topics: allow them in its configuration",
  147: "the broker finds that the plug sends too many messages at once",
  148: "the broker finds a topic alias where the plug sends none: look into its log",
  149: "the broker finds a packet too large: raise its limit",
  150: "the broker finds that messages come too fast: raise its limit",
  151: "the broker's quota is used up: free some, or raise it",
  152: "somebody who runs the broker has ended the connection",
  153: "the broker finds a payload that is not of the announced format: look into its log",
  154: "the broker keeps no retained messages, without which nobody sees the plug: allow them",
  155: "the broker does not take messages at QoS 1: allow them",
  156: "the broker wants the plug to use another one for now",
  157: "the broker has moved",
  158: "the broker finds a shared subscription where the plug has none: look into its log",
  159: "the broker has seen too many connections at once, of all its clients: raise its limit",
  160: "the broker lets no connection last longer",
  161: "the broker finds a subscription identifier where the plug sends none: look into its log",
  162: "the broker allows no wildcards, without which the plug hears no command: allow them",
};

/** One of those codes, with what the broker says of it in its own words. */
export function refusalOf(code: number, { message, reference }: Failure): Problem {
  const text = TEXTS[code] ?? "the broker refuses";
  const where = reference === undefined ? "" : `: it names ${reference}, for --mqtt`;
  const own = message === "" ? "" : `, "${message}"`;
  return { kind: `code-${code}`, text: `${text}${where} (code ${code}${own})` };
}
