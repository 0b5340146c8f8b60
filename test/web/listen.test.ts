import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { addressesOf, isLoopback } from "../../src/web/lan.ts";
import { closeAll, TOKEN, webRig } from "./rig.ts";

const taken: Server[] = [];
afterEach(async () => {
  for (const server of taken.splice(0)) server.close();
  await closeAll();
});

/** Somebody else's, on a port with a free one after it as likely as not. */
function take(port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      taken.push(server);
      resolve((server.address() as { port: number }).port);
    });
  });
}

describe("where the page is served", () => {
  it("is told with the token for the user, and without it for logs", async () => {
    const { web, port, log } = await webRig();
    expect(web).toMatchObject({
      url: `http://127.0.0.1:${port}/`,
      address: `http://127.0.0.1:${port}/#${TOKEN}`,
      isLocal: true,
    });
    expect(log).toEqual([]);
  });

  it("is the next free port when another will do", async () => {
    const port = await take();
    const rig = await webRig({ listen: { host: "127.0.0.1", port, orNext: true } });
    expect(rig.port).toBeGreaterThan(port);
    expect((await rig.send({})).status).toBe(200);
  });

  it("is never another than the given one", async () => {
    const port = await take();
    await expect(webRig({ listen: { host: "127.0.0.1", port, orNext: false } })).rejects.toMatchObject({
      name: "UsageError",
      message: `The bench page cannot be served at 127.0.0.1:${port} (EADDRINUSE): another program has that port: choose another with --page PORT.`,
    });
  });

  it.each([
    ["192.0.2.1", "this computer has no such address"],
    ["no-such-host.invalid", "(E"],
  ])("is not %s", async (host, why) => {
    const listen = { host, port: 0, orNext: false };
    await expect(webRig({ listen })).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringContaining(why),
    });
  });

  it("is called by every address of this computer when it is open to the network", async () => {
    const { web, port, send } = await webRig({
      listen: { host: "0.0.0.0", port: 0, orNext: false },
      allowedHosts: ["Desk.local"],
    });
    expect(web.isLocal).toBe(false);
    const here = addressesOf("0.0.0.0");
    const [first] = here;
    if (first !== undefined) expect(web.url).toContain(first);
    expect(here.filter((each) => each.includes(":"))).toEqual([]);
    for (const name of [...here, "desk.local"])
      expect((await send({ headers: { host: `${name}:${port}` } })).status).toBe(200);
    expect((await send({ headers: { host: `other.local:${port}` } })).status).toBe(403);
  });
});

describe("an address", () => {
  it.each([
    ["127.0.0.1", true],
    ["127.8.8.8", true],
    ["::1", true],
    ["localhost", true],
    ["LocalHost", true],
    ["0.0.0.0", false],
    ["::", false],
    ["192.168.1.7", false],
    ["localhost.example", false],
  ])("%s: of this computer alone %s", (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });

  it("that is one is where one comes to; every one is those of this computer in its networks", () => {
    expect(addressesOf("desk.local")).toEqual(["desk.local"]);
    for (const host of ["0.0.0.0", "::"]) expect(addressesOf(host)).not.toContain(host);
    expect(addressesOf("::")).toEqual(expect.arrayContaining([...addressesOf("0.0.0.0")]));
  });
});
