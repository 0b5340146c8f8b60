import { createHash } from "node:crypto";
import { escaped } from "../../seen/xml.ts";
import type { Comparison } from "../compare/compare.ts";
import { comparisonText } from "../compare/text.ts";
import type { SentenceVerdict, StepVerdict, Verdict } from "../verdict.ts";
import { lightPictures, type Picture, stepPicture } from "./pictures.ts";
import type { Result } from "./result.ts";
import { STYLE } from "./style.ts";
import { traceability } from "./traceability.ts";
import {
  basisWords,
  checkedWords,
  detailsOf,
  flipLines,
  MARKS,
  nameOf,
  observerRows,
  outcomeOf,
  stepTitle,
  unchecked,
  VERDICT_WORDS,
} from "./words.ts";

const POLICY = [
  "default-src 'none'",
  "img-src data:",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** One page without scripts, which needs nothing but itself. */
export function htmlReport(results: readonly Result[]): string {
  const verdicts = results.map(({ verdict }) => verdict);
  const title = `${VERDICT_WORDS[outcomeOf(verdicts)]}: ${[...new Set(verdicts.map(({ file }) => file))].join(", ")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${[...results.map(procedure), requirements(verdicts)].join("\n")}
</main>
</body>
</html>
`;
}

function procedure({ verdict, comparison }: Result): string {
  return `<article>
<h1>${escaped(nameOf(verdict))}</h1>
<p class="${verdict.outcome}"><strong>${VERDICT_WORDS[verdict.outcome]}</strong>: ${checkedWords(verdict)}</p>
${verdict.steps.map(stepSection).join("\n")}
${list(
  "Not checked",
  unchecked(verdict).map(({ sentence, why }) => `line ${sentence.line}: ${sentence.text} (${why})`),
)}${list("Where the verdict turns", flipLines(verdict))}${compared(comparison)}${facts(verdict)}
</article>`;
}

const compared = (comparison: Comparison | null): string =>
  comparison === null ? "" : `<h2>Boards</h2>\n<pre>${escaped(comparisonText(comparison))}</pre>\n`;

const list = (title: string, items: readonly string[]): string =>
  items.length === 0
    ? ""
    : `<h2>${title}</h2>\n<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>\n`;

function stepSection(verdict: StepVerdict): string {
  const { number, line, requirements: named } = verdict.step;
  const picture = stepPicture(verdict);
  return `<section class="${verdict.outcome.replace(" ", "-")}">
<h2>${MARKS[verdict.outcome]} Step ${number}: ${escaped(stepTitle(verdict))}</h2>
<p class="about">${escaped([verdict.outcome, `line ${line}`, ...named].join(" · "))}</p>
<ol>
${verdict.sentences.map(sentenceItem).join("\n")}
</ol>${picture === null ? "" : `\n<figure>${image(picture)}<figcaption>${escaped(picture.alt)}</figcaption></figure>`}
</section>`;
}

function sentenceItem(verdict: SentenceVerdict): string {
  const { sentence, outcome } = verdict;
  const basis = basisWords(verdict);
  const details = detailsOf(verdict).map(
    ([term, text], i) =>
      `<dt>${term}</dt><dd>${i === 0 ? lightPictures(sentence).map(image).join(" ") : ""} ${escaped(text)}</dd>`,
  );
  return `<li class="${outcome.replace(" ", "-")}"><span class="mark">${MARKS[outcome]} ${outcome}</span> ${escaped(sentence.text)}${
    basis === "" ? "" : ` <small>${escaped(basis)}</small>`
  }${details.length === 0 ? "" : `<dl>${details.join("")}</dl>`}</li>`;
}

/** As a picture of its own, for a drawing's names would meet those of the next one in the page. */
const image = ({ svg, alt }: Picture): string =>
  `<img src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}" alt="${escaped(alt)}">`;

function facts({ profile, board, start, basis, version, hashes, observer }: Verdict): string {
  const rows: [string, string][] = [
    ["Plug", `${profile.name} (${profile.id})`],
    ["Board", board],
    ["Start", start],
    ["Rests on", basis ?? "nothing: it did not pass"],
    ...observerRows(observer),
    [`plugbench ${version}, SHA-256`, hashes.tool],
    ["Article, SHA-256", hashes.article],
    ["Profile, SHA-256", hashes.profile],
  ];
  return table([], rows);
}

function requirements(verdicts: readonly Verdict[]): string {
  const rows = traceability(verdicts).map(({ requirement, file, heading, step, line, title, outcome }) => [
    requirement,
    nameOf({ file, heading }),
    `Step ${step}, line ${line}: ${title}`,
    `${MARKS[outcome]} ${outcome}`,
  ]);
  if (rows.length === 0) return "";
  return `<h1>Requirements</h1>\n${table(["Requirement", "Procedure", "Step", "Outcome"], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
  return `<table>\n${[...(head.length > 0 ? [cells("th", head)] : []), ...rows.map((row) => cells("td", row))].join("\n")}\n</table>`;
}
