import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/mqtt/connection/message.ts";
import { PlanesRig } from "../support/planes-rig.ts";
import { type Hostile, hostile } from "./hostile-messages.ts";

const seed = Number(process.env["PLUGBENCH_SEED"] ?? Date.now() & 0x7fffffff);
console.log(`hostile commands: PLUGBENCH_SEED=${seed}`);
const TIMES = Number(process.env["PLUGBENCH_LAWS_TIMES"] ?? 1);
const MESSAGES = 100;
const RUNS = { seed, numRuns: 100 * TIMES };

/** Why a plug that understood may still say no. */
const OF_THE_PLUG = [...["busy", "no_power", "not_in_setup", "no_effect", "tripped", "offline", "no_update"]];
const ERRORS = [`${PlanesRig.ROOT}/error`, `${PlanesRig.ROOT}/bench/error`];

const json = ({ value }: Message) => JSON.parse(value.text);

/** What is wrong with how the planes took a message; null: nothing. */
async function judge(rig: PlanesRig, { message, fate }: Hostile): Promise<string | null> {
  const { host } = rig.bench;
  const before = host.snapshot;
  rig.said.length = 0;
  rig.take(message);
  // A password's key is waited for.
  if (fate === "plug" || fate === "any") for (let i = 0; i < 5; i++) await undefined;

  if (rig.logged.length > 0) return `a fault of the program: ${rig.logged[0]!.text}`;
  const errors = rig.said.filter(({ topic }) => ERRORS.includes(topic));
  const code: string | undefined = errors[0] && json(errors[0]).code;
  if (errors.length > 1) return "more than one error";
  if (errors[0] && json(errors[0]).topic !== message.topic) return "an error about another topic";
  if (fate === "plug" && code !== undefined && !OF_THE_PLUG.includes(code)) return `refused by ${code}`;
  if (fate !== "plug" && fate !== "any" && code !== fate) return `${code} instead of ${fate}`;
  if (code !== undefined && host.snapshot !== before) return `refused by ${code}, and yet the plug changed`;

  const { reply } = message;
  if (reply === undefined) return null;
  const answers = rig.said.filter(({ topic }) => topic === reply.topic && !ERRORS.includes(topic));
  const legal = !/^$|^\$|[+#]/.test(reply.topic) && reply.topic.length < 257;
  const foreign = reply.topic !== PlanesRig.ROOT && !reply.topic.startsWith(`${PlanesRig.ROOT}/`);
  if (!legal || !foreign) return answers.length === 0 ? null : "an answer where none may go";
  if (answers.length !== 1) return `${answers.length} answers`;
  const { value } = answers[0]!;
  const same =
    value.correlation === undefined ? !reply.correlation : reply.correlation?.equals(value.correlation);
  if (!same) return "another's correlation data";
  const told = json(answers[0]!).error?.code;
  return code === undefined || told === code ? null : `the answer says ${told}, the error ${code}`;
}

const shown = ({ kind, message, fate }: Hostile) =>
  `${kind}, ${fate}: ${message.topic} ${JSON.stringify(message.payload.toString().slice(0, 200))} to ${message.reply?.topic}`;

describe("ten thousand hostile commands", () => {
  it("are answered by the right code, change nothing when refused, and never throw", async () => {
    const kinds = new Map<string, number>();
    const stories = fc.array(fc.tuple(hostile, fc.constantFrom(1, 1, 1, 2, 3)), {
      minLength: MESSAGES,
      maxLength: MESSAGES,
    });
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const rig = await PlanesRig.start();
        for (const [i, [each, times]] of story.entries()) {
          for (let sent = 0; sent < times; sent++) {
            const wrong = await judge(rig, each);
            if (wrong !== null) throw new Error(`${wrong}; message ${i}, time ${sent + 1}, ${shown(each)}`);
          }
          kinds.set(each.kind, (kinds.get(each.kind) ?? 0) + times);
          if (i % 20 === 19) await rig.bench.clock.advance(8000);
        }
        await rig.close();
      }),
      RUNS,
    );
    const total = [...kinds.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThanOrEqual(10_000 * TIMES);
    // Each kind of evil was really there.
    expect(kinds.size).toBe(15);
    for (const [kind, count] of kinds) expect(count, kind).toBeGreaterThan(200 * TIMES);
  });

  it("leave nothing behind in memory", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed / 1024 / 1024;
    };
    const messages = fc.sample(hostile, { seed, numRuns: 1000 });
    const rig = await PlanesRig.start();
    const round = async () => {
      for (const each of messages) await judge(rig, each);
      rig.bench.reports.length = 0;
      rig.bench.writes.length = 0;
      rig.bench.patterns.length = 0;
      await rig.bench.clock.advance(8000);
    };
    for (let i = 0; i < 3; i++) await round();
    const before = heap();
    for (let i = 0; i < 10 * TIMES; i++) await round();
    expect(heap() - before, "MiB").toBeLessThan(2);
    await rig.close();
  });

  it("change nothing a second time, when they say what is wanted", async () => {
    const rig = await PlanesRig.start();
    for (const [name, payload] of [
      ["relay/set", "on"],
      ["start-up/set", "on"],
      ["bench/home/set", '{"cloud":"down"}'],
      ["bench/home/set", '{"wifi":"down"}'],
      ["bench/power/set", "off"],
    ] as const) {
      const message = { topic: `${PlanesRig.ROOT}/${name}`, payload: Buffer.from(payload) };
      const states = [0, 1].map(() => {
        rig.take(message);
        return rig.bench.host.snapshot;
      });
      expect(states[1], name).toBe(states[0]);
    }
    await rig.close();
  });
});
