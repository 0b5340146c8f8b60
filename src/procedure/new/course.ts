import type { Episode } from "../../seen/lamp.ts";
import { noticeable } from "../../seen/notice.ts";
import { SOLID } from "../../seen/observer.ts";
import type { Bench } from "../../testing/bench-port.ts";
import { BenchSubject } from "../perform/bench-subject.ts";
import { PAUSE, TAP } from "../perform/habits.ts";
import type { Move } from "../perform/subject.ts";

/** What the lamp shows for so long goes on (assumed; ms): twice the 10 s after which makes miss their network. */
const CALM = 20_000;
/** A plug that shows something new for so long never comes to rest, ms. */
const RESTLESS = 600_000;
/** Nobody waits longer for what may not come before they do what is next, ms: half of the 10 s in which makes want a press. */
const SOON = 5000;

/** A plug at a bench that was just opened, to which somebody does one thing after the other, and what they see of it. */
export class Course {
  readonly bench: Bench;
  readonly #subject: BenchSubject;
  #since = 0;

  constructor(bench: Bench) {
    this.bench = bench;
    this.#subject = new BenchSubject(bench);
  }

  /** When the last thing was done, ms as of the bench. */
  get since(): number {
    return this.#since;
  }

  /** Does one thing. @throws Error saying why it cannot be done */
  async act(...moves: readonly Move[]): Promise<void> {
    this.#since = this.bench.now;
    await this.#move(moves);
  }

  /** Presses shortly, `times` times. @throws Error as `act` */
  async tap(buttons: readonly string[], times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      if (i > 0) await this.wait(PAUSE);
      this.#since = this.bench.now;
      await this.#move(buttons.map((button) => ({ do: "press", button })));
      await this.wait(TAP);
      await this.#move(buttons.map((button) => ({ do: "release", button })));
    }
  }

  /** What was noticed since the last act; first what was there before it. */
  get scene(): readonly Episode[] {
    return noticeable(this.#subject.episodes).filter(({ to }) => to > this.#since);
  }

  /** What began since the last act. */
  get news(): readonly Episode[] {
    return this.scene.filter(({ from }) => from >= this.#since);
  }

  /** What is clearly seen now; null while it may still turn out to be something else. */
  get sight(): Episode | null {
    return this.#subject.sure ? (this.#subject.episodes.at(-1) ?? null) : null;
  }

  /** Looks until `done`, asked when something may be clear, for at most `limit` ms. */
  async look(done: () => boolean, limit: number): Promise<void> {
    const { bench } = this;
    const clearAt = () => {
      const at = (this.#subject.episodes.at(-1)?.from ?? 0) + SOLID;
      return at > bench.now ? at : bench.now + SOLID;
    };
    await this.#subject.look(() => (done() ? null : clearAt()), limit);
  }

  async wait(span: number): Promise<void> {
    await this.#subject.look(() => Number.POSITIVE_INFINITY, span);
  }

  /** Looks until something new is clearly seen, if it is soon. */
  async next(): Promise<void> {
    await this.look(() => (this.sight?.from ?? -1) >= this.#since, SOON);
  }

  /** Looks until what is seen goes on. */
  async rest(): Promise<void> {
    const { bench } = this;
    const rested = () => bench.now - Math.max(this.#since, this.sight?.from ?? bench.now) >= CALM;
    await this.look(rested, RESTLESS);
  }

  async #move(moves: readonly Move[]): Promise<void> {
    for (const move of moves) {
      const failed = await this.#subject.do(move);
      if (failed !== null) throw new Error(failed);
    }
  }
}
