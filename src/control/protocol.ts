import * as v from "valibot";
import { AIRS, type Air, LOAD_LIMITS, millis } from "../../firmware-sim/index.ts";
import { LIMITS } from "../config/profile/limits.ts";
import { HOUSEHOLD_WISHES, REMEDIES } from "../runtime/household/kinds.ts";
import { WIRE_FAULT_KINDS, WIRE_FAULT_LIMITS } from "../runtime/wire-faults.ts";
import { firmwareRequest } from "./firmware-request.ts";
import { ASPECT_NAMES } from "./goal.ts";
import { LONGEST_HOLD, LONGEST_PASSING } from "./longest.ts";
import { scheduleRequest } from "./schedule-request.ts";
import { wiringRequest } from "./wiring-request.ts";

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

const seed = whole(WIRE_FAULT_LIMITS.seed);
const wireFault = v.strictObject({
  kind: v.picklist(WIRE_FAULT_KINDS),
  seed,
  chance: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  delay: span(WIRE_FAULT_LIMITS.delay),
  period: span(WIRE_FAULT_LIMITS.period),
});
const householdFault = v.strictObject({
  kind: v.picklist(HOUSEHOLD_WISHES),
  seed,
  period: span(WIRE_FAULT_LIMITS.period),
});
const fault = v.variant("kind", [wireFault, householdFault]);

const watts = v.pipe(v.number(), v.minValue(0), v.maxValue(LOAD_LIMITS.watts));
const load = v.variant("kind", [
  v.strictObject({ name, kind: v.literal("steady"), watts }),
  v.strictObject({
    name,
    kind: v.literal("steps"),
    steps: v.pipe(
      v.array(v.strictObject({ watts, for: span([LOAD_LIMITS.shortest, LOAD_LIMITS.span]) })),
      v.minLength(1),
      v.maxLength(LOAD_LIMITS.steps),
      v.readonly(),
    ),
    repeats: v.boolean(),
  }),
]);

export const BUTTON_NAME = /^[A-Za-z0-9-]{1,48}$/;
/** All that a profile can have, and the Action button. */
export const MOST_BUTTONS = LIMITS.buttons + 1;
const buttons = v.pipe(
  v.array(v.pipe(v.string(), v.regex(BUTTON_NAME))),
  v.minLength(1),
  v.maxLength(MOST_BUTTONS),
);

const request = v.variant("do", [
  v.strictObject({ do: v.literal("press"), buttons: v.exactOptional(buttons) }),
  v.strictObject({ do: v.literal("release"), buttons: v.exactOptional(buttons) }),
  v.strictObject({
    do: v.literal("hold"),
    ms: span([1, LONGEST_HOLD]),
    buttons: v.exactOptional(buttons),
  }),
  v.strictObject({ do: v.literal("app"), action: v.pipe(v.string(), v.maxLength(64)) }),
  v.strictObject({ do: v.literal("voice"), says: v.picklist(["factory reset", "yes", "no"]) }),
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
  v.strictObject({
    do: v.literal("clearFault"),
    kind: v.picklist([...WIRE_FAULT_KINDS, ...HOUSEHOLD_WISHES, "all"]),
  }),
  v.strictObject({ do: v.literal("remedy"), name: v.picklist(REMEDIES) }),
  v.strictObject({ do: v.literal("faults") }),
  v.strictObject({ do: v.literal("load"), load: v.nullable(load) }),
  v.strictObject({ do: v.literal("air"), to: v.picklist(Object.keys(AIRS) as Air[]) }),
  v.strictObject({ do: v.literal("resetEnergy") }),
  v.strictObject({ do: v.literal("startUp"), to: v.picklist(["off", "on", "previous"]) }),
  v.strictObject({ do: v.literal("identify") }),
  v.strictObject({ do: v.literal("account") }),
  v.strictObject({ do: v.literal("schedules"), about: scheduleRequest }),
  v.strictObject({ do: v.literal("firmware"), about: firmwareRequest }),
  v.strictObject({ do: v.literal("wiring"), about: wiringRequest }),
  v.strictObject({ do: v.literal("forget") }),
  v.strictObject({ do: v.literal("state") }),
  v.strictObject({ do: v.literal("report"), form: v.picklist(["text", "json"]) }),
  v.strictObject({ do: v.literal("page") }),
  v.strictObject({ do: v.literal("stop") }),
]);
export type Request = v.InferOutput<typeof request>;

/** Asks for no answer: from then on all that changes is told, in the events that the page gets too. Over `ctl`'s socket only. */
export const WATCH = { do: "watch" } as const;
const watch = v.strictObject({ do: v.literal(WATCH.do) });

export function asksToWatch(line: string): boolean {
  try {
    return v.is(watch, JSON.parse(line));
  } catch {
    return false;
  }
}

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
  if (issue.type === "integer") return `${place}: expected a whole number`;
  return `${place}: ${issue.received === "undefined" ? "missing" : `expected ${issue.expected ?? issue.requirement}`}`;
}
