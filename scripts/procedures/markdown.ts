import { readFileSync } from "node:fs";
import { PARAMETERS, PHRASES } from "../../src/procedure/phrases/index.ts";
import { SLACK } from "../../src/procedure/phrases/quantity.ts";
import { FAST, NOTICED, SEVERAL, SLOW, SOLID } from "../../src/seen/observer.ts";
import { STARTS } from "../../src/testing/start.ts";

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  ...[head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`),
  "",
];

const code = (text: string): string => `\`${text}\``;
const seconds = (ms: number): string => `${ms / 1000} s`;

function phrases(): readonly string[] {
  const subjects = [...new Set(PHRASES.map(({ about }) => about))];
  return subjects.flatMap((subject) => [
    `### ${subject}`,
    "",
    ...table(
      ["phrase", "such as", "means"],
      PHRASES.filter(({ about }) => about === subject).map(({ expression, example, meaning }) => [
        code(expression),
        example,
        meaning,
      ]),
    ),
  ]);
}

const ASSUMED = [
  ["several, a few, a couple of, a moment", `${SEVERAL} or more: times, or seconds`],
  ["three times", "so often; of looks, about: one more or less; at least, up to: as it says"],
  [
    "for 5 seconds, about 5 seconds, of what is seen",
    `a fifth more or less, and at least ${seconds(SLACK.atLeast)}`,
  ],
  ["for 5 seconds, at least 5 seconds, of what is done", "5 s; of a range the shorter end"],
  ["solid, off", `without a break for ${seconds(SOLID)}`],
  ["fast, slow", `one round in ${FAST} ms or less; in ${seconds(SLOW)} or more`],
  ["not noticed", `what is shorter than ${NOTICED} ms and no flash of a blink`],
] as const;

/** docs/procedures.md: what a writer needs to know, and the phrases as the program has them. */
export const markdown = (): string =>
  [
    readFileSync(new URL("how-to.md", import.meta.url), "utf8")
      .replaceAll("\r\n", "\n")
      .replace("{starts}", STARTS.map(code).join(", "))
      .trimEnd(),
    "",
    "## Phrases",
    "",
    "Each clause is read by one of these, and a sentence is understood when all its clauses are. In braces stands what",
    "differs, in parentheses what may be left out, and a slash parts what may stand for each other. `light` is any lamp,",
    "LED, indicator or ring; `device` the plug, socket, speaker, cable or `it`; `when` also once, as soon as, after.",
    "",
    ...table(
      ["in braces", "such as"],
      Object.entries(PARAMETERS).map(([name, { says }]) => [code(`{${name}}`), says]),
    ),
    ...phrases(),
    "## Quantities",
    "",
    "How an observer takes what an article says. All assumed, for no article says more.",
    "",
    ...table(["said", "taken as"], ASSUMED),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
