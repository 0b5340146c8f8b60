import * as v from "valibot";
import { profileFile } from "./schema.ts";

/** What is wrong at one place of a profile's file, such as `rungs[1].at`. */
export interface Fault {
  readonly path: string;
  readonly what: string;
}

type Shaped = v.InferOutput<typeof profileFile>;
type Patterns = Shaped["patterns"];
/** What the schema reads: the names in a record it cannot demand. */
export type ProfileFile = Shaped & { readonly patterns: Patterns & { readonly boot: Patterns[string] } };
export type Reading =
  | { readonly file: ProfileFile; readonly faults?: never }
  | { readonly file?: never; readonly faults: readonly Fault[] };

/** Reads a value as a profile's file, its shape only: the file, or every fault of its shape. */
export function readShape(value: unknown): Reading {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { faults: [{ path: "", what: `expected an object, found ${found(value)}` }] };
  // Valibot passes over such keys in silence.
  const hidden = hiddenKeys(value, []);
  const result = v.safeParse(profileFile, value, { abortPipeEarly: true });
  const faults = [...hidden, ...(result.issues ?? []).map(explain)];
  if (!result.success || faults.length > 0) return { faults };
  return hasBoot(result.output)
    ? { file: result.output }
    : { faults: [{ path: "patterns.boot", what: "missing; add it" }] };
}

const hasBoot = (file: Shaped): file is ProfileFile => Object.hasOwn(file.patterns, "boot");

function explain(issue: v.InferIssue<typeof profileFile>): Fault {
  const path = pathOf(issue.path?.map(({ key }) => key as string | number) ?? []);
  const isKey = issue.path?.at(-1)?.origin === "key";
  if (issue.type === "strict_object" && issue.expected === "never")
    return { path, what: "unknown key; remove it" };
  if (issue.input === undefined) return { path, what: "missing; add it" };
  if (isKey && issue.kind === "validation") return { path, what: `the key must be ${issue.message}` };
  return { path, what: `expected ${expectation(issue)}, found ${found(issue.input)}` };
}

function expectation({ message, expected }: v.InferIssue<typeof profileFile>): string {
  if (!message.startsWith("Invalid ")) return message;
  const kinds: Readonly<Record<string, string>> = { Object: "an object", Array: "a list" };
  return kinds[expected ?? ""] ?? String(expected).replaceAll(/[()]/g, "").replaceAll(" | ", ", ");
}

function found(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  // JSON.parse makes infinity of 1e400, which JSON.stringify would call null.
  const text = typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Keys that every object has by its prototype, or that would change it. */
function hiddenKeys(value: object, path: readonly (string | number)[]): readonly Fault[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    const below = typeof inner === "object" && inner !== null ? hiddenKeys(inner, here) : [];
    const fault = { path: pathOf(here), what: "this key has a meaning of its own; choose another name" };
    return !Array.isArray(value) && (key in Object.prototype || key === "prototype")
      ? [fault, ...below]
      : below;
  });
}

/** `rungs[1].at`, as JavaScript would write it. */
function pathOf(keys: readonly (string | number)[]): string {
  const text = keys.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    const short = key.length > 60 ? `${key.slice(0, 60)}…` : key;
    return /^[\w$-]+$/.test(key) ? `.${short}` : `[${JSON.stringify(short)}]`;
  });
  return text.join("").replace(/^\./, "");
}
