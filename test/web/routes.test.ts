import type { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import type { WebEnv } from "../../src/web/refuse.ts";
import { bearer, closeAll, json, type Sent, TOKEN, webRig } from "./rig.ts";

afterEach(closeAll);

/** What a route refuses, beside a wrong Host, which every route does: by status. */
interface Row {
  readonly good: Sent;
  readonly refuses: Readonly<Record<string, readonly [Sent, status: number]>>;
}
const ROUTES: Readonly<Record<string, Row>> = rows();

function rows(): Record<string, Row> {
  const foreign = { origin: "http://evil.example" };
  const posted = (path: string, body: string, accepted: boolean) => {
    const good: Sent = { method: "POST", path, headers: { ...json, ...(accepted ? bearer : {}) }, body };
    const withHeaders = (headers: Sent["headers"]): Sent => ({
      ...good,
      headers: { ...good.headers, ...headers },
    });
    const refuses: Record<string, [Sent, number]> = {
      "a foreign Origin": [withHeaders(foreign), 403],
      "the Origin of another port": [withHeaders({ origin: "http://127.0.0.1:1" }), 403],
      "a page of another site": [withHeaders({ "sec-fetch-site": "same-site" }), 403],
      "a body that is not JSON by its type": [withHeaders({ "content-type": "text/plain" }), 415],
      "a body without length": [withHeaders({ "transfer-encoding": "chunked" }), 411],
      "1 MiB": [{ ...good, body: " ".repeat(1024 * 1024) }, 413],
      "GET in its place": [{ ...good, method: "GET", body: "" }, accepted ? 404 : 401],
    };
    if (accepted) {
      refuses["nobody's token"] = [{ ...good, headers: json }, 401];
      refuses["another's token"] = [withHeaders({ authorization: "Bearer another" }), 401];
      refuses["a made-up cookie"] = [{ ...good, headers: { ...json, cookie: "plugbench-1=x" } }, 401];
    }
    return { good, refuses };
  };
  const events: Sent = { path: "/api/events", headers: bearer };
  return {
    "POST /api/session": {
      good: posted("/api/session", JSON.stringify({ token: TOKEN }), false).good,
      refuses: {
        ...posted("/api/session", JSON.stringify({ token: TOKEN }), false).refuses,
        "a wrong token": [posted("/api/session", '{"token":"wrong"}', false).good, 401],
        "a token beside something": [posted("/api/session", `{"token":"${TOKEN}","x":1}`, false).good, 401],
        "what is no JSON": [posted("/api/session", "{", false).good, 401],
      },
    },
    "GET /api/events": {
      good: events,
      refuses: {
        "nobody's token": [{ path: "/api/events" }, 401],
        "another's token": [{ path: "/api/events", headers: { authorization: "Bearer x" } }, 401],
        "the token in the address": [{ path: `/api/events?token=${TOKEN}` }, 401],
        "a foreign Origin": [{ ...events, headers: { ...bearer, ...foreign } }, 403],
        "an image in a foreign page": [
          { ...events, headers: { ...bearer, "sec-fetch-site": "cross-site" } },
          403,
        ],
        HEAD: [{ ...events, method: "HEAD" }, 405],
      },
    },
    "POST /api/ask": posted("/api/ask", '{"do":"state"}', true),
    "POST /api/clock": posted("/api/clock", "{}", true),
    "GET /*": {
      good: { path: "/" },
      refuses: {
        "a path that is no file of the page": [{ path: "/package.json" }, 404],
        "another method": [{ method: "DELETE", path: "/" }, 404],
      },
    },
  };
}

async function served() {
  let app: Hono<WebEnv> | undefined;
  const rig = await webRig({ more: (whole) => void (app = whole) });
  const handlers = app!.routes.filter(({ method }) => method !== "ALL");
  return { ...rig, routes: new Set(handlers.map(({ method, path }) => `${method} ${path}`)) };
}

describe("every route", () => {
  it("has a row here", async () => {
    const { routes } = await served();
    expect([...routes].sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it.each(Object.entries(ROUTES))("%s answers what is right", async (name, { good }) => {
    const rig = await served();
    if (name === "GET /api/events") {
      const reader = await rig.listen();
      expect([reader.status, reader.response.headers["content-type"]]).toEqual([200, "text/event-stream"]);
      return;
    }
    expect((await rig.send(good)).status).toBe(name === "POST /api/session" ? 204 : 200);
  });

  it.each(
    Object.entries(ROUTES).flatMap(([name, { refuses }]) =>
      Object.entries(refuses).map(([what, [sent, status]]) => [name, what, sent, status] as const),
    ),
  )("%s refuses %s", async (_name, _what, sent, status) => {
    const rig = await served();
    const got = await rig.send(sent);
    expect(got.status).toBe(status);
    expect(got.headers["set-cookie"]).toBeUndefined();
    if (sent.method !== "HEAD") expect(JSON.parse(got.text)).toMatchObject({ ok: false, message: /\w/ });
  });

  it.each(Object.entries(ROUTES))("%s refuses a name that was made to lead here", async (_name, { good }) => {
    const rig = await served();
    const { port } = rig;
    const names = [
      `evil.example:${port}`,
      "127.0.0.1",
      `127.0.0.1:${port + 1}`,
      `localhost.evil.example:${port}`,
    ];
    for (const host of names) {
      const got = await rig.send({ ...good, headers: { ...good.headers, host } });
      expect([host, got.status]).toEqual([host, 403]);
    }
  });

  it.each(["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])("answers as %s", async (name) => {
    const { send, port } = await served();
    expect((await send({ headers: { host: `${name}:${port}` } })).status).toBe(200);
  });

  it("comes with headers that let nothing run, load or frame it but itself", async () => {
    const { send } = await served();
    for (const path of ["/", "/none", "/api/events", "/api/none"]) {
      const { headers } = await send({ path });
      expect(headers).toMatchObject({
        "content-security-policy":
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
        "cross-origin-resource-policy": "same-origin",
      });
      expect(headers).not.toHaveProperty("access-control-allow-origin");
    }
  });
});
