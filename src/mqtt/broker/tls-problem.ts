import type { Counterpart, Failure, Problem } from "./problem.ts";

/** Names in a stranger's certificate are cut to this many characters. */
const LONGEST = 200;

/** What is wrong with the broker's certificate, as Node checks it. */
const UNTRUSTED =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|INVALID_CA)$/;
const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED:
    ", or its authority's, has expired: have it made anew, or set this computer's clock if that is wrong",
  CERT_NOT_YET_VALID:
    ", or its authority's, is not valid yet: set this computer's clock if that is wrong, else have it made anew",
  INVALID_PURPOSE: " was not made for a server: have one made for it, with the extended key usage serverAuth",
};
const WRONG_NAME = "ERR_TLS_CERT_ALTNAME_INVALID";

/** What the broker says is wrong: TLS alerts by their numbers (RFC 8446 section 6, RFC 5246 section 7.2). */
const HANDSHAKE_FAILURE = 40;
const CERTIFICATE_EXPIRED = 45;
const PROTOCOL_VERSION = 70;
const CERTIFICATE_REQUIRED = 116;
/** Bad, unsupported, revoked, unknown; its authority unknown; refused; its signature wrong. */
const CERTIFICATE_REFUSED = [42, 43, 44, 46, 48, 49, 51];

/** What TLS found wrong; null when the failure has nothing to do with it. */
export function tlsProblemOf(failure: Failure, broker: Counterpart): Problem | null {
  const { code, message } = failure;
  if (typeof code !== "string") return null;
  // Under TLS 1.2 the code is EPROTO whatever the alert, under 1.3 it has a name; both tell the number.
  const alert = /SSL alert number (\d+)/.exec(message)?.[1];
  if (alert !== undefined) return alertProblem(Number(alert), broker);
  if (code === WRONG_NAME) return wrongName(failure, broker);
  const own = CERTIFICATE[code];
  if (own !== undefined) return { kind: code, text: `the broker's certificate${own}` };
  if (UNTRUSTED.test(code)) return untrusted(code, broker);
  if (/wrong version number|packet length too long|http request/.test(message))
    return {
      kind: "no-tls",
      text: `what answers there speaks no TLS (${code}): write mqtt:// if port ${broker.address.port} is one without`,
    };
  if (/unsupported protocol/.test(message)) return tooOld;
  if (/^(EPROTO|ERR_SSL|ERR_TLS)/.test(code))
    return { kind: "tls", text: `TLS fails (${reasonIn(failure)}): look into the broker's log for its side` };
  return null;
}

const tooOld: Problem = {
  kind: "tls-version",
  text: "the broker offers no TLS 1.2 or newer: allow that in its configuration, or update it",
};

function untrusted(code: string, { files }: Counterpart): Problem {
  const found =
    files.ca === undefined
      ? `no authority that this computer trusts has signed the broker's certificate (${code}): name the file of the one that has`
      : `the authority in ${files.ca} has not signed the broker's certificate (${code}): name the file of the one that has`;
  return { kind: "untrusted", text: `${found}, with --mqtt-ca FILE` };
}

function wrongName({ cert }: Failure, { address }: Counterpart): Problem {
  const names = cert?.subjectaltname?.replaceAll(/(DNS|IP Address):/g, "") ?? cert?.subject?.CN ?? "";
  const whose = names === "" ? "another name" : names.slice(0, LONGEST);
  return {
    kind: "wrong-name",
    text: `the broker's certificate is for ${whose}, not for ${address.host}: connect by a name that it has, or have one made for ${address.host}`,
  };
}

function alertProblem(alert: number, { files: { certificate } }: Counterpart): Problem {
  const gives = `(TLS alert ${alert})`;
  if (alert === PROTOCOL_VERSION) return tooOld;
  if (certificate === undefined) {
    // A broker with TLS 1.2 has no alert of its own for a certificate that is missing.
    const mayBeMissing = alert === HANDSHAKE_FAILURE || CERTIFICATE_REFUSED.includes(alert);
    if (alert === CERTIFICATE_REQUIRED || mayBeMissing)
      return {
        kind: "no-certificate",
        text: `the broker wants a certificate from the plug ${gives}: give one with --mqtt-cert FILE and its key with --mqtt-key FILE`,
      };
  } else if (alert === CERTIFICATE_EXPIRED) {
    return {
      kind: "own-expired",
      text: `the broker finds the plug's certificate ${certificate} expired ${gives}: have it made anew, or set the clocks if they are wrong`,
    };
  } else if (alert === CERTIFICATE_REQUIRED || CERTIFICATE_REFUSED.includes(alert)) {
    return {
      kind: "own-refused",
      text: `the broker does not accept the plug's certificate ${certificate} ${gives}: have it signed by the authority that the broker trusts`,
    };
  }
  return {
    kind: "tls",
    text: `the broker ends the TLS handshake ${gives}: look into its log for the reason`,
  };
}

/** OpenSSL's words, without the places in its source. */
const reasonIn = ({ message, code }: Failure): string =>
  /SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? `${code}`;
