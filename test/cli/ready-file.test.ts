import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Watcher } from "../support/mqtt-watcher.ts";
import { until } from "../support/until.ts";
import { runs } from "./in-process.ts";
import { PlugProcess, temporaryDirectory } from "./plug-process.ts";

const temporary = temporaryDirectory();
const started: PlugProcess[] = [];
afterAll(async () => {
  await Promise.all(started.map((plug) => plug.stop()));
  temporary.remove();
});

/** A plug with that broker, and its ready file. */
function runPlug(name: string, broker: string) {
  const state = join(temporary.path, name);
  const ready = join(temporary.path, `${name}.json`);
  const flags = ["--board", "virtual", "--log", "json", "--id", "desk", "--state", state, "--mqtt", broker];
  const plug = new PlugProcess(["run", ...flags, "--ready-file", ready]);
  started.push(plug);
  const written = () =>
    until(
      "the ready file is written",
      () => existsSync(ready),
      () => plug.out + plug.err,
    );
  return { plug, state, ready, written };
}

it("is there when ctl and the broker can be used, and gone after SIGTERM", async () => {
  const { plug, state, ready, written } = runPlug("usable", "embedded");
  await written();
  const told = JSON.parse(readFileSync(ready, "utf8"));
  expect(Object.keys(told).sort()).toEqual([
    "board",
    "broker",
    "control",
    "id",
    "page",
    "pid",
    "profile",
    "state",
  ]);
  expect((await runs(["ctl", "state", "--state", state])).code).toBe(0);
  const watcher = await Watcher.open(Number(new URL(told.broker).port), 4);
  await watcher.shows("plugbench/desk/bench/availability", "online");
  expect(watcher.of("plugbench/desk/bench/availability").every(({ retain }) => retain)).toBe(true);
  await watcher.close();
  plug.child.kill("SIGTERM");
  expect((await plug.ended).code).toBe(0);
  expect(existsSync(ready)).toBe(false);
});

it("waits for a broker that is there, and not for ever", async () => {
  const silent = createServer((socket) => socket.on("error", () => {}));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  silent.unref();
  const { port } = silent.address() as { port: number };
  const { plug, ready, written } = runPlug("silent", `mqtt://127.0.0.1:${port}`);
  await written();
  const line = plug.out.split("\n").find((each) => each.includes('"event":"lifecycle"'))!;
  // 2 s is what a broker is given; the two dates are rounded differently.
  expect(statSync(ready).mtimeMs - Date.parse(JSON.parse(line).time)).toBeGreaterThan(1900);
  silent.close();
});

it("does not wait for a broker that is away", async () => {
  const { written } = runPlug("away", "mqtt://127.0.0.1:1");
  await written();
});
