import fc from "fast-check";
import { amazonSmartPlug, type PlugInput, type Profile, type Rung } from "../../firmware-sim/index.ts";
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
const waitsOf = ({ timings, rungs }: Profile): fc.Arbitrary<Move> => {
  const decisive = [
    timings.debounce,
    timings.tapMax,
    timings.resetting,
    timings.networkLost,
    timings.joinTimeout,
  ]
    .map((timed): number => timed.for)
    .concat(rungs.flatMap(({ at, guard }) => [at, guard?.for ?? 0, at + (guard?.for ?? 0)]));
  const around = [1, 5, ...decisive.flatMap((ms) => [ms - 1, ms, ms + 1])].filter((ms) => ms > 0);
  return fc
    .oneof(fc.constantFrom(...around), fc.nat({ max: 20_000 }), fc.constant(timings.setupWindow.for))
    .map((ms) => ({ do: "wait", ms }));
};

export const movesOf = (profile: Profile): fc.Arbitrary<Move> =>
  fc.oneof(
    { arbitrary: edges, weight: 6 },
    { arbitrary: waitsOf(profile), weight: 8 },
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

/** A hold that leads to the reset of this rung. */
const holdTo = ({ at, guard }: Rung, debounce: number): readonly Move[] => [
  input({ kind: "edge", down: true }),
  { do: "wait", ms: at + (guard?.for ?? 0) + 50 },
  input({ kind: "edge", down: false }),
  { do: "wait", ms: debounce + 1 },
];

/** Holds that lead to a reset, so that random walks meet them often. */
export const holdsOf = ({ rungs, timings }: Profile): readonly (readonly Move[])[] =>
  rungs.filter(({ reset }) => reset !== null).map((rung) => holdTo(rung, timings.debounce.for));

export const storiesOf = (profile: Profile): fc.Arbitrary<Move[]> =>
  fc
    .array(
      fc.oneof(
        { arbitrary: movesOf(profile).map((move) => [move]), weight: 12 },
        fc.constantFrom(...holdsOf(profile)).map((hold) => [...hold]),
      ),
      { minLength: 100, maxLength: 300 },
    )
    .map((parts) => parts.flat());

export const stories = storiesOf(amazonSmartPlug);

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
