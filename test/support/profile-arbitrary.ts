import fc from "fast-check";
import { COLORS, ERASABLE, type Profile, REGION_NAMES, statesOf, TIMINGS } from "../../firmware-sim/index.ts";
import { LIMITS } from "../../src/config/profile/limits.ts";

/** Any of the format's spans, ms: the edges, those that people choose, and any others. */
const spans = fc.oneof(
  fc.constantFrom(1, 2, 30, 250, 1000, LIMITS.span - 1, LIMITS.span),
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 1, max: LIMITS.span }),
);
const provenance = fc.record({
  basis: fc.constantFrom("documented", "third-party", "measured", "assumed"),
  source: fc.constantFrom("a page", "S1: a page", "said on page 3", "x".repeat(LIMITS.text)),
});
const withBasis = <T extends object>(given: fc.Arbitrary<T>) =>
  fc.tuple(given, provenance).map(([value, from]) => ({ ...value, ...from }));
const timed = (span: fc.Arbitrary<number>) => withBasis(fc.record({ for: span }));

const name = fc.stringMatching(/^[A-Za-z0-9-]{1,48}$/);
const names = (most: number) =>
  fc.uniqueArray(
    // What is a state of every button cannot be a rung's.
    name.map((text) => `x${text}`.slice(0, 48)),
    { minLength: 1, maxLength: most },
  );

const colors = fc.constantFrom(...Object.keys(COLORS));
const steps = (span: fc.Arbitrary<number>) =>
  fc.array(fc.record({ color: colors, for: span }), { minLength: 1, maxLength: LIMITS.steps });
const ledPattern = fc.oneof(
  fc.record({ kind: fc.constant("steady"), color: colors }),
  fc.record({
    kind: fc.constant("steps"),
    steps: steps(spans),
    times: fc.oneof(fc.constant("forever"), fc.integer({ min: 1, max: LIMITS.times })),
  }),
);
const bootSpan = Math.floor(LIMITS.span / LIMITS.steps / LIMITS.times);
const boot = fc.record({
  kind: fc.constant("steps"),
  steps: steps(fc.integer({ min: 1, max: bootSpan })),
  times: fc.integer({ min: 1, max: LIMITS.times }),
});
const shownBy = (pattern: fc.Arbitrary<object>) =>
  fc.record({ pattern, color: provenance, timing: provenance });

/** A ladder that climbs from `tapMax`, with guards that end before the next rung and nothing above a rung that acts at once. */
const ladder = (tapMax: number, resets: readonly string[]) =>
  fc
    .array(
      fc.record({
        name,
        gap: fc.integer({ min: 1, max: 10_000_000 }),
        reset: fc.option(
          fc.record({
            name: fc.constantFrom(...resets),
            when: fc.constantFrom("released", "confirmed", "reached"),
          }),
        ),
        guard: fc.option(spans),
        from: provenance,
      }),
      { maxLength: LIMITS.rungs },
    )
    .map((drawn) => {
      let at = tapMax;
      const atOnce = drawn.findIndex(({ reset }) => reset?.when === "reached");
      const climbed = (atOnce < 0 ? drawn : drawn.slice(0, atOnce + 1)).map((rung, i) => {
        at += i === 0 ? rung.gap - 1 : rung.gap;
        return { ...rung, at };
      });
      const reachable = climbed.filter((rung) => rung.at <= LIMITS.span);
      return reachable.map(({ reset, guard, from, ...rung }, i) => {
        const most = (reachable[i + 1]?.at ?? Number.POSITIVE_INFINITY) - rung.at - 1;
        return {
          name: `r${i}${rung.name}`.slice(0, 48),
          at: rung.at,
          reset,
          ...(guard === null || most < 1 ? {} : { guard: { for: Math.min(guard, most), ...from } }),
          ...from,
        };
      });
    });

type Ladder = readonly { readonly name: string }[];
const rules = (rungs: Ladder, patterns: readonly string[]) => {
  const states = statesOf({ rungs } as Profile);
  const when = fc.record(
    Object.fromEntries(REGION_NAMES.map((region) => [region, fc.constantFrom(...states[region])])),
    { requiredKeys: [] },
  );
  const show = fc.constantFrom(...patterns);
  return fc
    .tuple(fc.array(fc.record({ when, show }), { maxLength: LIMITS.rules - 2 }), show)
    .map(([some, last]) => [{ when: { supply: "off" }, show: "dark" }, ...some, { when: {}, show: last }]);
};

const makes = fc.tuple(spans, names(4), names(8)).chain(([tapMax, resets, patterns]) =>
  ladder(tapMax, resets).chain((rungs) =>
    fc.record({
      version: fc.constant(1),
      id: fc.stringMatching(/^[a-z0-9-]{1,40}$/).map((text) => `drawn-${text}`),
      name: fc.constantFrom("P", "A plug", "ü".repeat(LIMITS.name)),
      maker: fc.constant("Nobody"),
      sources: fc.constantFrom({}, { S1: "a page" }),
      timings: fc.record({
        ...Object.fromEntries(TIMINGS.map((timing) => [timing, timed(spans)])),
        tapMax: timed(fc.constant(tapMax)),
      }),
      rungs: fc.constant(rungs),
      resets: fc.record(
        Object.fromEntries(
          resets.map((each) => [
            each,
            withBasis(
              fc.record({
                erases: fc.subarray([...ERASABLE]),
                cloudRemoval: fc.constantFrom("auto", "manual"),
              }),
            ),
          ]),
        ),
      ),
      patterns: fc.record({
        ...Object.fromEntries(patterns.map((each) => [each, shownBy(ledPattern)])),
        boot: shownBy(boot),
        dark: shownBy(fc.constant({ kind: "steady", color: "off" })),
      }),
      indicator: rules(rungs, ["boot", "dark", ...patterns]),
      startUpOnOff: withBasis(fc.record({ value: fc.constantFrom("off", "on", "previous") })),
    }),
  ),
);

/** Files of profiles within the bounds of the format; none has what lint() calls an error. */
export const profileFiles: fc.Arbitrary<object> = makes;
