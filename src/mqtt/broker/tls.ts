import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { UsageError } from "../../usage-error.ts";

/** A file as it was read; the path is for messages. */
export interface PemFile {
  readonly path: string;
  readonly content: Buffer;
}

export interface TlsFiles {
  /** Of the authority that signed the broker's certificate. Without it those count that Node trusts, with it no other. */
  readonly ca?: PemFile;
  /** What the plug shows to a broker that asks who it is. */
  readonly client?: { readonly certificate: PemFile; readonly key: PemFile };
}

/** What TLS connections are made with. Printing it never shows the key, which OpenSSL alone holds. */
export interface Tls {
  readonly context: SecureContext;
  /** Paths, for messages. */
  readonly ca?: string;
  readonly certificate?: string;
}

/** @throws UsageError that names the file which cannot be used */
export function openTls({ ca, client }: TlsFiles = {}): Tls {
  const authorities = ca && certificatesIn(ca).map((certificate) => certificate.toString());
  if (client !== undefined) checkPair(client.certificate, client.key);
  try {
    const context = createSecureContext({
      minVersion: "TLSv1.2",
      ...(authorities && { ca: authorities }),
      ...(client && { cert: client.certificate.content, key: client.key.content }),
    });
    return {
      context,
      ...(ca && { ca: ca.path }),
      ...(client && { certificate: client.certificate.path }),
    };
  } catch (error) {
    throw new UsageError(
      `${client?.certificate.path ?? ca?.path} cannot be used for TLS (${codeOf(error)}): have it made anew, with a key of today's length.`,
    );
  }
}

/** One at least. */
function certificatesIn({ path, content }: PemFile): readonly X509Certificate[] {
  const text = content.toString("latin1");
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  if (found === null) {
    const next = text.includes("PRIVATE KEY-----")
      ? "it is a key, which belongs to --mqtt-key"
      : "if it is one in another form, convert it with openssl x509 -in FILE -out FILE.pem";
    throw new UsageError(`${path} is no certificate in PEM form: ${next}.`);
  }
  return found.map((pem) => {
    try {
      return new X509Certificate(pem);
    } catch (error) {
      throw new UsageError(
        `${path} holds a certificate that cannot be read (${codeOf(error)}): copy it here again, or have it made anew.`,
      );
    }
  });
}

function checkPair(certificate: PemFile, key: PemFile): void {
  // The first is the plug's own; those that may follow lead up to its authority.
  const [own] = certificatesIn(certificate);
  if (!own!.checkPrivateKey(keyIn(key)))
    throw new UsageError(
      `the key in ${key.path} does not belong to the certificate in ${certificate.path}: give the two that were made together.`,
    );
}

function keyIn({ path, content }: PemFile): KeyObject {
  const text = content.toString("latin1");
  if (!text.includes("PRIVATE KEY-----")) {
    const next = text.includes("BEGIN CERTIFICATE")
      ? "it is a certificate, which belongs to --mqtt-cert or --mqtt-ca"
      : "if it is one in another form, convert it with openssl pkey -in FILE -out FILE.pem";
    throw new UsageError(`${path} is no private key in PEM form: ${next}.`);
  }
  try {
    return createPrivateKey(content);
  } catch (error) {
    // Nobody could type a passphrase when the plug starts by itself.
    const next = /ENCRYPTED/.test(text)
      ? "it is protected by a passphrase: write a copy without one, openssl pkey -in FILE -out COPY, and let nobody else read it"
      : "copy it here again, or have it made anew together with its certificate";
    throw new UsageError(`the key in ${path} cannot be read (${codeOf(error)}): ${next}.`);
  }
}

/** The library's messages are not repeated: a key could be in them. */
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "unknown";
