import fc from "fast-check";
import { expect, it } from "vitest";
import {
  advance,
  amazonSmartPlug,
  compile,
  echo,
  firstDifference,
  instant,
  lineOf,
  type Plug,
  type Profile,
  replay,
} from "../../firmware-sim/index.ts";
import { WorldRig } from "../support/world-rig.ts";
import { type Move, make, RUNS, stories, storiesOf } from "./moves.ts";

const firmware = compile(amazonSmartPlug);

function tell(
  story: readonly Move[],
  between: (rig: WorldRig) => void = () => {},
  profile: Profile = amazonSmartPlug,
): WorldRig {
  const rig = new WorldRig({ profile, store: "by hand" }).powerOn();
  for (const move of story) {
    make(rig, move);
    between(rig);
  }
  return rig;
}

it("gives the same trace, byte for byte, for the same profile and the same inputs", () => {
  fc.assert(
    fc.property(stories, (story) => {
      expect(firstDifference(tell(story).lines, tell(story).lines)).toBeNull();
    }),
    RUNS,
  );
});

/** Another make has what the default one lacks: buttons held together, a voice, no outlet. */
it.each([amazonSmartPlug, echo])(
  "goes on identically after a journey through JSON at any moment: $id",
  (profile) => {
    fc.assert(
      fc.property(storiesOf(profile), (story) => {
        const travelled = tell(
          story,
          (rig) => {
            rig.world.plug = JSON.parse(JSON.stringify(rig.world.plug)) as Plug;
            Object.assign(rig.world.home, JSON.parse(JSON.stringify(rig.world.home)));
            Object.assign(rig.world.circuit, JSON.parse(JSON.stringify(rig.world.circuit)));
          },
          profile,
        );
        expect(firstDifference(tell(story, () => {}, profile).lines, travelled.lines)).toBeNull();
      }),
      RUNS,
    );
  },
);

it("advances in one jump as in a thousand small ones", () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 60_000 }), (story, span) => {
      const rig = tell(story);
      const jump = JSON.parse(JSON.stringify(rig.plug)) as Plug;
      const small = JSON.parse(JSON.stringify(rig.plug)) as Plug;
      const lines: [string[], string[]] = [[], []];
      advance(
        firmware,
        jump,
        instant(rig.now + span),
        () => {},
        (record) => lines[0].push(lineOf(record)),
      );
      for (let i = 1; i <= 1000; i++) {
        const to = instant(rig.now + Math.floor((span * i) / 1000));
        advance(
          firmware,
          small,
          to,
          () => {},
          (record) => lines[1].push(lineOf(record)),
        );
      }
      expect(lines[1]).toEqual(lines[0]);
      expect(small).toEqual(jump);
    }),
    RUNS,
  );
});

it("replays a written trace to the same trace", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { lines } = tell(story);
      expect(firstDifference(replay(firmware, lines), lines)).toBeNull();
    }),
    RUNS,
  );
});
