import {
  type Entry,
  isCheckable,
  isRepeated,
  isUncheckable,
  MANUAL,
} from "../../test/manual/statements/all.ts";
import type { Contradiction } from "../../test/manual/statements/contradiction.ts";
import { CONTRADICTIONS } from "../../test/manual/statements/contradictions.ts";
import { toldBy } from "./told.ts";

const code = (text: string): string => `\`${text}\``;
const link = (name: string): string => `[${name}](../test/manual/${name})`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0
    ? []
    : [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).concat("");

const block = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`### ${title}`, "", ...lines];

function documentOf(name: string, about: string, entries: readonly Entry[]): readonly string[] {
  const told = toldBy();
  const checkable = entries.filter(isCheckable);
  const uncheckable = entries.filter(isUncheckable);
  const repeated = entries.filter(isRepeated);
  const tested = checkable.filter(({ id }) => told.has(id)).length;
  return [
    `## ${name}: ${about}`,
    "",
    `${checkable.length} statements can be checked, ${tested} have a test; ${uncheckable.length} cannot be checked; ${repeated.length} repeat another.`,
    "",
    ...block(
      "Checkable",
      table(
        ["statement", "place", "says", "profile", "test"],
        checkable.map(({ id, place, statement: { says, profiles } }) => [
          code(id),
          place,
          says,
          profiles.map(code).join(" "),
          told.get(id)?.map(link).join(" ") ?? "none yet",
        ]),
      ),
    ),
    ...block(
      "Not checkable",
      table(
        ["statement", "place", "says", "why not"],
        uncheckable.map(({ id, place, statement: { says, why } }) => [code(id), place, says, why]),
      ),
    ),
    ...block(
      "Said again",
      table(
        ["statement", "place", "as"],
        repeated.map(({ id, place, statement }) => [code(id), place, code(statement.again)]),
      ),
    ),
  ];
}

function otherReading({ other }: Contradiction): string {
  if ("profile" in other) return code(`--profile ${other.profile}`);
  if ("none" in other) return `none: ${other.none}`;
  return `a profile with other ${other.fields.map(code).join(", ")}`;
}

const contradictionRow = (each: Contradiction): readonly string[] => [
  each.about,
  each.claims.map(([who, says]) => `**${who}**: ${says}`).join("<br>"),
  each.taken,
  otherReading(each),
];

/** docs/manual.md: every statement of the seed documents with its test, and what contradicts what. */
export const markdown = (): string =>
  [
    "# The manual, statement by statement",
    "",
    "<!-- Written by scripts/describe-manual.ts: change test/manual/ instead. -->",
    "",
    "What the three seed documents say about devices, in our words, and the test that holds the shipped profiles to it.",
    "",
    ...MANUAL.flatMap(({ document, about, entries }) => documentOf(document, about, entries)),
    "## Contradictions",
    "",
    "What is told in more than one way, what the shipped profiles do, and what takes another reading: a shipped profile, or",
    "one of your own ([add-a-plug.md](add-a-plug.md)) in which these fields differ.",
    "",
    ...Object.entries(CONTRADICTIONS).flatMap(([about, list]) =>
      block(
        `About ${about}`,
        table(["about", "claims", "taken", "the other reading"], list.map(contradictionRow)),
      ),
    ),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
