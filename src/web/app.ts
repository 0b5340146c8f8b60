import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import * as v from "valibot";
import { headers, oneByOne, onlyAs, sameOrigin, smallJson, withKey } from "./guards.ts";
import { cookieName, type Key } from "./key.ts";
import { encodingFor, type PageFile, type PageFiles } from "./page-files.ts";
import { refuse, type WebContext, type WebEnv } from "./refuse.ts";

export interface AppOptions {
  readonly key: Key;
  readonly port: number;
  /** Every name and port by which it may be called, in small letters. */
  readonly hosts: ReadonlySet<string>;
  readonly files: PageFiles;
  readonly failed: (error: Error) => void;
  /** Adds what is served below /api, and beside it; called once all guards stand. */
  readonly serve: (app: Hono<WebEnv>) => void;
}

const session = v.strictObject({ token: v.pipe(v.string(), v.maxLength(128)) });

/** A year; the cookie ends with the token. */
const COOKIE_AGE = 365 * 24 * 3600;

/** The bench page and what it asks; every way in but the page's own files needs the key. */
export function webApp({ key, port, hosts, files, failed, serve }: AppOptions): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.use(headers, onlyAs(hosts), oneByOne);
  app.use("/api/*", sameOrigin);
  app.post("/api/session", smallJson, async (c) => {
    const given = v.safeParse(session, await c.req.json().catch(() => undefined));
    if (!given.success || !key.isToken(given.output.token))
      return refuse(
        c,
        401,
        "no_key",
        "the token is another: open the address that plugbench ctl page prints",
      );
    setCookie(c, cookieName(port), key.cookie, {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      maxAge: COOKIE_AGE,
    });
    return c.body(null, 204);
  });
  app.use("/api/*", withKey(key, port));
  serve(app);
  app.get("*", (c): Response | Promise<Response> => {
    const file = files.get(c.req.path);
    if (file !== undefined) return sendFile(c, file);
    if (c.req.path !== "/" || files.has("/")) return refuse(c, 404, "not_found", "there is no such page");
    const text =
      "The bench page was not built. Run npm run build in plugbench's folder, and start plugbench again.\n";
    return c.text(text, 503);
  });
  app.notFound((c) => refuse(c, 404, "not_found", "there is nothing to ask here"));
  app.onError((error, c) => {
    // Who went away in the middle of a request is no failure of ours, and must not fill the log.
    const { complete, destroyed } = c.env.incoming;
    if (complete || !destroyed) failed(error);
    return refuse(c, 500, "failed", "this server failed at it");
  });
  return app;
}

async function sendFile(c: WebContext, file: PageFile): Promise<Response> {
  c.header("etag", file.tag);
  c.header("vary", "accept-encoding");
  c.header("cache-control", file.isFinal ? "public, max-age=31536000, immutable" : "no-cache");
  if (c.req.header("if-none-match") === file.tag) return c.body(null, 304);
  const encoding = encodingFor(c.req.header("accept-encoding"));
  if (encoding !== "identity") c.header("content-encoding", encoding);
  c.header("content-type", file.type);
  return c.body(await file.as(encoding));
}
