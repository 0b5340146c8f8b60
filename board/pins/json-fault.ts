/** The first thing that is wrong with a JSON text: where it is (both from 1) and what it is. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

/** Deeper than any pin map; keeps the recursion below small whatever the text. */
const MAX_DEPTH = 32;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

class Fault extends Error {}

/**
 * Finds what JSON.parse either reports without a place (Node 20) or accepts in silence: a key given twice.
 * Returns undefined for a text that JSON.parse accepts, holds no key twice in one object, and is at most
 * 32 levels deep.
 */
export function jsonFault(text: string): JsonFault | undefined {
  let at = 0;

  function eat(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }

  function next(): string | undefined {
    eat(SPACE);
    return text[at];
  }

  function expected(what: string): Fault {
    const seen =
      at < text.length ? JSON.stringify(String.fromCodePoint(text.codePointAt(at)!)) : "the end of the file";
    return new Fault(`expected ${what}, found ${seen}`);
  }

  function members(close: "}" | "]", one: () => void): void {
    at += 1;
    if (next() !== close) {
      one();
      while (next() === ",") {
        at += 1;
        one();
      }
      if (text[at] !== close) throw expected(`"," or "${close}"`);
    }
    at += 1;
  }

  function value(depth: number): void {
    if (depth > MAX_DEPTH) throw new Fault(`nested more than ${MAX_DEPTH} levels deep`);
    const first = next();
    if (first === "{") {
      const keys = new Set<string>();
      members("}", () => {
        next();
        const start = at;
        const key = eat(STRING);
        if (key === undefined) throw expected('a key in "double quotes"');
        const plain: string = JSON.parse(key);
        if (keys.has(plain)) {
          at = start;
          throw new Fault(`the key ${key} is given twice`);
        }
        keys.add(plain);
        if (next() !== ":") throw expected(`":" after the key ${key}`);
        at += 1;
        value(depth + 1);
      });
    } else if (first === "[") members("]", () => value(depth + 1));
    else if (eat(first === '"' ? STRING : SCALAR) === undefined) throw expected("a value");
  }

  try {
    value(0);
    if (next() !== undefined) throw expected("nothing more");
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, at).split("\n");
    return { line: before.length, column: before.at(-1)!.length + 1, what: error.message };
  }
}
