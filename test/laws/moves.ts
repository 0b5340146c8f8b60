import fc from "fast-check";
import type { PlugInput } from "../../firmware-sim/index.ts";
import { HOME_WIFI, type WorldRig } from "../support/world-rig.ts";

/** One thing that can happen to a plug on a bench. */
export type Move =
  | { readonly do: "input"; readonly input: PlugInput }
  | { readonly do: "home"; readonly input: Parameters<WorldRig["home"]>[0] }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "mains"; readonly on: boolean; readonly held: boolean }
  | { readonly do: "store"; readonly fails: boolean };

const input = (given: PlugInput): Move => ({ do: "input", input: given });
const home = (given: Parameters<WorldRig["home"]>[0]): Move => ({ do: "home", input: given });

const edges: fc.Arbitrary<Move> = fc.boolean().map((down) => input({ kind: "edge", down }));
/** Spans around the numbers that decide something, and any others. */
const waits: fc.Arbitrary<Move> = fc
  .oneof(
    fc.constantFrom(
      1,
      5,
      29,
      30,
      31,
      249,
      250,
      251,
      999,
      1000,
      1001,
      2999,
      3000,
      5000,
      9000,
      12_000,
      12_300,
      30_000,
    ),
    fc.nat({ max: 20_000 }),
    fc.constant(900_000),
  )
  .map((ms) => ({ do: "wait", ms }));

export const moves: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: edges, weight: 6 },
  { arbitrary: waits, weight: 8 },
  { arbitrary: fc.boolean().map((fails): Move => ({ do: "store", fails })), weight: 3 },
  {
    arbitrary: fc.record({ do: fc.constant("mains" as const), on: fc.boolean(), held: fc.boolean() }),
    weight: 2,
  },
  fc.constantFrom<Move>(
    input({ kind: "provision", ...HOME_WIFI, account: "home" }),
    input({ kind: "provision", ...HOME_WIFI, account: "other" }),
    input({ kind: "provision", ...HOME_WIFI, account: null }),
    input({ kind: "provision", ssid: "bench", key: "00", account: "home" }),
    input({ kind: "relaySet", to: "toggle", source: "mqtt" }),
    input({ kind: "startUpSet", to: "on" }),
    input({ kind: "identify" }),
    input({ kind: "buttonLost" }),
    input({ kind: "announced", topics: ["plugbench/p/relay"] }),
    input({ kind: "goodbyePaid" }),
  ),
  fc.constantFrom<Move>(
    home({ kind: "setWifi", to: "down", how: "cut" }),
    home({ kind: "setWifi", to: "up", how: "cut" }),
    home({ kind: "setCloud", to: "down" }),
    home({ kind: "setCloud", to: "up" }),
    home({ kind: "removeFromAccount" }),
  ),
);

/** A hold that ends in a reset, so that random walks meet resets often. */
export const holdToReset: readonly Move[] = [
  input({ kind: "edge", down: true }),
  { do: "wait", ms: 12_300 },
  input({ kind: "edge", down: false }),
  { do: "wait", ms: 31 },
];

export const stories = fc
  .array(fc.oneof({ arbitrary: moves.map((move) => [move]), weight: 12 }, fc.constant([...holdToReset])), {
    minLength: 100,
    maxLength: 300,
  })
  .map((parts) => parts.flat());

export function make(rig: WorldRig, move: Move): void {
  switch (move.do) {
    case "input":
      rig.input(move.input);
      break;
    case "home":
      rig.home(move.input);
      break;
    case "wait":
      rig.jump(move.ms);
      break;
    case "store":
      if (rig.waitingForStore.length > 0) rig.answerStore(move.fails ? "EIO" : undefined);
      break;
    case "mains":
      if (move.on === (rig.state("supply") !== "off")) break;
      if (move.on) rig.powerOn(move.held);
      else rig.powerOff();
      break;
  }
}

/** One seed for the run, printed so that a failure can be had again with PLUGBENCH_SEED. */
export const seed = Number(process.env["PLUGBENCH_SEED"] ?? Date.now() & 0x7fffffff);
console.log(`laws: PLUGBENCH_SEED=${seed}`);
/** At least 100 stories of at least 100 moves: 10,000 steps a law; the long tier tells many more. */
export const RUNS = { seed, numRuns: 100 * Number(process.env["PLUGBENCH_LAWS_TIMES"] ?? 1) };
