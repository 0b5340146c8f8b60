import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";

/** An Ed25519 key pair as it is kept: the two halves in base64url, 43 characters each, as in a JSON Web Key. */
export interface MakerKey {
  readonly public: string;
  readonly private: string;
}

const HALF = /^[A-Za-z0-9_-]{43}$/;
const CURVE = { kty: "OKP", crv: "Ed25519" } as const;

export function newMakerKey(): MakerKey {
  const { x = "", d = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  return { public: x, private: d };
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
  if (createPublicKey(key).export({ format: "jwk" }).x !== x) throw new Error("no key pair");
  return key;
}
