/** A Value Change Dump as GTKWave and PulseView take it (IEEE 1364-2005, 18.2); anything unusual is an error. */
export interface Dump {
  /** In order, by name. */
  readonly changes: ReadonlyMap<string, readonly { readonly at: number; readonly level: 0 | 1 }[]>;
  /** In units of the timescale. */
  readonly end: number;
  readonly timescale: string;
}

const SECTIONS = ["$date", "$version", "$timescale", "$scope", "$var", "$upscope", "$enddefinitions"];

/** Reads line by line: one section, one time or one change a line. @throws Error that says what is wrong */
export function readDump(text: string): Dump {
  const fail = (what: string): never => {
    throw new Error(what);
  };
  if (!text.endsWith("\n")) fail("the last line has no end");
  const lines = text.slice(0, -1).split("\n");
  const body = lines.indexOf("$enddefinitions $end") + 1;
  if (body === 0) fail("no $enddefinitions");

  let order = 0;
  let timescale = "";
  const names = new Map<string, string>();
  for (const line of lines.slice(0, body)) {
    const [, word = "", rest = ""] = /^(\$[a-z]+)(?: (.+))? \$end$/.exec(line) ?? fail(`no section: ${line}`);
    const place = SECTIONS.indexOf(word);
    if (place < order) fail(`${word} stands in the wrong place`);
    order = place;
    if (word === "$timescale") timescale = rest;
    if (word === "$scope" && !/^module \w+$/.test(rest)) fail(`no scope: ${line}`);
    if (word !== "$var") continue;
    const [, code, name] = /^wire 1 ([!-~]+) ([A-Za-z_]\w*)$/.exec(rest) ?? fail(`no variable: ${line}`);
    if (names.has(code!) || [...names.values()].includes(name!)) fail(`twice: ${line}`);
    names.set(code!, name!);
  }
  if (!/^(1|10|100) (s|ms|us|ns|ps|fs)$/.test(timescale)) fail(`no timescale: ${timescale}`);
  if (lines[body] !== "#0" || lines[body + 1] !== "$dumpvars") fail("does not begin with all values at 0");
  const zeros = lines.slice(body + 2, lines.indexOf("$end", body));
  if (zeros.length !== names.size) fail("not all values are there at 0");

  const levels = new Map<string, 0 | 1>();
  const changes = new Map(
    [...names.values()].map((name): [string, { at: number; level: 0 | 1 }[]] => [name, []]),
  );
  let now = 0;
  for (const line of [...zeros, ...lines.slice(lines.indexOf("$end", body) + 1)]) {
    if (/^#\d+$/.test(line)) {
      const next = Number(line.slice(1));
      if (next <= now) fail(`the time stands still or goes back: ${line}`);
      now = next;
      continue;
    }
    const name = names.get(line.slice(1)) ?? fail(`nobody declared it: ${line}`);
    if (!/^[01]/.test(line)) fail(`no level: ${line}`);
    const level = line[0] === "1" ? 1 : 0;
    if (levels.get(name) === level) fail(`no change: ${line} at ${now}`);
    if (now > 0 && changes.get(name)!.at(-1)!.at === now) fail(`a glitch: ${line} at ${now}`);
    levels.set(name, level);
    changes.get(name)!.push({ at: now, level });
  }
  return { changes, end: now, timescale };
}
