import * as v from "valibot";
import { millis } from "../../../firmware-sim/index.ts";
import { WIRE_FAULT_KINDS, WIRE_FAULT_LIMITS } from "../../runtime/wire-faults.ts";
import { ASPECT_NAMES } from "./goal.ts";
import { LONGEST_HOLD, LONGEST_PASSING } from "./longest.ts";

/** A request and an answer are one line of JSON each. A request is at most this long, bytes. */
export const LONGEST_REQUEST = 4096;
/** An answer holds all that is known of the plug, with names that others chose; a report, what happened to it too. */
export const LONGEST_ANSWER = 1024 * 1024;

/** 32 bytes is what Wi-Fi allows a network's name, and 64 characters a password. */
const name = v.pipe(v.string(), v.minLength(1), v.maxBytes(32), v.regex(/^\P{Cc}*$/u));
const account = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^\P{Cc}*$/u));
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const upDown = v.picklist(["up", "down"]);

/** What `ctl setup --from` reads. `account` null: Wi-Fi only; absent: the home's own. */
export const credentials = v.strictObject({
  ssid: name,
  password,
  account: v.optional(v.nullable(account)),
});
export type Credentials = v.InferOutput<typeof credentials>;

const whole = ([least, most]: readonly [number, number]) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const span = (limits: readonly [number, number]) => v.pipe(whole(limits), v.transform(millis));

const fault = v.strictObject({
  kind: v.picklist(WIRE_FAULT_KINDS),
  seed: whole(WIRE_FAULT_LIMITS.seed),
  chance: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  delay: span(WIRE_FAULT_LIMITS.delay),
  period: span(WIRE_FAULT_LIMITS.period),
});

const request = v.variant("do", [
  v.strictObject({ do: v.literal("press") }),
  v.strictObject({ do: v.literal("release") }),
  v.strictObject({
    do: v.literal("hold"),
    ms: span([1, LONGEST_HOLD]),
  }),
  v.strictObject({
    do: v.literal("wait"),
    for: v.strictObject({ what: v.picklist(ASPECT_NAMES), is: v.pipe(v.string(), v.maxLength(64)) }),
    ms: span([1, LONGEST_PASSING]),
  }),
  v.strictObject({ do: v.literal("advance"), ms: span([1, LONGEST_PASSING]) }),
  v.strictObject({ do: v.literal("relay"), to: v.picklist(["on", "off", "toggle"]) }),
  v.strictObject({ do: v.literal("power"), to: v.picklist(["on", "off"]) }),
  v.strictObject({
    do: v.literal("setup"),
    credentials: v.optional(credentials),
    wrongPassword: v.optional(v.boolean()),
  }),
  v.strictObject({ do: v.literal("wifi"), to: upDown, how: v.picklist(["cut", "silent"]) }),
  v.strictObject({ do: v.literal("cloud"), to: upDown }),
  v.strictObject({ do: v.literal("removeFromAccount") }),
  v.strictObject({ do: v.literal("fault"), fault, for: v.exactOptional(span(WIRE_FAULT_LIMITS.for)) }),
  v.strictObject({ do: v.literal("clearFault"), kind: v.picklist([...WIRE_FAULT_KINDS, "all"]) }),
  v.strictObject({ do: v.literal("faults") }),
  v.strictObject({ do: v.literal("forget") }),
  v.strictObject({ do: v.literal("state") }),
  v.strictObject({ do: v.literal("report"), form: v.picklist(["text", "json"]) }),
  v.strictObject({ do: v.literal("stop") }),
]);
export type Request = v.InferOutput<typeof request>;

const answer = v.variant("ok", [
  v.strictObject({ ok: v.literal(true), message: v.string(), result: v.optional(v.unknown()) }),
  v.strictObject({ ok: v.literal(false), code: v.string(), message: v.string() }),
]);
export type Answer = v.InferOutput<typeof answer>;

export const refusedAnswer = (code: string, message: string): Answer => ({ ok: false, code, message });

/** A line from whoever connected, as a request or as the answer that refuses it. */
export function readRequest(line: string): Request | Answer {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return refusedAnswer("bad_json", "the request is not JSON");
  }
  const result = v.safeParse(request, value);
  return result.success ? result.output : refusedAnswer("bad_value", issueText(result.issues));
}

/** What came back, undefined if it is no answer of ours. */
export function readAnswer(line: string): Answer | undefined {
  try {
    return v.parse(answer, JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** The first thing that is wrong, with its place. Repeats no value, which may be a password. */
export function issueText(issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0]!;
  const place = v.getDotPath(issue) ?? "the request";
  if (issue.expected === "never") return `${place}: unknown key`;
  return `${place}: ${issue.received === "undefined" ? "missing" : `expected ${issue.expected ?? issue.requirement}`}`;
}
