import { escaped } from "../../seen/xml.ts";
import type { SentenceVerdict, StepVerdict, Verdict } from "../verdict.ts";
import { timeline } from "./pictures.ts";
import {
  basisWords,
  checkedWords,
  detailsOf,
  flipLines,
  nameOf,
  observerRows,
  outcomeOf,
  stepTitle,
  unchecked,
} from "./words.ts";

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  const open = `<${name}${words.join("")}`;
  return content.length === 0 ? `${open}/>` : `${open}>${content.join("")}</${name}>`;
}

/** A reader of XML turns line breaks of an attribute into blanks. */
const attribute = (text: string): string => escaped(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");

/**
 * A suite for each procedure, a case for each step; times are the plug's. A step that was not reached is skipped; a
 * procedure that was interrupted, or failed although no step did, has one more case, which says so.
 */
export function junitReport(verdicts: readonly Verdict[]): string {
  const suites = verdicts.map(suite);
  const totals = element(
    "testsuites",
    { name: `plugbench procedure check: ${outcomeOf(verdicts)}` },
    "\n",
    ...suites.map((text) => `${text}\n`),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${totals}\n`;
}

function suite(verdict: Verdict): string {
  const { steps, outcome } = verdict;
  const failures = count(steps, "fail");
  const errors = outcome === "incomplete" || (outcome === "fail" && failures === 0) ? 1 : 0;
  const cases = steps.map((step) => testcase(verdict, step));
  if (errors > 0) {
    const message = outcome === "incomplete" ? "the check was interrupted" : "the procedure did not pass";
    const named = { classname: nameOf(verdict), name: "the procedure as a whole" };
    cases.push(element("testcase", named, element("error", { message, type: outcome })));
  }
  return element(
    "testsuite",
    {
      name: nameOf(verdict),
      tests: cases.length,
      failures,
      errors,
      skipped: count(steps, "not reached"),
      time: secondsOf(steps.findLast(({ seen }) => seen !== null)?.seen?.to ?? 0),
    },
    "\n",
    ...[properties(propertiesOf(verdict)), ...cases, output(verdict)].map((text) => `${text}\n`),
  );
}

const count = (steps: readonly StepVerdict[], wanted: StepVerdict["outcome"]): number =>
  steps.filter(({ outcome }) => outcome === wanted).length;

const secondsOf = (ms: number): string => (ms / 1000).toFixed(3);

const properties = (named: readonly (readonly [string, string])[]): string =>
  element("properties", {}, ...named.map(([name, value]) => element("property", { name, value })));

function propertiesOf(verdict: Verdict): [string, string][] {
  const { hashes, observer, profile } = verdict;
  return [
    ["outcome", verdict.outcome],
    ["profile", profile.id],
    ["board", verdict.board],
    ["start", verdict.start],
    ["basis", verdict.basis ?? "none"],
    ["checked", checkedWords(verdict)],
    ["version", verdict.version],
    ["sha256.tool", hashes.tool],
    ["sha256.article", hashes.article],
    ["sha256.profile", hashes.profile],
    ...observerRows(observer).map(([what, value]): [string, string] => [`observer.${what}`, value]),
  ];
}

function testcase(verdict: Verdict, step: StepVerdict): string {
  const { number, line, requirements } = step.step;
  const inside = [
    ...(requirements.length > 0 ? [properties(requirements.map((each) => ["requirement", each]))] : []),
    ...(step.outcome === "fail" ? [failure(step)] : []),
    ...(step.outcome === "not reached" ? [element("skipped", { message: "not reached" })] : []),
  ];
  return element(
    "testcase",
    {
      classname: nameOf(verdict),
      name: `Step ${number}: ${stepTitle(step)}`,
      file: verdict.file,
      line,
      time: secondsOf(step.seen === null ? 0 : step.seen.to - step.seen.from),
    },
    ...inside,
  );
}

function failure(step: StepVerdict): string {
  const failed = step.sentences.filter(({ outcome }) => outcome === "fail");
  const text = [...failed.map(failureText), ...timeline(step, 72)].join("\n");
  const [first] = failed;
  const message = first === undefined ? "the step failed" : failureText(first).split("\n").join("; ");
  return element("failure", { message, type: "procedure" }, escaped(text));
}

const failureText = (verdict: SentenceVerdict): string =>
  [
    `line ${verdict.sentence.line}: ${verdict.sentence.text}`,
    ...detailsOf(verdict).map(([term, text]) => `${term}: ${text}`),
  ].join("\n");

function output(verdict: Verdict): string {
  const lines = [
    checkedWords(verdict),
    ...unchecked(verdict).map(({ sentence, why }) => `line ${sentence.line}: ${sentence.text} (${why})`),
    ...verdict.steps.flatMap(({ sentences }) =>
      sentences.flatMap((each) => {
        const words = basisWords(each);
        return words === "" ? [] : [`line ${each.sentence.line}: ${words}`];
      }),
    ),
    ...flipLines(verdict),
  ];
  return element("system-out", {}, escaped(lines.join("\n")));
}
