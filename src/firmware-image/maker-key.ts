import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";

/** An Ed25519 key pair as it is kept: the two halves in base64url, 43 characters each, as in a JSON Web Key. */
export interface MakerKey {
  readonly public: string;
  readonly private: string;
}

const HALF = /^[A-Za-z0-9_-]{43}$/;
const CURVE = { kty: "OKP", crv: "Ed25519" } as const;

/** Both forms of an Ed25519 key in DER end in its 32 bytes (RFC 8410). */
const half = (der: Buffer): string => der.subarray(-32).toString("base64url");

/** Not exported as JWK: in Node 20 that waits for ever when memory is collected meanwhile. */
export function newMakerKey(): MakerKey {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519", {
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  return { public: half(publicKey), private: half(privateKey) };
}

/** @throws Error if the text is no public key */
export function publicKeyOf(text: string): KeyObject {
  if (!HALF.test(text)) throw new Error("no public key");
  return createPublicKey({ key: { ...CURVE, x: text }, format: "jwk" });
}

/** @throws Error if the pair is none; never repeats its private half */
export function privateKeyOf({ public: x, private: d }: MakerKey): KeyObject {
  if (!HALF.test(x) || !HALF.test(d)) throw new Error("no key pair");
  const key = createPrivateKey({ key: { ...CURVE, x, d }, format: "jwk" });
  if (half(createPublicKey(key).export({ type: "spki", format: "der" })) !== x)
    throw new Error("no key pair");
  return key;
}
