import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { PlugProcess, temporaryDirectory } from "./plug-process.ts";

const temporary = temporaryDirectory();
const place = (name: string): string => join(temporary.path, name);

const started: PlugProcess[] = [];
afterAll(async () => {
  await Promise.all(started.map((plug) => plug.stop()));
  temporary.remove();
});

/** A plug on the virtual board without a broker, unless the arguments say otherwise. */
function runPlug(
  state: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): PlugProcess {
  const defaults = { PLUGBENCH_BOARD: "virtual", PLUGBENCH_MQTT: "off", PLUGBENCH_STATE: state };
  const plug = new PlugProcess(["run", ...args], { ...defaults, ...env });
  started.push(plug);
  return plug;
}

const readyState = (path: string) => JSON.parse(readFileSync(path, "utf8"));

describe.concurrent("run", () => {
  it("starts a new plug, writes the ready file while it runs, and ends with code 0 at Ctrl-C", async () => {
    const ready = place("ready.json");
    writeFileSync(ready, "left by an earlier run");
    const plug = runPlug(place("a"), ["--ready-file", ready]);
    await plug.says("The plug can be set up now");
    expect(readyState(ready)).toMatchObject({
      id: expect.stringMatching(/^plug-[0-9a-f]{6}$/),
      profile: "amazon-smart-plug",
      board: "virtual",
      pid: plug.child.pid,
      broker: null,
    });
    const { code, out, err } = await plug.stop();
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/New plug plug-[0-9a-f]{6}: not set up\./);
    expect(out.indexOf("LED: flashing red 3 times")).toBeLessThan(out.indexOf("LED: blinking blue"));
    expect(existsSync(ready)).toBe(false);
  });

  it("says what it goes on with, keeps it through a kill, and --fresh starts anew as the same plug", async () => {
    const state = place("b");
    const first = runPlug(state, ["--provisioned", "--id", "desk"]);
    await first.says("Plug: connecting");
    first.child.kill("SIGKILL");
    await first.ended;
    const second = runPlug(state);
    await second.says("Continuing desk: set up, outlet off; --fresh starts anew.");
    await second.stop();
    const third = runPlug(state, ["--fresh"]);
    await third.says("Continuing desk: not set up.");
    expect(readdirSync(state)).toContain("desk");
  });

  it("takes settings from the file, then the environment, then flags", async () => {
    const config = place("config.json");
    writeFileSync(config, JSON.stringify({ board: "arduino", id: "from-file", log: "json", state: "c" }));
    const env = { PLUGBENCH_CONFIG: config, PLUGBENCH_BOARD: "virtual", PLUGBENCH_ID: "from-environment" };
    const plug = new PlugProcess(["run", "--id", "from-flag", "--mqtt", "off"], env);
    started.push(plug);
    await plug.says('"event":"running"');
    const entries = plug.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(entries[0]).toMatchObject({ level: "info", event: "starting", id: "from-flag" });
    expect(entries.find(({ event }) => event === "running")).toMatchObject({
      board: "virtual",
      broker: null,
    });
    expect(existsSync(place("c"))).toBe(true);
  });

  it("refuses a plug that another process runs, with code 2", async () => {
    const state = place("d");
    await runPlug(state, ["--id", "desk"]).says("Running on virtual");
    const { code, err } = await runPlug(state, ["--id", "desk"]).ended;
    expect(code).toBe(2);
    expect(err).toContain("is in use by another process");
    expect(err).toContain("plugbench ctl stop --id desk");
  });

  it.skipIf(process.platform === "win32")(
    "ends with code 2 when the state may not be read, and takes it for no new plug",
    async () => {
      const state = place("f");
      mkdirSync(join(state, "desk", "plug"), { recursive: true });
      const slot = join(state, "desk", "plug", "state.0");
      writeFileSync(slot, "");
      chmodSync(state, 0);
      // The superuser may read everything, so the program runs as somebody else.
      const uid = process.getuid?.() === 0 ? 65_534 : undefined;
      if (uid !== undefined) chmodSync(temporary.path, 0o755);
      const args = ["run", "--board", "virtual", "--mqtt", "off", "--state", state];
      const { code, err } = await new PlugProcess(args, {}, undefined, uid).ended;
      chmodSync(state, 0o700);
      expect([code, err]).toEqual([2, expect.stringContaining(`This user may not read ${state} (EACCES)`)]);
      expect(readFileSync(slot, "utf8")).toBe("");
    },
  );

  it("warns when a record is damaged and starts from what is left", async () => {
    const state = place("g");
    const first = runPlug(state, ["--provisioned", "--id", "desk"]);
    await first.says("Running on virtual");
    await first.stop();
    for (const slot of readdirSync(join(state, "desk", "plug")))
      writeFileSync(join(state, "desk", "plug", slot), "rubbish");
    const second = runPlug(state, ["--log", "json"]);
    await second.says('"event":"nvm"');
    await second.says("Continuing desk: not set up.");
  });

  it("ends within 3 s of SIGTERM though the broker takes connections and never answers", async () => {
    const broker = await muteServer();
    const plug = runPlug(place("h"), ["--mqtt", `mqtt://127.0.0.1:${broker.port}`]);
    await plug.says("The plug can be set up now");
    const asked = performance.now();
    plug.child.kill("SIGTERM");
    const { code } = await plug.ended;
    // 3 s is the promise; one more for a machine that does other things too.
    expect(performance.now() - asked).toBeLessThan(4000);
    expect(code).toBe(0);
    broker.server.close();
  });

  it("ends when nobody reads its output any more", async () => {
    const plug = runPlug(place("i"));
    await plug.says("Running on virtual");
    plug.child.stdout?.destroy();
    expect((await plug.ended).code).toBe(0);
  });
});

function muteServer(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => socket.on("error", () => {}));
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.unref();
      resolve({ server, port: typeof address === "object" && address !== null ? address.port : 0 });
    });
  });
}
