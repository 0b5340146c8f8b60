import * as v from "valibot";
import { parseDocument, type YAMLError } from "yaml";
import { didYouMean } from "../../config/suggest.ts";
import { STARTS, type Start } from "../../testing/start.ts";
import type { Refuse } from "./article-error.ts";

export interface FrontMatter {
  readonly profile: string | null;
  readonly start: Start | null;
  /** The first line of the article behind it, from 1. */
  readonly bodyLine: number;
}

const LONGEST = 16 * 1024;
const FENCE = /^---[ \t]*$/;
const END = /^(?:---|\.\.\.)[ \t]*$/;
const KEY = /^(?:profile|start)\s*:/;
const KEYS = ["profile", "start"] as const;

const schema = v.object({
  profile: v.optional(
    v.pipe(
      v.string("give the profile's name as a text"),
      v.trim(),
      v.minLength(1, "it is empty"),
      v.maxLength(200, "it is too long"),
    ),
  ),
  start: v.optional(v.picklist(STARTS, `give one of ${STARTS.join(", ")}`)),
});

/** `lines` of the file from its beginning; other keys, which a content system may need, are left alone. */
export function frontMatter(lines: readonly string[], refuse: Refuse): FrontMatter {
  const close = closingOf(lines, 0);
  if (close === null) {
    if (FENCE.test(lines[0] ?? "") && KEY.test(lines[1] ?? ""))
      refuse(1, "its front matter has no end: put a line --- behind it.");
    return { profile: null, start: null, bodyLine: 1 };
  }
  const text = lines.slice(1, close).join("\n");
  if (text.length > LONGEST) refuse(1, `its front matter is larger than ${LONGEST / 1024} KiB: shorten it.`);
  const values = parsed(text, refuse);
  const next = lines.findIndex((line, i) => i > close && line.trim() !== "");
  const second = next === -1 ? null : closingOf(lines, next);
  if (second !== null && lines.slice(next + 1, second).some((line) => KEY.test(line)))
    refuse(next + 1, "a second front matter: an article has one, at its beginning; put all into that one.");
  return { profile: values.profile ?? null, start: values.start ?? null, bodyLine: close + 2 };
}

/** Where the block that a fence opens at `from` is closed; null: there is none. */
function closingOf(lines: readonly string[], from: number): number | null {
  if (!FENCE.test(lines[from] ?? "")) return null;
  const close = lines.findIndex((line, i) => i > from && END.test(line));
  return close === -1 ? null : close;
}

function parsed(text: string, refuse: Refuse): v.InferOutput<typeof schema> {
  let value: unknown;
  try {
    const document = parseDocument(text, { prettyErrors: true, logLevel: "silent" });
    const [fault] = document.errors;
    if (fault !== undefined) throw fault;
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    const line = (error as Partial<YAMLError>).linePos?.[0].line ?? 1;
    const [why] = (error as Error).message.split(/ at line \d|\n/);
    return refuse(line + 1, `its front matter is not plain YAML: ${why}. Correct it there.`);
  }
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value))
    return refuse(2, 'its front matter is no list of "key: value" lines: write such as "start: unplugged".');
  for (const key of Object.keys(value)) {
    const meant = didYouMean(key, KEYS);
    if (!KEYS.some((known) => known === key) && meant !== "")
      refuse(lineOf(text, key), `its front matter has ${JSON.stringify(key)}.${meant} Correct it there.`);
  }
  const found = v.safeParse(schema, value);
  if (found.success) return found.output;
  const [issue] = found.issues;
  const key = String(issue.path?.[0]?.key ?? "");
  return refuse(lineOf(text, key), `its front matter's ${key}: ${issue.message}, and only one.`);
}

/** Of a key, in the file. */
const lineOf = (text: string, key: string): number =>
  Math.max(
    0,
    text.split("\n").findIndex((line) => line.replace(/^["']/, "").startsWith(key)),
  ) + 2;
