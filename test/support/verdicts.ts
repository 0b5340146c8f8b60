import type { ColorName } from "../../firmware-sim/index.ts";
import type { Sentence, Statement, Step } from "../../src/procedure/plan.ts";
import type { Result } from "../../src/procedure/report/result.ts";
import type { SentenceVerdict, StepVerdict, Verdict } from "../../src/procedure/verdict.ts";
import type { Episode, LampSpan } from "../../src/seen/lamp.ts";

/** One colour that shines from `from` to `to`. */
export const solid = (color: ColorName, from: number, to: number): Episode => ({
  cadence: color === "off" ? "off" : "solid",
  colors: color === "off" ? [] : [color],
  from,
  to,
  periodMs: null,
  duty: null,
  flashes: color === "off" ? 0 : 1,
  spans: [{ color, from, to }],
});

/** `flashes` rounds of `half` lit and `half` dark. */
export function blinking(color: ColorName, from: number, flashes: number, half = 250): Episode {
  const spans: LampSpan[] = [];
  for (let at = from; spans.length < 2 * flashes; at += 2 * half)
    spans.push({ color, from: at, to: at + half }, { color: "off", from: at + half, to: at + 2 * half });
  return {
    cadence: "blinking",
    colors: [color],
    from,
    to: from + 2 * half * flashes,
    periodMs: 2 * half,
    duty: 0.5,
    flashes,
    spans,
  };
}

export const sentence = (text: string, line: number, ...statements: Statement[]): Sentence => ({
  text,
  line,
  headline: false,
  reading: statements.length === 0 ? { kind: "aside" } : { kind: "statements", statements },
});

/** A step of sentences that stand on lines of their own. */
export const step = (number: number, sentences: readonly Sentence[], requirements: string[] = []): Step => ({
  number,
  line: sentences[0]!.line,
  lastLine: sentences.at(-1)!.line,
  requirements,
  sentences,
});

const passed = (of: Sentence, rest: Partial<SentenceVerdict> = {}): SentenceVerdict => ({
  sentence: of,
  outcome: of.reading.kind === "statements" ? "pass" : "not checked",
  ...rest,
});

const plugIn = sentence("Plug it in.", 4, { do: "plugIn" });
const hold = sentence("Hold the Action button for 13 seconds.", 5, {
  do: "hold",
  buttons: ["action"],
  end: { for: 13_000 },
});
const orange = sentence("The light glows solid orange for several seconds.", 6, {
  see: "then",
  looks: [{ cadence: "solid", colors: ["orange"], lasts: { min: 2000 } }],
});
const red = sentence("The light glows solid red for several seconds.", 6, {
  see: "then",
  looks: [{ cadence: "solid", colors: ["red"], lasts: { min: 2000 } }],
  within: 1000,
});
const ready = sentence("The plug is now ready for sale.", 7);

const firstStep: StepVerdict = {
  step: step(1, [plugIn], ["REQ-1"]),
  outcome: "pass",
  sentences: [passed(plugIn, { basis: "documented", from: 0, to: 4000 })],
  seen: { from: 0, to: 4000, episodes: [blinking("red", 1000, 3), solid("off", 2500, 4000)] },
};

const around = {
  file: "articles/reset.md",
  heading: "How to reset",
  board: "virtual",
  start: "unplugged",
  profile: { id: "amazon-smart-plug", name: "Amazon Smart Plug" },
  hashes: { tool: "a".repeat(64), article: "b".repeat(64), profile: "c".repeat(64) },
  version: "0.1.0",
  sentences: 4,
} as const;

/** Two steps that pass, one of them by an assumed number. */
export const good: Verdict = {
  ...around,
  outcome: "pass",
  checked: 3,
  basis: "third-party",
  steps: [
    firstStep,
    {
      step: step(2, [hold, red, ready], ["REQ-2", "REQ-3"]),
      outcome: "pass",
      sentences: [
        passed(hold, {
          basis: "third-party",
          dependsOn: [
            { place: "rungs.armed.at", value: "12 s", basis: "third-party", source: "S2" },
            { place: "boot", value: "1 s", basis: "documented", source: "S1" },
          ],
          from: 4000,
          to: 17_000,
        }),
        passed(red, { basis: "documented", dependsOn: [], from: 17_000, to: 22_000 }),
        passed(ready),
      ],
      seen: { from: 4000, to: 24_000, episodes: [solid("red", 17_000, 22_000), blinking("blue", 22_000, 4)] },
    },
  ],
  flips: [{ place: "rungs.armed.at", now: 12_000, at: 13_001, unit: "ms", basis: "third-party" }],
};

/** The second step says orange where the plug shows red. */
export const bad: Verdict = {
  ...around,
  outcome: "fail",
  checked: 3,
  basis: null,
  steps: [
    firstStep,
    {
      step: step(2, [hold, orange, ready], ["REQ-2", "REQ-3"]),
      outcome: "fail",
      sentences: [
        passed(hold, { basis: "documented", from: 4000, to: 17_000 }),
        {
          sentence: orange,
          outcome: "fail",
          says: "solid orange, at least 2 s",
          did: "solid red for 5 s, from 17 s",
          suggestion: "The light glows solid red for several seconds.",
          from: 17_000,
          to: 22_000,
        },
        passed(ready),
      ],
      seen: { from: 4000, to: 24_000, episodes: [solid("red", 17_000, 22_000), blinking("blue", 22_000, 4)] },
    },
  ],
};

/** Interrupted after the first step. */
export const partial: Verdict = {
  ...around,
  outcome: "incomplete",
  checked: 1,
  basis: null,
  steps: [
    firstStep,
    {
      step: step(2, [hold, red, ready], ["REQ-2", "REQ-3"]),
      outcome: "not reached",
      sentences: [hold, red, ready].map((each) => ({ sentence: each, outcome: "not reached" })),
      seen: null,
    },
  ],
};

/** The same verdict with `text` wherever the article, the profile or an observer could put words. */
export const hostile = (text: string): Verdict =>
  JSON.parse(
    JSON.stringify({
      ...bad,
      observer: {
        operator: text,
        model: text,
        serial: text,
        firmware: text,
        reaction: 200,
        moves: [{ at: 0, do: "press", button: "action" }],
      },
    }),
    (key, value) => {
      if (["text", "says", "did", "suggestion", "file", "heading", "name", "place", "source"].includes(key))
        return text;
      return key === "requirements" ? [text] : value;
    },
  );

/** Without a comparison of boards. */
export const alone = (verdicts: readonly Verdict[]): Result[] =>
  verdicts.map((verdict) => ({ verdict, comparison: null }));
