import * as v from "valibot";
import { COLORS, type ColorName } from "../../../firmware-sim/index.ts";
import { CADENCES } from "../../seen/lamp.ts";
import { STARTS } from "../../testing/start.ts";
import type { Verdict } from "../verdict.ts";

const text = v.string();
const whole = v.pipe(v.number(), v.safeInteger());
const line = v.pipe(whole, v.minValue(1));
/** Negative: before the procedure began. */
const ms = whole;
const count = v.pipe(whole, v.minValue(0));
const color = v.picklist(Object.keys(COLORS) as ColorName[]);
const basis = v.picklist(["documented", "third-party", "measured", "assumed"]);
const range = v.object({ min: count, max: v.exactOptional(count) });

const look = v.object({
  cadence: v.picklist(CADENCES),
  colors: v.array(color),
  pace: v.exactOptional(v.picklist(["fast", "slow"])),
  flashes: v.exactOptional(range),
  lasts: v.exactOptional(range),
});

const end = v.union([v.object({ for: ms }), v.object({ until: look })]);
const buttons = v.array(text);

const act = v.variant("do", [
  v.object({ do: v.picklist(["plugIn", "unplug", "setUp"]) }),
  v.object({ do: v.literal("press"), buttons, times: count }),
  v.object({ do: v.literal("hold"), buttons, end: v.nullable(end) }),
  v.object({ do: v.literal("keepHolding"), end: v.nullable(end) }),
  v.object({ do: v.literal("release"), buttons: v.nullable(buttons) }),
  v.object({ do: v.literal("wait"), end }),
  v.object({ do: v.literal("app"), action: text }),
  v.object({ do: v.literal("say"), words: v.picklist(["factory reset", "yes", "no"]) }),
]);

const observation = v.variant("see", [
  v.object({ see: v.literal("then"), looks: v.array(look), within: v.exactOptional(ms) }),
  v.object({ see: v.picklist(["either", "may"]), looks: v.array(look) }),
  v.object({ see: v.literal("never"), colors: v.array(color) }),
  v.object({ see: v.literal("resetDone") }),
  v.object({ see: v.literal("outlet"), to: v.picklist(["on", "off"]) }),
  v.object({ see: v.literal("button"), button: text }),
]);

const reading = v.variant("kind", [
  v.object({ kind: v.literal("statements"), statements: v.array(v.union([act, observation])) }),
  v.object({ kind: v.literal("excused"), why: text }),
  v.object({ kind: v.literal("aside") }),
  v.object({ kind: v.literal("unread"), why: text, nearest: v.array(text) }),
]);

const sentence = v.object({ text, line, headline: v.boolean(), reading });

const step = v.object({
  number: line,
  line,
  lastLine: line,
  requirements: v.array(text),
  sentences: v.pipe(v.array(sentence), v.minLength(1)),
});

const span = v.object({ color, from: ms, to: ms });
const episode = v.object({
  cadence: v.picklist(CADENCES),
  colors: v.array(color),
  from: ms,
  to: ms,
  periodMs: v.nullable(v.number()),
  duty: v.nullable(v.number()),
  flashes: count,
  spans: v.array(span),
});

const sentenceVerdict = v.object({
  sentence,
  outcome: v.picklist(["pass", "fail", "not checked", "not reached"]),
  says: v.exactOptional(text),
  did: v.exactOptional(text),
  suggestion: v.exactOptional(text),
  basis: v.exactOptional(basis),
  dependsOn: v.exactOptional(v.array(v.object({ place: text, value: text, basis, source: text }))),
  from: v.exactOptional(ms),
  to: v.exactOptional(ms),
});

const stepVerdict = v.object({
  step,
  outcome: v.picklist(["pass", "fail", "not reached"]),
  sentences: v.array(sentenceVerdict),
  seen: v.nullable(v.object({ from: ms, to: ms, episodes: v.array(episode) })),
});

const hash = v.pipe(text, v.regex(/^[0-9a-f]{64}$/));

/** A verdict as a report holds it. */
export const verdictSchema: v.GenericSchema<unknown, Verdict> = v.object({
  outcome: v.picklist(["pass", "fail", "incomplete"]),
  file: text,
  heading: v.nullable(text),
  board: text,
  start: v.picklist(STARTS),
  profile: v.object({ id: text, name: text }),
  hashes: v.object({ tool: hash, article: hash, profile: hash }),
  version: text,
  steps: v.array(stepVerdict),
  checked: count,
  sentences: count,
  basis: v.nullable(basis),
  flips: v.exactOptional(
    v.array(
      v.object({ place: text, now: v.number(), at: v.number(), unit: v.picklist(["ms", "times"]), basis }),
    ),
  ),
  observer: v.exactOptional(
    v.object({
      operator: text,
      model: text,
      serial: text,
      firmware: text,
      reaction: ms,
      moves: v.array(v.object({ at: ms, do: text, button: v.exactOptional(text) })),
    }),
  ),
});
