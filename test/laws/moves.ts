import fc from "fast-check";
import {
  amazonSmartPlug,
  type CircuitInput,
  type PlugInput,
  type Profile,
  type Rung,
  type Schedule,
} from "../../firmware-sim/index.ts";
import { HOME_WIFI, type WorldRig } from "../support/world-rig.ts";

/** One thing that can happen to a plug on a bench. */
export type Move =
  | { readonly do: "input"; readonly input: PlugInput }
  | { readonly do: "home"; readonly input: Parameters<WorldRig["home"]>[0] }
  | { readonly do: "circuit"; readonly input: CircuitInput }
  | { readonly do: "wait"; readonly ms: number }
  /** `others`: all buttons of a combination are held as power comes. */
  | { readonly do: "mains"; readonly on: boolean; readonly held: boolean; readonly others?: boolean }
  | { readonly do: "store"; readonly fails: boolean };

const SCHEDULE: Schedule = {
  id: "s",
  at: "07:00",
  to: "toggle",
  enabled: true,
  missed: "run",
  since: "2026-11-22T00:00:00.000Z",
};

const input = (given: PlugInput): Move => ({ do: "input", input: given });
const home = (given: Parameters<WorldRig["home"]>[0]): Move => ({ do: "home", input: given });

const circuit = (given: CircuitInput): Move => ({ do: "circuit", input: given });

const circuits: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom(null, 60, 1500, 4000).map((watts) =>
    circuit({
      kind: "attach",
      load: watts === null ? null : { name: `${watts} W`, kind: "steady", watts },
    }),
  ),
  fc
    .tuple(fc.boolean(), fc.constantFrom("overheat" as const, "overload" as const, "welded-relay" as const))
    .map(([raise, fault]) => circuit(raise ? { kind: "raise", fault, seed: 1 } : { kind: "clear", fault })),
  fc.constant(input({ kind: "energyReset" })),
);

const networks = fc.constantFrom<Move>(
  home({ kind: "setSignal", to: "weak", seed: 7 }),
  home({ kind: "setSignal", to: "good" }),
  home({ kind: "setKey", to: "bb22" }),
  home({ kind: "setKey", to: null }),
  ...(["setDhcp", "setDns"] as const).flatMap((kind) => [
    home({ kind, to: "down" }),
    home({ kind, to: "up" }),
  ]),
  home({ kind: "setFirewall", to: "blocks" }),
  home({ kind: "setFirewall", to: "open" }),
  home({ kind: "restartRouter" }),
);

const updates = fc.constantFrom<Move>(
  ...[false, true].map((required) => input({ kind: "updateOffered", version: "1.1.0", required })),
  input({ kind: "updateInstall" }),
  input({ kind: "downloading", share: 0.5 }),
  input({ kind: "downloaded" }),
  input({ kind: "downloadFailed", reason: "gone" }),
  input({ kind: "imageAccepted", version: "1.1.0" }),
  input({ kind: "imageRefused", reason: "bad_digest" }),
);

const edges: fc.Arbitrary<Move> = fc.boolean().map((down) => input({ kind: "edge", down }));
/** Spans around the numbers that decide something, and any others. */
const waitsOf = ({ timings, rungs, combination, counts }: Profile): fc.Arbitrary<Move> => {
  const decisive = [
    timings.debounce,
    timings.tapMax,
    timings.resetting,
    timings.networkLost,
    timings.joinTimeout,
  ]
    .map((timed): number => timed.for)
    .concat(
      [...rungs, ...(combination?.rungs ?? [])].flatMap(({ at, guard }) => [
        at,
        guard?.for ?? 0,
        at + (guard?.for ?? 0),
      ]),
      counts.map(({ within }) => within.for),
      combination === null ? [] : [combination.skew.for],
    );
  const around = [1, 5, ...decisive.flatMap((ms) => [ms - 1, ms, ms + 1])].filter((ms) => ms > 0);
  return fc
    .oneof(fc.constantFrom(...around), fc.nat({ max: 20_000 }), fc.constant(timings.setupWindow.for))
    .map((ms) => ({ do: "wait", ms }));
};

/** What only some makes answer: each of their other buttons, the app, the voice. The rest hear of something they do not know. */
const ownMoves = ({ otherButtons, app }: Profile): readonly Move[] => [
  ...[...otherButtons, "unknown"].flatMap((button) => [
    input({ kind: "edge", down: true, button }),
    input({ kind: "edge", down: false, button }),
  ]),
  ...[...Object.keys(app), "unknown"].map((action) => input({ kind: "appReset", action })),
  ...(["factory reset", "yes", "no"] as const).map((says) => input({ kind: "voice", says })),
  input({ kind: "removed" }),
];

