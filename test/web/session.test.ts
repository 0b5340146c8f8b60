import { afterEach, describe, expect, it } from "vitest";
import { closeAll, exchange, json, TOKEN, type WebRig, webRig } from "./rig.ts";

afterEach(closeAll);

const own = ({ port }: WebRig) => ({ origin: `http://127.0.0.1:${port}` });

/** What a browser sends from then on. */
async function cookieOf(rig: WebRig): Promise<string> {
  const body = JSON.stringify({ token: TOKEN });
  const { headers } = await rig.send({
    method: "POST",
    path: "/api/session",
    headers: { ...json, ...own(rig) },
    body,
  });
  return headers["set-cookie"]![0]!.split(";")[0]!;
}

describe("the session", () => {
  it("is a cookie of this port that no script and no other site can use, and that does not tell the token", async () => {
    const rig = await webRig();
    const body = JSON.stringify({ token: TOKEN });
    const got = await rig.send({ method: "POST", path: "/api/session", headers: json, body });
    expect(got.status).toBe(204);
    const [cookie = "", ...more] = got.headers["set-cookie"] ?? [];
    expect(more).toEqual([]);
    expect(cookie).toMatch(new RegExp(`^plugbench-${rig.port}=[A-Za-z0-9_-]{43}; `));
    expect(cookie.split("; ").slice(1).sort()).toEqual([
      "HttpOnly",
      "Max-Age=31536000",
      "Path=/",
      "SameSite=Strict",
    ]);
    expect(cookie).not.toContain(TOKEN);
  });

  it("lets look with the cookie alone, and ask only from this server's own page", async () => {
    const rig = await webRig();
    const cookie = await cookieOf(rig);
    const reader = await rig.listen({ authorization: "", cookie });
    expect(reader.status).toBe(200);
    const ask = (headers: object) =>
      rig.send({ method: "POST", path: "/api/clock", headers: { ...json, cookie, ...headers }, body: "{}" });
    expect((await ask(own(rig))).status).toBe(200);
    expect((await ask({})).status).toBe(403);
    expect((await ask({ origin: "null" })).status).toBe(403);
    expect((await ask({ origin: `http://localhost:${rig.port}` })).status).toBe(403);
  });

  it("outlives a restart, and ends with another token", async () => {
    const first = await webRig();
    const cookie = await cookieOf(first);
    const { port } = first;
    await closeAll();
    const listen = { host: "127.0.0.1", port, orNext: false };
    const again = await webRig({ listen });
    const ask = {
      method: "POST",
      path: "/api/clock",
      headers: { ...json, ...own(again), cookie },
      body: "{}",
    };
    expect((await exchange(port, ask)).status).toBe(200);
    await closeAll();
    await webRig({ listen, token: "an0ther-an0ther-an0the" });
    expect((await exchange(port, ask)).status).toBe(401);
  });

  it("of another plug on this computer is another", async () => {
    const [desk, shelf] = [await webRig(), await webRig()];
    const cookie = await cookieOf(desk);
    const ask = {
      method: "POST",
      path: "/api/clock",
      headers: { ...json, ...own(shelf), cookie },
      body: "{}",
    };
    expect((await shelf.send(ask)).status).toBe(401);
  });
});
