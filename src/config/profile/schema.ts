import * as v from "valibot";
import {
  COLORS,
  type ColorName,
  ERASABLE,
  millis,
  REGION_NAMES,
  TIMINGS,
  type TimingName,
} from "../../../firmware-sim/index.ts";
import { ID, LIMITS, NAME, TEXT, TITLE } from "./limits.ts";

/** The same schema for each of `keys`, as the entries of an object. */
const each = <K extends string, S>(keys: readonly K[], schema: S) =>
  Object.fromEntries(keys.map((key) => [key, schema])) as { readonly [P in K]: S };

/** The messages are what is expected: faults.ts adds what was found. */
const matching = (pattern: RegExp, expected: string) =>
  v.pipe(v.string(expected), v.regex(pattern, expected));
const whole = (least: number, most: number, expected: string) =>
  v.pipe(v.number(expected), v.integer(expected), v.minValue(least, expected), v.maxValue(most, expected));
const measure = (least: number, most: number) => {
  const expected = `a number from ${least} to ${most}`;
  return v.pipe(v.number(expected), v.minValue(least, expected), v.maxValue(most, expected));
};
const atMost = (most: number) => `at most ${most} entries`;
/** In valibot a list passes for an object, and what every list has, such as `at`, for the object's entries. */
const noList = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given), "an object"),
);

const object = <E extends v.ObjectEntries>(entries: E) => v.pipe(noList, v.strictObject(entries));

const id = matching(ID, '1 to 48 of a-z, 0-9 and "-"');
const name = matching(NAME, '1 to 48 letters, digits and "-"');
const title = matching(TITLE, `1 to ${LIMITS.name} characters that show, no blank first`);
const text = matching(TEXT, `a text of at most ${LIMITS.text} characters that show`);
const ms = whole(1, LIMITS.span, `a whole number of milliseconds from 1 to ${LIMITS.span}`);
const span = v.pipe(ms, v.transform(millis), v.description("milliseconds"));

const basis = v.pipe(
  v.picklist(["documented", "third-party", "measured", "assumed"]),
  v.description("how far it can be trusted; assumed: it is a choice"),
);
const source = v.pipe(text, v.description("where it is said; for assumed, what the choice leans on"));
const bounds = "two numbers, the least and the most that it may really be";
const between = v.pipe(
  v.array(measure(0, LIMITS.span)),
  v.length(2, bounds),
  v.transform(([least, most]): [number, number] => [least!, most!]),
  v.description(
    "the least and the most that the number may really be: ms, a count, or ms of a pattern's round",
  ),
);
const provenance = { basis, source, between: v.exactOptional(between) };
const sourced = object(provenance);
const timed = object({ for: span, ...provenance });

const named = <S extends v.GenericSchema>(value: S, most: number) =>
  v.pipe(noList, v.record(name, value), v.maxEntries(most, atMost(most)));
const list = <S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(v.array(item), v.maxLength(most, atMost(most)));
const filledList = <S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(list(item, most), v.minLength(1, "at least one entry"));

const rung = object({
  name,
  at: v.pipe(span, v.description("held at least this long, milliseconds from the press")),
  reset: v.pipe(
    v.nullable(object({ name, when: v.picklist(["released", "reached", "confirmed"]) })),
    v.description("null: letting go here cancels the hold"),
  ),
  guard: v.exactOptional(timed),
  ...provenance,
});

/** What came into the format later may be left out of a file. */
const LATER_TIMINGS = ["looseWindow", "updateConfirm"] as const satisfies readonly TimingName[];
const timings = object({
  ...each(TIMINGS, timed),
  ...each(LATER_TIMINGS, v.exactOptional(timed)),
});

const outlet = object({
  watts: v.pipe(measure(1, LIMITS.watts), v.description("W; more is an overload")),
  volts: v.pipe(measure(1, LIMITS.volts), v.description("V of the mains it is made for")),
  ...provenance,
  meter: v.nullable(sourced),
  overheat: v.nullable(
    object({
      trip: v.pipe(measure(0, LIMITS.celsius), v.description("°C inside; the relay opens")),
      release: v.pipe(measure(0, LIMITS.celsius), v.description("°C; nothing closes it before")),
      ...provenance,
    }),
  ),
  overload: v.pipe(v.nullable(timed), v.description("the relay opens after so long above watts")),
});

const combination = object({
  buttons: filledList(name, LIMITS.buttons),
  when: v.picklist(["powerOn", "running", "either"]),
  skew: timed,
  rungs: filledList(rung, LIMITS.rungs),
  ...provenance,
});

const count = object({
  of: v.picklist(["powerOns", "taps"]),
  times: whole(2, 20, "a whole number from 2 to 20"),
  within: timed,
  reset: name,
  ...provenance,
});

const remoteReset = object({ reset: name, ...provenance });

const reset = object({
  erases: list(v.picklist(ERASABLE), ERASABLE.length),
  cloudRemoval: v.picklist(["auto", "manual"]),
  ...provenance,
});

const color = v.picklist(Object.keys(COLORS) as ColorName[]);
const rounds = `"forever" or a whole number from 1 to ${LIMITS.times}`;
const ledPattern = v.variant("kind", [
  v.strictObject({ kind: v.literal("steady"), color }),
  v.strictObject({
    kind: v.literal("steps"),
    steps: filledList(object({ color, for: span }), LIMITS.steps),
    times: v.union([v.literal("forever"), whole(1, LIMITS.times, rounds)], rounds),
  }),
]);
const pattern = object({ pattern: ledPattern, color: sourced, timing: sourced });

const rule = object({ when: object(each(REGION_NAMES, v.exactOptional(name))), show: name });

/** The shape of a profile's file. What its names refer to is looked at by meaning.ts. */
export const profileFile = object({
  $schema: v.exactOptional(text),
  version: v.literal(1),
  id,
  name: title,
  maker: title,
  variantOf: v.exactOptional(
    v.pipe(
      v.nullable(object({ profile: id, reading: text })),
      v.description("the profile whose sources it reads otherwise"),
    ),
  ),
  sources: v.pipe(
    named(text, LIMITS.sources),
    v.description("what the short names in a source stand for, such as S1"),
  ),
  timings,
  rungs: v.pipe(list(rung, LIMITS.rungs), v.description("the hold ladder, ascending")),
  resets: named(reset, LIMITS.resets),
  otherButtons: v.exactOptional(list(name, LIMITS.buttons)),
  combination: v.exactOptional(v.nullable(combination)),
  counts: v.exactOptional(list(count, LIMITS.counts)),
  app: v.exactOptional(named(remoteReset, LIMITS.resets)),
  voice: v.exactOptional(v.nullable(object({ reset: name, answer: timed, ...provenance }))),
  accountKeeps: v.exactOptional(list(object({ what: text, ...provenance }), LIMITS.sources)),
  outlet: v.exactOptional(v.pipe(v.nullable(outlet), v.description("null: it has no outlet"))),
  patterns: v.pipe(named(pattern, LIMITS.patterns), v.metadata({ required: ["boot"] })),
  indicator: v.pipe(
    filledList(rule, LIMITS.rules),
    v.description("the first rule whose states all hold decides what the lamp shows; the last one has none"),
  ),
  startUpOnOff: object({ value: v.picklist(["off", "on", "previous"]), ...provenance }),
});
