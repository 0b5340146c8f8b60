import type { Words } from "./words.ts";

export interface Variable {
  /** With its scopes, such as "top.button", and without. */
  readonly path: string;
  readonly name: string;
  /** Short, and the same for every change. */
  readonly code: string;
  readonly bits: number;
}

export interface Head {
  /** Attoseconds in one unit of time, so that even fs are whole. */
  readonly unit: bigint;
  readonly variables: readonly Variable[];
}

/** Attoseconds. */
const UNITS: Readonly<Record<string, bigint>> = {
  s: 10n ** 18n,
  ms: 10n ** 15n,
  us: 10n ** 12n,
  ns: 10n ** 9n,
  ps: 10n ** 6n,
  fs: 10n ** 3n,
};
/** More is a simulation, not a capture. A choice. */
const MOST_VARIABLES = 100_000;
/** Characters of a signal's name with its scopes. A choice. */
const LONGEST_PATH = 1024;

/** What stands before $enddefinitions. Sections of other kinds are passed over. */
export function readHead(words: Words): Head {
  const scopes: string[] = [];
  const variables: Variable[] = [];
  let unit: bigint | null = null;
  for (let word = words.next(); word !== "$enddefinitions"; word = words.next()) {
    if (word === null) throw words.fault("there is no $enddefinitions: this is no VCD, or it is cut off");
    if (!word.startsWith("$")) throw words.fault(`${shown(word)} stands where a section such as $var begins`);
    const rest = words.untilEnd(shown(word));
    if (word === "$timescale") unit = unitOf(rest.join(""), words);
    else if (word === "$scope") scopes.push(rest[1] ?? "");
    else if (word === "$upscope") scopes.pop();
    else if (word === "$var") {
      variables.push(variableOf(rest, scopes, words));
      if (variables.length > MOST_VARIABLES)
        throw words.fault(`there are more than ${MOST_VARIABLES} signals`);
    }
  }
  words.untilEnd("$enddefinitions");
  if (unit === null)
    throw words.fault("there is no $timescale, so that nobody knows how long anything lasts");
  return { unit, variables };
}

function unitOf(text: string, words: Words): bigint {
  const [, count, unit = ""] = /^(1|10|100)(s|ms|us|ns|ps|fs)$/.exec(text) ?? [];
  if (count === undefined)
    throw words.fault(`the $timescale ${shown(text)} is none: 1, 10 or 100 and s, ms, us, ns, ps or fs`);
  return BigInt(count) * UNITS[unit]!;
}

/** Type, bits, code, name, and perhaps the bits again: "wire 1 ! button [0]". */
function variableOf(rest: readonly string[], scopes: readonly string[], words: Words): Variable {
  const [type = "", bits = "", code, ...names] = rest;
  const name = names.join("");
  if (code === undefined || name === "" || !/^\d{1,6}$/.test(bits))
    throw words.fault("a $var is not type, bits, code and name");
  // A real or a text is one value, and no wire.
  const wide = type === "real" || type === "realtime" || type === "string";
  const path = [...scopes, name].join(".");
  if (path.length > LONGEST_PATH)
    throw words.fault(`a signal's name is longer, with its scopes, than ${LONGEST_PATH} characters`);
  return { path, name, code, bits: wide ? 0 : Number(bits) };
}

export const shown = (word: string): string =>
  JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);
