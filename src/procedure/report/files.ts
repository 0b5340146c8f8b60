import { basename, extname } from "node:path";
import type { Verdict } from "../verdict.ts";
import { htmlReport } from "./html.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { stepPng } from "./pictures.ts";
import type { Result } from "./result.ts";

export interface ReportFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** For each article `name.json`, `name.junit.xml`, `name.html`, and a picture of each step in which time passed. */
export async function reportFiles(results: readonly Result[]): Promise<ReportFile[]> {
  const names = new Map<string, string>();
  for (const { verdict } of results)
    if (!names.has(verdict.file)) names.set(verdict.file, freeName(verdict.file, [...names.values()]));
  const files = [...names].map(async ([file, name]) => {
    const own = results.filter(({ verdict }) => verdict.file === file);
    const verdicts = own.map(({ verdict }) => verdict);
    return [
      { name: `${name}.json`, content: jsonReport(own) },
      { name: `${name}.junit.xml`, content: junitReport(verdicts) },
      { name: `${name}.html`, content: htmlReport(own) },
      ...(await pictures(name, verdicts)),
    ];
  });
  return (await Promise.all(files)).flat();
}

/** The file's name without its folder and ending, fit for every file system, and no other article's. */
function freeName(file: string, taken: readonly string[]): string {
  const plain = basename(file, extname(file))
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, "-")
    .slice(0, 60);
  const name = /^[-_]*$/.test(plain) ? "article" : plain;
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? name : `${name}.${i}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** `name.step-2.png`, in the second procedure of an article `name.procedure-2.step-2.png`. Counted from 1. */
export const pictureName = (name: string, procedure: number, step: number, ending: "png" | "svg"): string =>
  `${name}.${procedure === 1 ? "" : `procedure-${procedure}.`}step-${step}.${ending}`;

async function pictures(name: string, verdicts: readonly Verdict[]): Promise<ReportFile[]> {
  const files: ReportFile[] = [];
  for (const [i, { steps }] of verdicts.entries()) {
    for (const verdict of steps) {
      const content = await stepPng(verdict);
      if (content !== null)
        files.push({ name: pictureName(name, i + 1, verdict.step.number, "png"), content });
    }
  }
  return files;
}
