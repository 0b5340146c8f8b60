import * as v from "valibot";
import {
  COLORS,
  type ColorName,
  ERASABLE,
  millis,
  REGION_NAMES,
  TIMINGS,
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
const provenance = { basis, source };
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
  sources: v.pipe(
    named(text, LIMITS.sources),
    v.description("what the short names in a source stand for, such as S1"),
  ),
  timings: object(each(TIMINGS, timed)),
  rungs: v.pipe(list(rung, LIMITS.rungs), v.description("the hold ladder, ascending")),
  resets: named(reset, LIMITS.resets),
  patterns: v.pipe(named(pattern, LIMITS.patterns), v.metadata({ required: ["boot"] })),
  indicator: v.pipe(
    filledList(rule, LIMITS.rules),
    v.description("the first rule whose states all hold decides what the lamp shows; the last one has none"),
  ),
  startUpOnOff: object({ value: v.picklist(["off", "on", "previous"]), ...provenance }),
});
