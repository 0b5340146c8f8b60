import { afterEach, describe, expect, it } from "vitest";
import { TIMING } from "../../src/mqtt/connection/connection.ts";
import { PlugProcess, temporaryDirectory } from "../cli/plug-process.ts";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { ID } from "../support/mqtt-rig.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { type OldBroker, openOldBroker } from "../support/old-broker.ts";
import { TcpProxy } from "../support/tcp-proxy.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

const PLANES = [`plugbench/${ID}/availability`, `plugbench/${ID}/bench/availability`];
/** Seconds after which a broker gives a silent client up, and those Mosquitto takes to look. */
const GIVEN_UP = 1.5 * TIMING.keepalive;
const TO_LOOK = 8;

describe.skipIf(!requireTool("mosquitto"))("the program that is killed", () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const start = async (version: 4 | 5) => {
    const mosquitto: Mosquitto = await startMosquitto();
    closing.push(() => mosquitto.remove());
    const proxy = await TcpProxy.open(mosquitto.port);
    closing.push(() => proxy.close());
    const old: OldBroker = await openOldBroker(proxy.port);
    closing.push(() => old.close());
    const state = temporaryDirectory();
    closing.push(() => state.remove());
    const watcher = await Watcher.open(mosquitto.port, version);
    closing.push(() => watcher.close());
    const broker = ["--mqtt", `mqtt://127.0.0.1:${version === 5 ? proxy.port : old.port}`, "--id", ID];
    const args = ["run", "--board", "virtual", "--provisioned", "--state", state.path, ...broker];
    const { child } = new PlugProcess(args);
    closing.push(() => child.kill("SIGKILL"));
    const says = (word: string) => PLANES.every((topic) => watcher.last(topic) === word);
    await until(
      "it is online",
      () => says("online"),
      () => watcher.heard.length,
      20_000,
    );
    return { proxy, watcher, child, says };
  };

  it.each([5, 4] as const)("is offline at once for everybody, on both planes, MQTT %s", async (version) => {
    const { watcher, child, says } = await start(version);
    child.kill("SIGKILL");
    await until("it is offline", () => says("offline"));
    for (const topic of PLANES) expect(watcher.of(topic).at(-1)).toMatchObject({ qos: 1 });
  });

  it("is offline within 1.5 times the keep-alive when nobody tells the broker of its end", async () => {
    const both = await Promise.all([start(5), start(4)]);
    for (const { proxy } of both) proxy.swallowEnds();
    const killed = performance.now();
    for (const { child } of both) child.kill("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 5000));
    for (const { says } of both) expect(says("online")).toBe(true);
    const late = (GIVEN_UP + TO_LOOK) * 1000;
    await until("both are offline", () => both.every(({ says }) => says("offline")), undefined, late);
    expect(performance.now() - killed).toBeLessThan(late);
  });
});
