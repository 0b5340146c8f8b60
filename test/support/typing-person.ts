import { PassThrough } from "node:stream";
import type { Io } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

interface Rule {
  readonly words: string;
  readonly does: () => void;
  /** How much of all that was shown it has looked through. */
  seen: number;
}

/** Somebody at a terminal who starts one command, and does something whenever certain words come up. */
export class TypingPerson {
  readonly #keys = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  readonly #rules: Rule[] = [];
  readonly #screen = Object.assign(new PassThrough(), { isTTY: true });
  shown = "";

  /** As often as the words come up. */
  when(words: string, does: () => void): this {
    this.#rules.push({ words, does, seen: 0 });
    return this;
  }

  types(line: string): () => void {
    return () => void this.#keys.write(`${line}\n`);
  }

  /** As Ctrl-D does. */
  ends(): void {
    this.#keys.end();
  }

  /** Gives the exit code. */
  runs(args: readonly string[]): Promise<number> {
    return main(args, this.io());
  }

  /** The terminal, as a command has it. */
  io(): Io {
    const write = (text: string): void => {
      this.shown += text;
      setImmediate(() => this.#look());
    };
    const stdin = this.#keys as unknown as NodeJS.ReadStream;
    const stdout = this.#screen as unknown as NodeJS.WriteStream;
    // One that cannot be repainted.
    return { env: { TERM: "dumb" }, directory: "/nowhere", out: write, err: write, stdin, stdout };
  }

  #look(): void {
    for (const rule of this.#rules) {
      const at = this.shown.indexOf(rule.words, rule.seen);
      if (at < 0) continue;
      rule.seen = at + rule.words.length;
      rule.does();
    }
  }
}
