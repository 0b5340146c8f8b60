import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Who has the token, or the cookie that it was exchanged for, may look and ask. */
export class Key {
  /** The same after a restart, so that a page that stays open goes on; it tells nobody the token. */
  readonly cookie: string;
  readonly #token: Buffer;
  readonly #cookie: Buffer;

  constructor(token: string) {
    this.cookie = digest(`plugbench page cookie ${token}`).toString("base64url");
    this.#token = digest(token);
    this.#cookie = digest(this.cookie);
  }

  // Digests are compared, so that neither time nor length tells how much of a guess was right.
  isToken = (given: string): boolean => timingSafeEqual(digest(given), this.#token);
  isCookie = (given: string): boolean => timingSafeEqual(digest(given), this.#cookie);
}

/** Browsers keep cookies by host without the port: two plugs on one computer need two names. */
export const cookieName = (port: number): string => `plugbench-${port}`;
