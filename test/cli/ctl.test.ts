import { readdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benches } from "./ctl-bench.ts";
import { PlugProcess } from "./plug-process.ts";

const place = benches();
afterAll(place.remove);

/** What the running plug answers to bytes that no `ctl` of ours would send. */
function sends(control: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(control);
    socket.on("data", (data) => {
      answer += String(data);
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
    socket.write(bytes);
  });
}

describe("ctl", () => {
  const bench = place.bench("quick");
  const { ctl, ctlJson } = bench;
  beforeAll(async () => {
    await bench.start("desk");
  });

  it("prints the state for people and for programs", async () => {
    const { out } = await ctl("state");
    expect(out).toMatch(/^lifecycle +set-up$/m);
    expect(out).toMatch(/^LED +blinking blue$/m);
    expect(await ctlJson("state")).toMatchObject({
      exit: 0,
      ok: true,
      plug: { id: "desk", board: "virtual" },
      board: "online",
      lifecycle: "setup",
      relay: { closed: false },
    });
  });

  it("switches the outlet", async () => {
    expect(await ctl("on")).toMatchObject({ code: 0, out: "The outlet is on.\n" });
    expect(await ctl("toggle")).toMatchObject({ code: 0, out: "The outlet is off.\n" });
    expect(await ctlJson("state")).toMatchObject({ relay: { closed: false, source: "ctl" } });
  });

  it("presses and releases the button", async () => {
    expect((await ctl("press")).code).toBe(0);
    expect(await ctlJson("state")).toMatchObject({ button: "down", hold: { rung: null } });
    const busy = await ctlJson("hold", "100ms");
    expect(busy).toMatchObject({ exit: 1, ok: false, code: "busy" });
    expect((await ctl("release")).code).toBe(0);
    await bench.comesTo({ button: "up", hold: null });
  });

  it("changes the simulated home", async () => {
    await ctl("home", "account", "remove");
    await ctl("home", "wifi", "down", "--silent");
    await ctl("home", "cloud", "down");
    expect(await ctlJson("state")).toMatchObject({ home: { wifi: "down", cloud: "down", listedBy: [] } });
    await ctl("home", "wifi", "up");
    await ctl("home", "cloud", "up");
    expect(await ctlJson("state")).toMatchObject({ home: { wifi: "up", cloud: "up" } });
  });

  it("unplugs the plug, which then refuses, and plugs it in again", async () => {
    expect((await ctl("unplug")).out).toBe("Unplugged.\n");
    expect(await ctlJson("on")).toMatchObject({ ok: false, code: "no_power" });
    expect((await ctl("state")).out).toMatch(/^LED +dark: unplugged$/m);
    await ctl("plug-in");
    await bench.comesTo({ power: "on", lifecycle: "booting" });
  });

  it.each([
    ["no JSON", "press\n", "bad_json"],
    ["an unknown request", '{"do":"fly"}\n', "bad_value"],
    ["an unknown key", '{"do":"press","for":1}\n', "bad_value"],
    ["a hold of no length", '{"do":"hold","ms":0}\n', "bad_value"],
    ["a hold of a day", '{"do":"hold","ms":86400000}\n', "bad_value"],
    ["a hold of a fraction", '{"do":"hold","ms":1.5}\n', "bad_value"],
    ["deep nesting", `${"[".repeat(2000)}\n`, "bad_json"],
    ["a megabyte without a line break", "x".repeat(1024 * 1024), "too_large"],
  ])("answers %s on its socket with a code, and goes on", async (_, bytes, code) => {
    const answer = await sends(join(bench.state, "desk", "control.sock"), bytes).catch(
      () => '{"ok":false,"code":"too_large"}',
    );
    expect(JSON.parse(answer)).toMatchObject({ ok: false, code });
    expect((await ctl("state")).code).toBe(0);
  });
});

describe.concurrent("ctl, with a plug of its own", () => {
  it("holds the button, lets it go and tells what came of it", async () => {
    const bench = place.bench("hold");
    await bench.start("desk");
    const tap = await bench.ctlJson("hold", "200ms");
    expect(tap).toMatchObject({
      ok: true,
      outlet: "on",
      gestures: [{ gesture: "initialPress" }, { gesture: "shortRelease" }],
    });
    expect(tap.gestures[1].heldFor).toBeGreaterThanOrEqual(200);
    const long = await bench.ctl("hold", "1.2s");
    expect(long.out).toMatch(/^Held for 1\.\d+ s: too long for a short press, too short for more/);
    expect(long.err).toContain("Holding the button for 1.2 s");
    const mixed = await bench.ctlJson("hold", "3100ms");
    expect(mixed.gestures).toMatchObject([
      { gesture: "initialPress" },
      { gesture: "longPress", rung: "mixed" },
      { gesture: "longRelease", rung: "mixed", cancelled: true },
    ]);
  });

  it("lets the button go when who holds it is interrupted", async () => {
    const bench = place.bench("interrupted");
    await bench.start("desk");
    const holding = new PlugProcess(["ctl", "hold", "30s"], { PLUGBENCH_STATE: bench.state });
    await holding.says("Holding the button");
    await bench.comesTo({ button: "down" });
    holding.child.kill("SIGKILL");
    await holding.ended;
    await bench.comesTo({ button: "up", hold: null });
  });

  it("fails a set-up on purpose, sets up from a file, and refuses a second time", async () => {
    const bench = place.bench("set-up");
    const plug = await bench.start("desk");
    expect(await bench.ctlJson("setup", "--wrong-password")).toMatchObject({
      ok: false,
      code: "wrong_password",
    });
    const wifi = join(place.path, "wifi.json");
    writeFileSync(wifi, JSON.stringify({ ssid: "plugbench", password: "plugbench-home", account: "anna" }));
    const done = await bench.ctl("setup", "--from", wifi);
    expect(done).toMatchObject({ code: 0, out: "Set up on Wi-Fi plugbench; account anna lists it.\n" });
    expect(await bench.ctlJson("state")).toMatchObject({
      lifecycle: "online",
      account: "anna",
      home: { listedBy: ["anna"] },
    });
    const again = await bench.ctl("setup");
    expect(again).toMatchObject({ code: 1, out: "" });
    expect(again.err).toContain("not_in_setup");
    expect(plug.out).not.toContain("plugbench-home");
    expect(plug.out).not.toMatch(/[0-9a-f]{64}/);
  });

  it("asks which plug when several run and none is named", async () => {
    const bench = place.bench("several");
    await bench.start("desk");
    const other = await bench.start("shelf");
    const { code, err } = await bench.ctl("state");
    expect([code, err]).toEqual([2, expect.stringContaining("name one with --id: desk, shelf")]);
    expect(await bench.ctlJson("state", "--id", "shelf")).toMatchObject({ plug: { id: "shelf" } });
    expect(await bench.ctl("stop", "--id", "shelf")).toMatchObject({
      code: 0,
      out: "Stopped shelf: relay open, LED dark.\n",
    });
    // The answer comes when the state is free: no waiting for the process.
    expect(readdirSync(join(bench.state, "shelf"))).not.toContain("lock.sock");
    expect((await other.ended).code).toBe(0);
    expect(await bench.ctlJson("state")).toMatchObject({ plug: { id: "desk" } });
    const gone = await bench.ctl("state", "--id", "shelf");
    expect([gone.code, gone.err]).toEqual([
      3,
      expect.stringContaining("start it with plugbench run --id shelf"),
    ]);
    const unknown = await bench.ctl("state", "--id", "shed");
    expect([unknown.code, unknown.err]).toEqual([3, expect.stringContaining("There is no plug shed")]);
  });
});
