import { UsageError } from "../../usage-error.ts";

/** Longer words are no part of a capture of wires. A choice. */
const LONGEST_WORD = 65_536;

/** The words of a Value Change Dump, one after the other, and where they stand. */
export class Words {
  /** Of the word that was taken last, from 1. */
  line = 1;
  readonly #text: string;
  readonly #path: string;
  readonly #pattern = /[^\s]+|\n/g;

  constructor(text: string, path: string) {
    this.#text = text;
    this.#path = path;
  }

  /** null at the end. */
  next(): string | null {
    for (;;) {
      const word = this.#pattern.exec(this.#text)?.[0];
      if (word === undefined) return null;
      if (word !== "\n") return this.#sound(word);
      this.line += 1;
    }
  }

  /** Those up to the next $end. */
  untilEnd(of: string): readonly string[] {
    const words: string[] = [];
    const begun = this.line;
    for (let word = this.next(); word !== "$end"; word = this.next()) {
      if (word === null) throw this.fault(`${of} of line ${begun} has no $end: the file is cut off`);
      words.push(word);
    }
    return words;
  }

  /** What is wrong where it stands. */
  fault(what: string): UsageError {
    return new UsageError(
      `${this.#path}:${this.line}: ${what}. Export the capture anew as VCD, from GTKWave or PulseView for example.`,
    );
  }

  #sound(word: string): string {
    if (word.length > LONGEST_WORD) throw this.fault("a word is longer than anything in a capture of wires");
    if (word.includes("\0")) throw this.fault("this is no VCD, but binary");
    return word;
  }
}
