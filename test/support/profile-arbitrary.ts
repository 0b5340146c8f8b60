import fc from "fast-check";
import { COLORS, ERASABLE, type Profile, REGION_NAMES, statesOf, TIMINGS } from "../../firmware-sim/index.ts";
import { LIMITS } from "../../src/config/profile/limits.ts";
import { PROFILES } from "../../src/config/profiles.ts";

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

const number = (least: number, most: number) =>
  fc.oneof(fc.constantFrom(least, most), fc.double({ min: least, max: most, noNaN: true }));
const outlet = withBasis(
  fc.record({
    watts: number(1, LIMITS.watts),
    volts: number(1, LIMITS.volts),
    meter: fc.option(provenance),
    overheat: fc.option(
      withBasis(
        fc
          .tuple(number(1, LIMITS.celsius), number(0.001, 1))
          .map(([trip, below]) => ({ trip, release: trip - below })),
      ),
    ),
    overload: fc.option(timed(spans)),
  }),
);

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

const resetsOf = (all: readonly string[]) =>
  fc.record(
    Object.fromEntries(
      all.map((each) => [
        each,
        withBasis(
          fc.record({
            erases: fc.subarray([...ERASABLE]),
            cloudRemoval: fc.constantFrom("auto", "manual"),
          }),
        ),
      ]),
    ),
  );

type Resets = Readonly<Record<string, { readonly erases: readonly string[] }>>;
type Rungs = readonly { readonly name: string; readonly reset: Profile["rungs"][number]["reset"] }[];

/** Buttons held together, or the Action button alone as power comes. */
const combinations = (buttons: readonly string[], resets: readonly string[]) => {
  const together = fc.tuple(
    fc.subarray([...buttons], { minLength: Math.min(1, buttons.length) }),
    fc.constantFrom("powerOn", "running", "either"),
  );
  const alone = fc.constant([["action"], "powerOn"] as const);
  const which = buttons.length === 0 ? alone : fc.oneof({ weight: 3, arbitrary: together }, alone);
  return fc
    .tuple(which, timed(spans), ladder(1, resets), provenance)
    .filter(([, , rungs]) => rungs.length > 0)
    .map(([[names, when], skew, rungs, from]) => ({
      buttons: names,
      when,
      skew,
      rungs,
      ...from,
    }));
};

/** At most one of each kind; no tap is asked for sooner than it can be. */
const countsOf = (resets: Resets, debounce: number) => {
  const count = (of: string, within: fc.Arbitrary<number>) =>
    withBasis(
      fc.record({
        of: fc.constant(of),
        times: fc.integer({ min: 2, max: 20 }),
        within: timed(within),
        reset: fc.constantFrom(...Object.keys(resets)),
      }),
    );
  const later = spans.map((ms) => Math.max(ms, debounce));
  return fc
    .tuple(fc.option(count("powerOns", spans)), fc.option(count("taps", later)))
    .map((counts) => counts.filter((each) => each !== null));
};

/** Who is taken off an account's list forgets the account. */
const appOf = (resets: Resets) => {
  const remote = (names: readonly string[]) => withBasis(fc.record({ reset: fc.constantFrom(...names) }));
  const all = Object.keys(resets);
  const forgetting = all.filter((name) => resets[name]!.erases.includes("account"));
  return fc.record(
    {
      reset: remote(all),
      deregister: remote(all),
      ...(forgetting.length === 0 ? {} : { remove: remote(forgetting) }),
    },
    { requiredKeys: [] },
  );
};

const rules = (rungs: Rungs, combined: Rungs, patterns: readonly string[]) => {
  const states = statesOf({ rungs, combination: { rungs: combined } } as unknown as Profile);
  const when = fc.record(
    Object.fromEntries(REGION_NAMES.map((region) => [region, fc.constantFrom(...states[region])])),
    { requiredKeys: [] },
  );
  const show = fc.constantFrom(...patterns);
  return fc
    .tuple(fc.array(fc.record({ when, show }), { maxLength: LIMITS.rules - 2 }), show)
    .map(([some, last]) => [{ when: { supply: "off" }, show: "dark" }, ...some, { when: {}, show: last }]);
};

const drawnParts = fc
  .record({
    tapMax: spans,
    debounce: spans,
    resets: names(4).chain(resetsOf),
    patterns: names(8),
    otherButtons: fc.oneof(fc.constant([]), names(LIMITS.buttons)),
  })
  .chain((parts) =>
    fc.tuple(
      fc.constant(parts),
      ladder(parts.tapMax, Object.keys(parts.resets)),
      fc.option(combinations(parts.otherButtons, Object.keys(parts.resets))),
    ),
  );

const makes = drawnParts.chain(
  ([{ tapMax, debounce, resets, patterns, otherButtons }, rungs, combination]) => {
    const reset = fc.constantFrom(...Object.keys(resets));
    return fc.record({
      version: fc.constant(1),
      id: fc.stringMatching(/^[a-z0-9-]{1,40}$/).map((text) => `drawn-${text}`),
      name: fc.constantFrom("P", "A plug", "ü".repeat(LIMITS.name)),
      maker: fc.constant("Nobody"),
      sources: fc.constantFrom({}, { S1: "a page" }),
      timings: fc.record({
        ...Object.fromEntries(TIMINGS.map((timing) => [timing, timed(spans)])),
        tapMax: timed(fc.constant(tapMax)),
        debounce: timed(fc.constant(debounce)),
      }),
      variantOf: fc.option(
        fc.record({
          profile: fc.constantFrom(...PROFILES.map(({ id }) => id)),
          reading: fc.constant("another"),
        }),
      ),
      rungs: fc.constant(rungs),
      otherButtons: fc.constant(otherButtons),
      combination: fc.constant(combination),
      counts: countsOf(resets as unknown as Resets, debounce),
      app: appOf(resets as unknown as Resets),
      voice: fc.option(withBasis(fc.record({ reset, answer: timed(spans) }))),
      accountKeeps: fc.array(withBasis(fc.record({ what: fc.constantFrom("a card", "routines") })), {
        maxLength: 3,
      }),
      resets: fc.constant(resets),
      outlet: fc.option(outlet),
      patterns: fc.record({
        ...Object.fromEntries(patterns.map((each) => [each, shownBy(ledPattern)])),
        boot: shownBy(boot),
        dark: shownBy(fc.constant({ kind: "steady", color: "off" })),
      }),
      indicator: rules(rungs as Rungs, combination?.rungs ?? [], ["boot", "dark", ...patterns]),
      startUpOnOff: withBasis(fc.record({ value: fc.constantFrom("off", "on", "previous") })),
    });
  },
);

/** Files of profiles within the bounds of the format; none has what lint() calls an error. */
export const profileFiles: fc.Arbitrary<object> = makes;
