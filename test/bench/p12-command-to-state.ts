import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startMosquitto } from "../support/mosquitto.ts";
import { requireTool } from "../support/tools.ts";
import { bundle, ROOT, withDirectory } from "./child.ts";
import { ask, bareClient, heard } from "./command-to-state/asker.ts";
import { interleaved, median, quantile, worstForeign } from "./protocol.ts";
import { atMost, type Line, number, type Skipped, spread, times } from "./table.ts";

const REPEATS = 5;
const ROUNDS = 60;
/** The plug obeys ten commands a second, ms. */
const PACE = 110;
/** Not counted: both sides compile what they run. */
const WARM_UP = 10;

/**
 * P12: from a command at QoS 1 to the plug's `state`, through the whole program and Mosquitto as README sets it up;
 * against a bare client in a process of its own that echoes one topic to another.
 */
export async function commandToState(): Promise<readonly (Line | Skipped)[]> {
  if (!requireTool("mosquitto")) return [{ id: "P12", skipped: "its broker is not here: install mosquitto" }];
  const echo = await bundle("command-to-state/echo.ts", "command-echo.mjs");
  const program = join(ROOT, "dist/src/main.js");
  const samples = await interleaved(REPEATS, {
    floor: () => rounds(["floor/set", "floor/state", "floor/ready"], (url) => [echo, url]),
    ours: () =>
      withDirectory((state) =>
        rounds(["plugbench/p12/relay/set", "plugbench/p12/state", "plugbench/p12/availability"], (url) => [
          program,
          "run",
          "--board",
          "virtual",
          "--provisioned",
          "--id",
          "p12",
          "--state",
          state,
          "--mqtt",
          url,
        ]),
      ),
  });
  const all = (name: "floor" | "ours") => samples[name].flatMap(({ value }) => value);
  const medians = (name: "floor" | "ours") => samples[name].map(({ value }) => median(value));
  const told = (name: "floor" | "ours") =>
    `${spread(medians(name))}, p99 ${number(quantile(all(name), 0.99))}`;
  const ratio = median(all("ours")) / median(all("floor"));
  return [
    {
      id: "P12",
      what: "command at QoS 1 to state, µs (median)",
      ours: told("ours"),
      against: `bare client's echo ${told("floor")}`,
      ratio: times(ratio),
      gate: atMost(ratio, 2),
      goal: atMost(ratio, 1.5),
      foreign: worstForeign([...samples.floor, ...samples.ours]),
    },
  ];
}

/** What it takes whoever `args` start to answer, µs a round; it says `ready` when it hears. */
async function rounds(
  [question, answer, ready]: readonly [string, string, string],
  args: (url: string) => readonly string[],
): Promise<readonly number[]> {
  const broker = await startMosquitto();
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const client = await bareClient(url);
  await client.subscribeAsync(ready, { qos: 1 });
  const answering = spawn(process.execPath, args(url), { stdio: "ignore" });
  const ended = once(answering, "close");
  try {
    await heard(client, ready);
    await client.subscribeAsync(answer, { qos: 1, rh: 2 });
    const taken: number[] = [];
    for (let i = 0; i < WARM_UP + ROUNDS; i++) {
      await sleep(PACE);
      const round = await ask(client, question, answer);
      if (i >= WARM_UP) taken.push(round);
    }
    return taken;
  } finally {
    answering.kill("SIGKILL");
    await ended;
    await client.endAsync(true);
    await broker.remove();
  }
}
