/** A terminal whose last line is repainted while lines of a log scroll by above it. */
export class Painter {
  readonly #write: (text: string) => void;
  #line = "";

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** `line` must be shorter than the terminal is wide. */
  paint(line: string): void {
    if (line === this.#line) return;
    this.#line = line;
    this.#write(`\r\x1b[2K${line}`);
  }

  /** Writes whole lines, ending in a line break, above the painted one. */
  print(lines: string): void {
    this.#write(`\r\x1b[2K${lines}${this.#line}`);
  }

  /** Whatever the terminal did to the line, it is painted again. */
  repaint(): void {
    this.#write(`\r\x1b[2K${this.#line}`);
  }

  /** Takes the painted line away for good. */
  end(): void {
    if (this.#line !== "") this.#write("\r\x1b[2K");
    this.#line = "";
  }
}
