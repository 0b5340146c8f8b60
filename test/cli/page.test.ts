import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { planPage } from "../../src/cli/run/open-page.ts";
import { until } from "../support/until.ts";
import { benches } from "./ctl-bench.ts";
import { PlugProcess } from "./plug-process.ts";

const { bench, path, remove } = benches();
afterAll(remove);

/** A free port of this computer, and what keeps it from others until then. */
function takenPort(): Promise<{ readonly port: number; free(): void }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      resolve({ port, free: () => server.close() });
    });
  });
}

const plain = (state: string) => ["run", "--board", "virtual", "--mqtt", "off", "--state", join(path, state)];

describe("run with its page", () => {
  it("prints the address with its key to people, and the page works with it", async () => {
    const state = "people";
    const plug = new PlugProcess([...plain(state), "--id", "desk", "--page", "0"]);
    await plug.says("The plug can be set up now");
    const address = /Bench page: (\S+)/.exec(plug.out)![1]!;
    const [url = "", token = ""] = address.split("#");
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const file = join(path, state, "desk", "page-token");
    expect(readFileSync(file, "utf8")).toBe(`${token}\n`);
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const asked = await fetch(`${url}api/ask`, { method: "POST", headers, body: '{"do":"press"}' });
    expect(await asked.json()).toMatchObject({ ok: true });
    await plug.says("Button pressed");
    const stream = await fetch(`${url}api/events`, { headers });
    const [first = ""] = new TextDecoder().decode((await stream.body!.getReader().read()).value).split("\n");
    expect(first).toMatch(/^id: /);
    const { code, err } = await plug.stop();
    expect([code, err]).toEqual([0, ""]);
  });

  it("prints it to nobody in JSON and in the ready file; ctl page tells it", async () => {
    const plugs = bench("json");
    const ready = join(plugs.state, "ready.json");
    const plug = await plugs.run(["--id", "desk", "--page", "0", "--ready-file", ready], '"event":"page"');
    const { out } = await plugs.ctl("page");
    const token = readFileSync(join(plugs.state, "desk", "page-token"), "utf8").trim();
    const { address } = await plugs.ctlJson("page");
    expect(out).toBe(`${address}\n`);
    const entry = plug.out.split("\n").find((line) => line.includes('"event":"page"'))!;
    expect(address).toBe(`${JSON.parse(entry).url}#${token}`);
    await until("it is ready", () => existsSync(ready));
    expect(plugs.ready().page).toBe(JSON.parse(entry).url);
    expect(plug.out + plug.err + readFileSync(ready, "utf8")).not.toContain(token);
    const report = await plugs.ctl("report");
    expect(report.out).not.toContain(token);
  });

  it("ends with code 2 when the given port is another program's", async () => {
    const { port, free } = await takenPort();
    const { code, err } = await new PlugProcess([...plain("given"), "--page", `${port}`]).ended;
    free();
    expect(code).toBe(2);
    expect(err).toContain(`The bench page cannot be served at 127.0.0.1:${port} (EADDRINUSE)`);
    expect(err).toContain("--page PORT");
  });

  it("says loudly that it is open to the network, and only then", async () => {
    const open = new PlugProcess([...plain("open"), "--page", "0.0.0.0:0"]);
    await open.says("Bench page: ");
    expect(open.out).toMatch(/warning: The bench page is open to the whole network, over plain HTTP/);
    await open.stop();
    const own = new PlugProcess([...plain("own"), "--page", "localhost:0"]);
    await own.says("Bench page: ");
    expect(own.out).not.toContain("warning");
    await own.stop();
  });

  it("has none when it is off, and ctl page says so", async () => {
    const plugs = bench("off");
    const plug = await plugs.start("desk");
    expect(await plugs.ctl("page")).toMatchObject({ code: 1, err: expect.stringContaining("--page off") });
    expect(plug.out).not.toContain("Bench page");
  });
});

describe("where the page is served", () => {
  it.each([
    ["by default", {}, { host: "127.0.0.1", port: 8080, orNext: true }],
    [
      "at a given port",
      { page: { host: "127.0.0.1", port: 8123 } },
      { host: "127.0.0.1", port: 8123, orNext: false },
    ],
    ["to a class", { classroom: true }, { host: "0.0.0.0", port: 8080, orNext: true }],
    ["not at all", { page: null }, null],
  ])("%s", (_how, settings, plan) => {
    expect(planPage(settings)).toEqual(plan);
  });

  it("is refused for a class without a page", () => {
    expect(() => planPage({ page: null, classroom: true })).toThrow(/leave out one of the two/);
  });
});