export const movesOf = (profile: Profile): fc.Arbitrary<Move> =>
  fc.oneof(
    { arbitrary: edges, weight: 6 },
    { arbitrary: waitsOf(profile), weight: 8 },
    { arbitrary: fc.boolean().map((fails): Move => ({ do: "store", fails })), weight: 3 },
    {
      arbitrary: fc.record({
        do: fc.constant("mains" as const),
        on: fc.boolean(),
        held: fc.boolean(),
        others: fc.boolean(),
      }),
      weight: 2,
    },
    { arbitrary: fc.constantFrom(...ownMoves(profile)), weight: 4 },
    fc.constantFrom<Move>(
      input({ kind: "provision", ...HOME_WIFI, account: "home" }),
      input({ kind: "provision", ...HOME_WIFI, account: "other" }),
      input({ kind: "provision", ...HOME_WIFI, account: null }),
      input({ kind: "provision", ssid: "bench", key: "00", account: "home" }),
      input({ kind: "relaySet", to: "toggle", source: "mqtt" }),
      input({ kind: "startUpSet", to: "on" }),
      input({ kind: "identify" }),
      input({ kind: "schedulesSet", schedules: [SCHEDULE] }),
      input({ kind: "scheduleDue", id: "s", wall: "2026-11-23T06:00:00.000Z", late: false }),
      input({ kind: "scheduleDue", id: "s", wall: "2026-11-24T06:00:00.000Z", late: true }),
      input({ kind: "buttonLost" }),
      input({ kind: "announced", topics: ["plugbench/p/relay"] }),
      input({ kind: "goodbyePaid" }),
    ),
    fc.constantFrom<Move>(
      home({ kind: "setWifi", to: "down", how: "cut" }),
      home({ kind: "setWifi", to: "up", how: "cut" }),
      home({ kind: "setCloud", to: "down" }),
      home({ kind: "setCloud", to: "up" }),
      home({ kind: "removeFromAccount", resets: Object.hasOwn(profile.app, "remove") }),
    ),
    networks,
    circuits,
    updates,
  );

/** A hold that leads to the reset of this rung. */
const holdTo = ({ at, guard }: Rung, debounce: number): readonly Move[] => [
  input({ kind: "edge", down: true }),
  { do: "wait", ms: at + (guard?.for ?? 0) + 50 },
  input({ kind: "edge", down: false }),
  { do: "wait", ms: debounce + 1 },
];

const wait = (ms: number): Move => ({ do: "wait", ms });
const saved: readonly Move[] = [1, 2, 3].map((): Move => ({ do: "store", fails: false }));

/** The buttons of a combination held to each of its rungs, pressed together or as power comes. */
function combinationsOf({ combination, timings }: Profile): readonly (readonly Move[])[] {
  if (combination === null) return [];
  const { buttons, when, rungs } = combination;
  const debounce = wait(timings.debounce.for + 1);
  const all = (down: boolean): readonly Move[] =>
    buttons.map((button) => input({ kind: "edge", down, ...(button === "action" ? {} : { button }) }));
  const climb = ({ at, guard }: Rung): readonly Move[] => [
    wait(at + (guard?.for ?? 0) + 50),
    ...all(false),
    debounce,
  ];
  const off: Move = { do: "mains", on: false, held: false };
  const held: Move = { do: "mains", on: true, held: buttons.includes("action"), others: true };
  return rungs.flatMap((rung) => [
    ...(when === "running" ? [] : [[...saved, off, held, ...climb(rung)]]),
    ...(when === "powerOn" ? [] : [[...all(false), ...all(true), ...climb(rung)]]),
  ]);
}

/** So many power-ons, or taps, as quickly as can be. */
const countsOf = ({ counts, timings }: Profile): readonly (readonly Move[])[] =>
  counts.map(({ of, times }) =>
    Array.from({ length: times }, (): readonly Move[] =>
      of === "taps"
        ? [
            input({ kind: "edge", down: true }),
            wait(1),
            input({ kind: "edge", down: false }),
            wait(timings.debounce.for),
          ]
        : [{ do: "mains", on: false, held: false }, { do: "mains", on: true, held: false }, ...saved],
    ).flat(),
  );

/** Everything that leads to a reset, so that random walks meet it often. */
export const gesturesOf = (profile: Profile): readonly (readonly Move[])[] => [
  ...profile.rungs
    .filter(({ reset }) => reset !== null)
    .map((rung) => holdTo(rung, profile.timings.debounce.for)),
  ...combinationsOf(profile),
  ...countsOf(profile),
  ...Object.keys(profile.app).map((action) => [wait(10_000), input({ kind: "appReset", action })]),
  ...(profile.voice === null
    ? []
    : [
        [
          wait(10_000),
          input({ kind: "voice", says: "factory reset" }),
          input({ kind: "voice", says: "yes" }),
        ],
      ]),
];

export const storiesOf = (profile: Profile): fc.Arbitrary<Move[]> =>
  fc
    .array(
      fc.oneof(
        { arbitrary: movesOf(profile).map((move) => [move]), weight: 12 },
        fc.constantFrom(...gesturesOf(profile)).map((gesture) => [...gesture]),
      ),
      { minLength: 100, maxLength: 300 },
    )
    .map((parts) => parts.flat());

export const stories = storiesOf(amazonSmartPlug);

const othersOf = ({ combination }: Profile): readonly string[] =>
  (combination?.buttons ?? []).filter((button) => button !== "action");

export function make(rig: WorldRig, move: Move): void {
  switch (move.do) {
    case "input":
      rig.input(move.input);
      break;
    case "home":
      rig.home(move.input);
      break;
    case "circuit":
      rig.circuit(move.input);
      break;
    case "wait":
      rig.jump(move.ms);
      break;
    case "store":
      if (rig.waitingForStore.length > 0) rig.answerStore(move.fails ? "EIO" : undefined);
      break;
    case "mains":
      if (move.on === (rig.state("supply") !== "off")) break;
      if (move.on) rig.powerOn(move.held, move.others ? othersOf(rig.firmware.profile) : []);
      else rig.powerOff();
      break;
  }
}

/** One seed for the run, printed so that a failure can be had again with PLUGBENCH_SEED. */
export const seed = Number(process.env["PLUGBENCH_SEED"] ?? Date.now() & 0x7fffffff);
console.log(`laws: PLUGBENCH_SEED=${seed}`);
/** At least 100 stories of at least 100 moves: 10,000 steps a law; the long tier tells many more. */
export const RUNS = { seed, numRuns: 100 * Number(process.env["PLUGBENCH_LAWS_TIMES"] ?? 1) };
