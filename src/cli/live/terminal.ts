import { FullScreen } from "./full-screen.ts";
import { Painter } from "./painter.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What can be painted, in as much room as there is. */
export interface Drawing {
  line(columns: number): string;
  /** `messages`: what the log said last, oldest first. */
  frame(size: Size, messages: readonly string[]): readonly string[];
}

/** Smaller than this, a terminal shows one line and the log. */
const LEAST: Size = { columns: 60, rows: 16 };
/** Lines of the log that are kept for the view, and for the main screen when it comes back. */
const KEPT = 200;

type Out = Pick<NodeJS.WriteStream, "columns" | "rows">;

/**
 * A terminal that shows a drawing and a log: on a screen of their own where there is room, else on the last line with the log
 * above it. What was said meanwhile is on the main screen when that comes back.
 */
export class Terminal {
  /** Called when the log has something new to show. */
  onMessage: () => void = () => {};
  readonly #write: (text: string) => void;
  readonly #stdout: Out;
  readonly #screen: FullScreen;
  readonly #painter: Painter;
  #messages: readonly string[] = [];
  /** Lines that the main screen does not have yet. */
  #owed = 0;

  constructor(stdout: Out, write: (text: string) => void) {
    this.#stdout = stdout;
    this.#write = write;
    this.#screen = new FullScreen(write);
    this.#painter = new Painter(write);
  }

  get size(): Size {
    return { columns: this.#stdout.columns || 80, rows: this.#stdout.rows || 24 };
  }

  /** Writes whole lines of the log, ending in a line break. */
  print(lines: string): void {
    const more = lines.replace(/\n$/, "").split("\n");
    this.#messages = [...this.#messages, ...more].slice(-KEPT);
    if (this.#screen.entered) {
      this.#owed += more.length;
      this.onMessage();
    } else this.#painter.print(lines);
  }

  paint(drawing: Drawing): void {
    const { size } = this;
    if (size.columns >= LEAST.columns && size.rows >= LEAST.rows) {
      this.#painter.end();
      this.#screen.paint(drawing.frame(size, this.#messages));
      return;
    }
    this.#toMain();
    this.#painter.paint(drawing.line(size.columns));
  }

  /** Whatever the terminal did to what it shows, all of it is painted next time. */
  forget(): void {
    this.#screen.forget();
    this.#painter.end();
  }

  /** Gives the terminal back as it was, and the log's lines with it. The next painting takes it again. */
  end(): void {
    this.#toMain();
    this.#painter.end();
  }

  #toMain(): void {
    if (!this.#screen.entered) return;
    this.#screen.leave();
    const lost = this.#owed - KEPT;
    const owed = this.#owed === 0 ? [] : this.#messages.slice(-this.#owed);
    this.#owed = 0;
    if (lost > 0) this.#write(`(${lost} earlier lines are not shown)\n`);
    for (const line of owed) this.#write(`${line}\n`);
  }
}
