import fc from "fast-check";
import { expect, it } from "vitest";
import { CIRCUIT_FAULTS, lint, type Profile, roundOf } from "../../firmware-sim/index.ts";
import { profileOf } from "../../src/config/profile/read.ts";
import { Finger } from "../support/finger.ts";
import { profileFiles } from "../support/profile-arbitrary.ts";
import { provisionedRecord, WorldRig } from "../support/world-rig.ts";
import { gesturesOf, type Move, make, movesOf, RUNS } from "./moves.ts";

const PROFILES = { ...RUNS, numRuns: 2 * RUNS.numRuns };

function made(file: object): Profile {
  const profile = profileOf(JSON.parse(JSON.stringify(file)));
  if ("faults" in profile) throw new Error(JSON.stringify(profile.faults));
  return profile;
}

/** What leads to a reset of the profile at hand, whichever way it has. */
interface Gesture {
  readonly do: "gesture";
  readonly which: number;
}
const gestures: fc.Arbitrary<Gesture> = fc.record({
  do: fc.constant("gesture" as const),
  which: fc.nat({ max: 99 }),
});

function gestureMoves(profile: Profile, { which }: Gesture): readonly Move[] {
  const all = gesturesOf(profile);
  return all[which % Math.max(1, all.length)] ?? [];
}

/** A hold made for the ladder at hand: to a rung and near its decisive moments, and perhaps the press that confirms. */
type Climb = {
  readonly do: "climb";
  readonly rung: number;
  readonly more: number;
  readonly confirm: boolean;
};
const climbs: fc.Arbitrary<Climb> = fc.record({
  do: fc.constant("climb" as const),
  rung: fc.nat({ max: 7 }),
  more: fc.integer({ min: -2, max: 2 }),
  confirm: fc.boolean(),
});
const edge = (down: boolean): Move => ({ do: "input", input: { kind: "edge", down } });
const wait = (ms: number): Move => ({ do: "wait", ms: Math.max(0, ms) });

function climbMoves({ rungs, timings }: Profile, { rung, more, confirm }: Climb): readonly Move[] {
  const { at = timings.tapMax.for, guard } = rungs[rung % Math.max(1, rungs.length)] ?? {};
  const debounce = timings.debounce.for;
  return [
    ...[
      edge(false),
      wait(debounce),
      edge(true),
      wait(at + (guard?.for ?? 0) + more),
      edge(false),
      wait(debounce),
    ],
    ...(confirm ? [edge(true), wait(debounce), edge(false), wait(debounce)] : []),
  ];
}

interface Drawn {
  readonly profile: Profile;
  readonly story: readonly (Move | Climb | Gesture)[];
}
const drawn: fc.Arbitrary<Drawn> = profileFiles.map(made).chain((profile) => {
  const part = fc.oneof<fc.MaybeWeightedArbitrary<Move | Climb | Gesture>[]>(
    { arbitrary: movesOf(profile), weight: 8 },
    { arbitrary: climbs, weight: 1 },
    { arbitrary: gestures, weight: 1 },
  );
  return fc.record({
    profile: fc.constant(profile),
    story: fc.array(part, { minLength: 20, maxLength: 80, size: "medium" }),
  });
});

function movesFor(profile: Profile, part: Move | Climb | Gesture): readonly Move[] {
  if (part.do === "climb") return climbMoves(profile, part);
  return part.do === "gesture" ? gestureMoves(profile, part) : [part];
}

/** Plays a story, and looks after each move. */
function play({ profile, story }: Drawn, look: (rig: WorldRig, move: Move) => void): WorldRig {
  const rig = new WorldRig({ profile, nvm: provisionedRecord(), store: "by hand" }).powerOn();
  for (const part of story) {
    for (const move of movesFor(profile, part)) {
      const on = rig.state("supply") !== "off";
      if (move.do === "mains" ? move.on === on : !on && move.do === "input") continue;
      make(rig, move);
      look(rig, move);
    }
  }
  return rig;
}

/** Longer than anything that the profile lets last, ms. */
function patience({ timings, patterns: { boot } }: Profile): number {
  const boots = boot.pattern.kind === "steps" ? roundOf(boot.pattern) * Number(boot.pattern.times) : 0;
  return Object.values(timings).reduce((sum, timed) => sum + timed.for, boots + 60_000);
}

const RIGHT: readonly Parameters<WorldRig["home"]>[0][] = [
  { kind: "setWifi", to: "up", how: "cut" },
  { kind: "setCloud", to: "up" },
  { kind: "setSignal", to: "good" },
  { kind: "setKey", to: null },
  { kind: "setDhcp", to: "up" },
  { kind: "setDns", to: "up" },
  { kind: "setFirewall", to: "open" },
];

