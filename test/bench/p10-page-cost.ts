import { spawn } from "node:child_process";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import { bundle } from "./child.ts";
import { expectSame, interleaved, median, worstForeign } from "./protocol.ts";
import { atLeast, type Line, spread, times } from "./table.ts";

const REPEATS = 3;
const READERS = 100;
const RATE = 500;
const SECONDS = 4;
const TOKEN = "0123456789abcdef0123456789abcdef";

interface Cost {
  /** µs of CPU. */
  readonly perChange: number;
  /** Lamps that one reader was told of. */
  readonly lamps: number;
}

/**
 * P10: CPU time of the page's server for one change of the lamp that 100 pages are told of, at 500 changes a second; against a
 * server of a few lines that writes each change to each of them. Both tell of every change. What it takes to make the changes,
 * measured in the same run, is taken off both.
 */
export async function pageCost(): Promise<readonly Line[]> {
  const server = await bundle("page-cost/server.ts", "page-cost.mjs");
  const samples = await interleaved(REPEATS, {
    nobody: () => cost(server, "nobody"),
    each: () => cost(server, "each"),
    ours: () => cost(server, "ours"),
  });
  const changing = median(samples.nobody.map(({ value }) => value.perChange));
  const of = (name: "each" | "ours") => samples[name].map(({ value }) => value.perChange - changing);
  expectSame("P10: lamps told", {
    each: samples.each.map(({ value }) => value.lamps),
    ours: samples.ours.map(({ value }) => value.lamps),
  });
  const ratio = median(of("each")) / median(of("ours"));
  return [
    {
      id: "P10",
      what: `server's CPU for a change told to ${READERS} pages, ${RATE} a second`,
      ours: spread(of("ours"), "µs"),
      against: `one write each ${spread(of("each"), "µs")}`,
      ratio: times(ratio),
      gate: atLeast(ratio, 10),
      goal: atLeast(ratio, 80),
      foreign: worstForeign([...samples.each, ...samples.ours]),
    },
  ];
}

async function cost(server: string, how: "each" | "ours" | "nobody"): Promise<Cost> {
  const child = spawn(process.execPath, [server, how, TOKEN, `${RATE}`, `${SECONDS}`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  try {
    const port = Number((await lines.next()).value);
    const answers = await Promise.all(Array.from({ length: READERS }, () => look(port)));
    const [first, ...others] = answers;
    const pieces: Buffer[] = [];
    first!.on("data", (piece: Buffer) => pieces.push(piece));
    for (const answer of others) answer.resume();
    // What they begin with is no part of it.
    await once(first!, "data");
    child.stdin.write("go\n");
    const perChange = Number((await lines.next()).value);
    if (!(perChange > 0)) throw new Error("the server ended before it was done");
    await ended;
    const text = Buffer.concat(pieces).toString("utf8");
    return { perChange, lamps: text.split('"kind":"lamp"').length - 1 };
  } finally {
    child.kill("SIGKILL");
  }
}

async function look(port: number): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const request = get({ host: "127.0.0.1", port, path: "/api/events", headers, agent: false });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`it answered ${answer.statusCode}`);
  answer.on("error", () => {});
  return answer;
}
