/** Of stderr: what is written is overwritten on a terminal. */
export interface ProgressPlace {
  readonly terminal: boolean;
  readonly columns: number;
  readonly write: (text: string) => void;
}

const SOON = 1000;
const OFTEN = 250;
const SELDOM = 10_000;
/** To the beginning of the line, and nothing in it. */
const CLEAR = "\r\u001b[K";

/** Tells what goes on once it has taken a second; where it is kept, a line every ten seconds. */
export class Progress {
  readonly #place: ProgressPlace;
  readonly #timer: NodeJS.Timeout;
  readonly #began = Date.now();
  #told = 0;
  #shown = false;
  #text = "";

  constructor(place: ProgressPlace) {
    this.#place = place;
    this.#timer = setInterval(() => this.#tick(), OFTEN);
  }

  /** What is being done, and how far it is. Already `printable`, in one line. */
  set(text: string): void {
    this.#text = text;
    // Virtual time can keep the timer waiting.
    this.#tick();
  }

  /** Makes place for what stays. */
  clear(): void {
    if (this.#shown) this.#place.write(CLEAR);
    this.#shown = false;
  }

  end(): void {
    clearInterval(this.#timer);
    this.clear();
  }

  #tick(): void {
    const { terminal, columns, write } = this.#place;
    const passed = Date.now() - this.#began;
    if (this.#text === "" || passed < (terminal ? SOON : SELDOM)) return;
    if (passed - this.#told < (terminal ? OFTEN : SELDOM)) return;
    this.#told = passed;
    const line = `${this.#text}, ${Math.round(passed / 1000)} s so far`;
    write(terminal ? `${CLEAR}${line.slice(0, columns - 1)}` : `${line}\n`);
    this.#shown = terminal;
  }
}
