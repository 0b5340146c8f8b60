import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import { cookieName, type Key } from "./key.ts";
import { refuse, type WebContext, type WebEnv } from "./refuse.ts";

type Guard = MiddlewareHandler<WebEnv>;

/** Bytes; the longest request there is has a tenth of it. */
export const LARGEST_BODY = 16 * 1024;

const SELF = ["'self'"];
const NONE = ["'none'"];

/** Nothing but what this server itself has may run, load or be asked; nobody may frame it. */
export const headers: Guard = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: NONE,
    scriptSrc: SELF,
    styleSrc: SELF,
    imgSrc: ["'self'", "data:"],
    connectSrc: SELF,
    baseUri: NONE,
    formAction: NONE,
    frameAncestors: NONE,
  },
  xFrameOptions: "DENY",
  // Said over plain HTTP it has no effect.
  strictTransportSecurity: false,
});

/** A name of somebody else's that was made to lead here (DNS rebinding) gets nothing. `hosts`: each with its port. */
export const onlyAs =
  (hosts: ReadonlySet<string>): Guard =>
  async (c, next) => {
    if (hosts.has(c.req.header("host")?.toLowerCase() ?? "")) return next();
    return refuse(c, 403, "wrong_host", "this server goes by other names: use the address that run printed");
  };

/**
 * No browser sends a request before the answer to the one before it; who leaves such a one behind cannot be noticed, for its
 * response has no connection yet, and so it would wait for days.
 */
export const oneByOne: Guard = async (c, next) => {
  if (c.env.outgoing.socket !== null) return next();
  return refuse(c, 400, "bad_value", "wait for each answer before the next request on a connection");
};

/** Pages of other servers may not ask, nor look. */
export const sameOrigin: Guard = async (c, next) => {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site") ?? "none";
  const isOurs = origin === undefined || origin === `http://${c.req.header("host")?.toLowerCase()}`;
  if (isOurs && ["same-origin", "none"].includes(site)) return next();
  return refuse(c, 403, "wrong_origin", "only the page of this server may ask");
};

/** Lets the token through, and the cookie; whoever changes something with a cookie has to say where it comes from. */
export const withKey =
  (key: Key, port: number): Guard =>
  async (c, next) => {
    const bearer = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    if (bearer !== undefined && key.isToken(bearer)) return next();
    const cookie = getCookie(c, cookieName(port));
    if (cookie === undefined || !key.isCookie(cookie))
      return refuse(
        c,
        401,
        "no_key",
        "open the whole address that run printed: plugbench ctl page prints it",
      );
    if (c.req.method === "GET" || c.req.header("origin") !== undefined) return next();
    return refuse(c, 403, "wrong_origin", "a request with a cookie must say which page it comes from");
  };

const limit = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: (c) =>
    refuse(c as WebContext, 413, "too_large", `a request is at most ${LARGEST_BODY / 1024} KiB`),
});

/** A body of known, small size that says it is JSON: a foreign page cannot send that without being asked first. */
export const smallJson: Guard = async (c, next) => {
  if (c.req.header("transfer-encoding") !== undefined || c.req.header("content-length") === undefined)
    return refuse(c, 411, "bad_value", "a request says how long it is");
  if (!/^application\/json(;|$)/i.test(c.req.header("content-type") ?? ""))
    return refuse(c, 415, "bad_json", "a request is JSON: content-type application/json");
  return limit(c, next);
};