/** Everything that a person can put right around the plug is right, and it had the time it needs. */
function putRight(rig: WorldRig, profile: Profile): void {
  if (rig.state("supply") === "off") rig.powerOn();
  rig.release().releaseOthers(...profile.otherButtons);
  for (const input of RIGHT) rig.home(input);
  for (const fault of CIRCUIT_FAULTS) rig.mend(fault);
  rig.circuit({ kind: "attach", load: null });
  for (let i = 0; i < 12; i++) rig.answerStoreIfAny().jump(patience(profile));
}

it("no profile crashes the plug, and the lamp always shows the first rule that holds", () => {
  fc.assert(
    fc.property(drawn, (told) => {
      const { profile } = told;
      expect(lint(profile).filter(({ level }) => level === "error")).toEqual([]);
      play(told, (rig) => {
        const holds = rig.firmware.rules.findIndex(({ tests }) =>
          tests.every(({ region, state }) => rig.plug.states[region] === state),
        );
        expect(rig.plug.shown).toBe(holds);
      });
    }),
    PROFILES,
  );
});

it("no profile wedges the plug: it comes to rest, takes a tap, and every rung does what it says", () => {
  let resets = 0;
  fc.assert(
    fc.property(drawn, fc.nat({ max: 7 }), (told, which) => {
      const { profile } = told;
      const rig = play(told, () => {});
      putRight(rig, profile);
      expect(rig.state("supply")).toBe("running");
      expect(rig.state("button")).toBe("up");
      expect(rig.state("reset")).toBe("idle");
      expect(["online", "idle-unprovisioned"]).toContain(rig.state("lifecycle"));
      expect(rig.stored?.intent ?? null).toBeNull();

      const before = rig.effects.length;
      rig.press().release().jump(profile.timings.debounce.for).answerStoreIfAny();
      expect(rig.effects.slice(before)).toContainEqual({
        kind: "gesture",
        gesture: "shortRelease",
        heldFor: 0,
      });

      const rung = profile.rungs[which % Math.max(1, profile.rungs.length)];
      if (rung === undefined) return;
      const { wifi } = rig.plug.nvm;
      const done = rig.effects.length;
      const climb: Climb = { do: "climb", rung: which, more: 0, confirm: rung.reset?.when === "confirmed" };
      for (const move of climbMoves(profile, climb)) make(rig, move);
      putRight(rig, profile);
      const begun = rig.effects.slice(done).flatMap((effect) => {
        if (effect.kind !== "notice") return [];
        if (effect.notice === "restarting") return ["restart"];
        return effect.notice === "resetBegun" ? [effect.reset] : [];
      });
      const soft = rung.reset !== null && profile.resets[rung.reset.name]!.erases.length === 0;
      expect(begun).toEqual(rung.reset === null ? [] : [soft ? "restart" : rung.reset.name]);
      resets += begun.length;
      const erased = rung.reset !== null && profile.resets[rung.reset.name]!.erases.includes("wifi");
      expect(rig.stored?.wifi ?? null).toEqual(erased ? null : wifi);
    }),
    PROFILES,
  );
  expect(resets).toBeGreaterThan(PROFILES.numRuns / 4);
});

it("no profile erases before somebody did what the reset asks for", () => {
  let erasures = 0;
  fc.assert(
    fc.property(drawn, (told) => {
      const { profile } = told;
      const finger = new Finger(profile);
      let read = 0;
      // What an attempt to set up has kept, it takes back when it fails.
      let setUp = true;
      let mayErase = false;
      play(told, (rig, move) => {
        // Before its intent is kept, a cut leaves nothing of a reset.
        if (move.do === "mains" && !move.on) mayErase = rig.stored?.intent != null;
        for (const line of rig.lines.slice(read)) {
          finger.read(line);
          if (line.includes('"notice":"setupDone"')) [setUp, mayErase] = [true, false];
          const [, at, reset] = /^(\d+) effect .*"notice":"resetBegun","reset":"([^"]+)"/.exec(line) ?? [];
          if (reset === undefined) continue;
          expect(finger.asksFor(reset, Number(at)), `${reset} at ${at}`).toBe(true);
          mayErase ||= profile.resets[reset]!.erases.includes("wifi");
        }
        read = rig.lines.length;
        if (setUp && rig.stored?.wifi == null) {
          expect(mayErase).toBe(true);
          setUp = false;
          erasures++;
        }
      });
    }),
    PROFILES,
  );
  // One that was never met erasing would mean that this law saw nothing.
  expect(erasures).toBeGreaterThanOrEqual(3);
});
