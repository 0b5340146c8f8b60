import * as v from "valibot";
import { millis } from "../../firmware-sim/index.ts";

/** Longer than any name or reason that the program makes, and narrow enough for a file that means harm. */
export const text = v.pipe(v.string(), v.maxLength(1024));
export const texts = v.pipe(v.array(text), v.maxLength(256));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
export const span = v.pipe(count, v.transform(millis));
/** Of chances. */
export const seed = v.pipe(count, v.maxValue(2 ** 32 - 1));
export const upDown = v.picklist(["up", "down"]);
export const nothing = v.strictObject({});

type Member<U extends { kind: string }, K> = U extends { kind: infer J }
  ? K extends J
    ? Omit<U, "kind">
    : never
  : never;
/** What each kind says beside its kind. */
export type ByKind<U extends { kind: string }> = {
  readonly [K in U["kind"]]: v.GenericSchema<unknown, Member<U, K>>;
};

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One of the kinds, each with a schema of its own: none of them can be forgotten. */
export const kinded = <U extends { kind: string }>(schemas: ByKind<U>): v.GenericSchema<unknown, U> =>
  v.custom<U>((value) => {
    if (!isObject(value)) return false;
    const { kind, ...rest } = value;
    if (typeof kind !== "string" || !Object.hasOwn(schemas, kind)) return false;
    return v.is(schemas[kind as U["kind"]], rest);
  });
