/** Another screen than the one with what was there before; no cursor; what does not fit is cut off and not wrapped. */
const ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J";
const LEAVE = "\x1b[?7h\x1b[?25h\x1b[?1049l";

/** A terminal's second screen, of which only the rows that are different are written. */
export class FullScreen {
  readonly #write: (text: string) => void;
  #shown: readonly string[] | undefined;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  get entered(): boolean {
    return this.#shown !== undefined;
  }

  /** Each row must be shorter than the terminal is wide, and there must not be more than it is high. */
  paint(rows: readonly string[]): void {
    const shown = this.#shown;
    const changed = rows.flatMap((row, i) => (row === shown?.[i] ? [] : `\x1b[${i + 1};1H${row}\x1b[K`));
    if (shown === undefined) changed.unshift(ENTER);
    this.#shown = rows;
    if (changed.length > 0) this.#write(changed.join(""));
  }

  /** Whatever the terminal did to the rows, all are painted next time. */
  forget(): void {
    if (this.#shown === undefined) return;
    this.#write("\x1b[2J");
    this.#shown = [];
  }

  /** The screen that was there before comes back, with its cursor. */
  leave(): void {
    if (this.#shown === undefined) return;
    this.#shown = undefined;
    this.#write(LEAVE);
  }
}
