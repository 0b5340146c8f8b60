import type { Episode } from "../../seen/lamp.ts";
import type { Start } from "../../testing/start.ts";
import type { Fact, Move, Subject } from "../perform/subject.ts";
import type { Observer } from "../verdict.ts";
import { Marks } from "./marks.ts";

/** The terminal of somebody who sits before a real plug. */
export interface Desk {
  readonly say: (line: string) => void;
  /** Ms; never goes back. */
  readonly now: () => number;
  /** Calls with each key until what it gives is called. */
  readonly onKey: (take: (key: string) => void) => () => void;
  /** Nobody goes on. */
  readonly quit: () => void;
}

const ENTER = ["\r", "\n"];
const QUIT = ["q", "\u0003", "\u0004"];

/** A real plug and a person who acts and looks, told what to do; keys are their answers. */
export class PersonSubject implements Subject {
  readonly #desk: Desk;
  #began: number;
  readonly #marks: Marks;
  readonly #leave: () => void;
  readonly #down = new Set<string>();
  readonly #moves: { at: number; do: string; button?: string }[] = [];
  #plugged: boolean;
  #gone = false;
  /** A question is open: keys are no marks. */
  #answering = false;
  /** Hears each key that is no mark, and is told of each mark by null. */
  #waiting: (key: string | null) => void = () => {};

  constructor(desk: Desk, start: Start) {
    this.#desk = desk;
    this.#began = desk.now();
    this.#plugged = start !== "boxed" && start !== "unplugged";
    this.#marks = new Marks(!this.#plugged);
    this.#leave = desk.onKey((key) => this.#take(key));
  }

  get now(): number {
    return this.#desk.now() - this.#began;
  }

  get moved(): number {
    return this.#moves.at(-1)?.at ?? 0;
  }

  get plugged(): boolean {
    return this.#plugged;
  }

  get down(): readonly string[] {
    return [...this.#down];
  }

  get episodes(): readonly Episode[] {
    return this.#marks.episodes(this.now);
  }

  /** What was done, and when. */
  get moves(): Observer["moves"] {
    return this.#moves;
  }

  get sure(): boolean {
    return this.#marks.complete;
  }

  /** Waits for the first Enter: from then on the time counts. */
  async begin(): Promise<void> {
    await this.#key((pressed) => ENTER.includes(pressed));
    const { now } = this;
    this.#marks.begin(now);
    this.#began += now;
  }

  async do(move: Move): Promise<string | null> {
    this.#desk.say(`▶ ${MOVES[move.do](move as never)} Enter at that moment.`);
    const key = await this.#key((pressed) => ENTER.includes(pressed));
    if (key === null) return "Nobody did it: the observer stopped.";
    this.#moves.push({ at: this.now, do: move.do, ...("button" in move ? { button: move.button } : {}) });
    if (move.do === "plugIn" || move.do === "unplug") this.#plugged = move.do === "plugIn";
    if (move.do === "press") this.#down.add(move.button);
    if (move.do === "release") this.#down.delete(move.button);
    return null;
  }

  look(ask: () => number | null, limit: number): Promise<boolean> {
    const end = this.now + limit;
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const over = (seen: boolean): void => {
        clearTimeout(timer);
        this.#waiting = () => {};
        resolve(seen);
      };
      const look = (): void => {
        clearTimeout(timer);
        const again = ask();
        if (again === null) over(true);
        else if (this.#gone || this.now >= end) over(false);
        else timer = setTimeout(look, Math.max(1, Math.min(again, end) - this.now));
      };
      this.#waiting = (key) => (key !== null && ENTER.includes(key) ? over(false) : look());
      look();
    });
  }

  async confirm(fact: Fact): Promise<string | null> {
    const asked =
      fact.see === "outlet"
        ? `Is the outlet ${fact.to}?`
        : "Is the plug as new: does the app no longer reach it?";
    this.#desk.say(`▶ ${asked} y or n`);
    const key = await this.#key((pressed) => /^[yn]$/i.test(pressed), true);
    if (key === null) return "Nobody said so: the observer stopped.";
    return key.toLowerCase() === "y" ? null : "The observer says that it is not.";
  }

  async close(): Promise<void> {
    this.#leave();
  }

  /** A key that is `asked`; null when the person leaves. */
  #key(asked: (key: string) => boolean, answers = false): Promise<string | null> {
    if (this.#gone) return Promise.resolve(null);
    this.#answering = answers;
    return new Promise((resolve) => {
      this.#waiting = (key) => {
        if (!this.#gone && (key === null || !asked(key))) return;
        this.#waiting = () => {};
        this.#answering = false;
        resolve(this.#gone ? null : key);
      };
    });
  }

  #take(key: string): void {
    if (QUIT.includes(key)) {
      this.#gone = true;
      this.#desk.quit();
      this.#waiting(null);
    } else if (!this.#answering && this.#marks.take(key, this.now)) this.#waiting(null);
    else this.#waiting(key);
  }
}

const buttonWords = (button: string): string =>
  button === "action" ? "the Action button" : `the ${button} button`;

const MOVES: { readonly [D in Move["do"]]: (move: Extract<Move, { do: D }>) => string } = {
  plugIn: () => "Plug it in.",
  unplug: () => "Unplug it.",
  press: ({ button }) => `Press ${buttonWords(button)}, and keep it down.`,
  release: ({ button }) => `Let go of ${buttonWords(button)}.`,
  app: ({ action }) => `In the app, choose: ${action}.`,
  say: ({ words }) => `Say: ${words}.`,
  setUp: () => "Set it up with its app.",
};
