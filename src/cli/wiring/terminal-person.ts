import type { Sight } from "../../wiring-check/lamp.ts";
import type { Person, RelayQuestion } from "../../wiring-check/person.ts";
import type { Io } from "../io.ts";

const SIGHT_KEYS: Readonly<Record<string, Sight>> = {
  r: "red",
  g: "green",
  b: "blue",
  n: "nothing",
  s: "several",
  o: "other",
};
const SIGHT_HELP =
  "What do you see?  r red  g green  b blue  n nothing  s several, or white  o another colour";
const CTRL_C = "\u0003";

/** Whoever sits at the terminal, beside the board. Answers are single keys. */
export class TerminalPerson implements Person {
  readonly #io: Io;
  readonly #quit: () => void;
  #onKey: (key: string) => void = () => {};

  /** `quit`: Ctrl-C, or the terminal hung up. */
  constructor(io: Io, quit: () => void) {
    this.#io = io;
    this.#quit = quit;
    const { stdin } = io;
    stdin.setRawMode(true);
    stdin.on("data", this.#read);
    stdin.on("end", quit);
    stdin.on("error", quit);
    stdin.resume();
  }

  sees(words: string): Promise<Sight> {
    return this.#asks(`${words}\n      ${SIGHT_HELP}`, SIGHT_KEYS);
  }

  says(_: RelayQuestion, words: string): Promise<boolean> {
    return this.#asks(`${words}  y yes  n no`, { y: true, n: false });
  }

  moves(_: "down" | "up", words: string): Promise<void> {
    return this.#asks(`${words}  n nothing happens here`, { n: undefined });
  }

  /** Gives the terminal back as it was. */
  leave(): void {
    const { stdin } = this.#io;
    stdin.off("data", this.#read);
    stdin.off("end", this.#quit);
    stdin.pause();
    try {
      stdin.setRawMode(false);
    } catch {
      // The terminal is gone, and with it its mode.
    }
  }

  #asks<T>(words: string, keys: Readonly<Record<string, T>>): Promise<T> {
    this.#io.out(`?     ${words}\n`);
    return new Promise((resolve) => {
      this.#onKey = (key) => {
        if (Object.hasOwn(keys, key)) resolve(keys[key] as T);
      };
    });
  }

  readonly #read = (input: Buffer): void => {
    const keys = input.toString("utf8");
    if (keys.includes(CTRL_C)) this.#quit();
    // Of a piece of input the first key is the answer; arrows and the like are none.
    else this.#onKey(keys.charAt(0).toLowerCase());
  };
}
