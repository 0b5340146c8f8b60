import { after, type Clock, type Millis, millis } from "../../../firmware-sim/index.ts";

/** Commands that may wait. */
const MOST = 30;
/** Between one command and the next, ms: Tasmota's default. Backlog0, which goes without, is not told apart. */
const PAUSE = millis(200);

/** Commands that are carried out one after another. */
export class Backlog {
  readonly #clock: Clock;
  readonly #run: (line: string) => void;
  #lines: string[] = [];
  #cancel: (() => void) | null = null;
  #pause = PAUSE;

  /** `run` carries out one line, `POWER ON`. */
  constructor(clock: Clock, run: (line: string) => void) {
    this.#clock = clock;
    this.#run = run;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  /** Takes all of `text`, or, when that would be too many, none. */
  add(text: string): boolean {
    const lines = text.split(";").map(bare).filter(allowed);
    if (this.#lines.length + lines.length > MOST) return false;
    this.#lines.push(...lines);
    if (this.#cancel === null) this.#next();
    return true;
  }

  /** How long to wait before the next command. */
  wait(span: Millis): void {
    this.#pause = span;
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#lines = [];
  }

  #next(): void {
    this.#cancel = null;
    const line = this.#lines.shift();
    if (line === undefined) return;
    this.#pause = PAUSE;
    this.#run(line);
    this.#cancel = this.#clock.wakeAt(after(this.#clock.now(), this.#pause), () => this.#next());
  }
}

/** A Backlog within a Backlog is one list. */
const bare = (line: string): string => line.replace(/^(\s*backlog\d?\b)*\s*/i, "").trim();

/** The firmware takes no Reset from here. */
const allowed = (line: string): boolean => line !== "" && !/^reset/i.test(line);
