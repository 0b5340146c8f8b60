import type { Episode, Look } from "../../seen/lamp.ts";
import { LATER, PATIENCE } from "./habits.ts";
import { anyOf, nextOf, type Ruling, untilOf } from "./judge.ts";
import { type Sight, staysAt, sureAt } from "./sight.ts";
import type { Subject } from "./subject.ts";

/** What came of looking: `never`: the light went on as it was until nobody looked any more. */
export type Seen =
  | { readonly kind: "fits"; readonly look: Look; readonly episode: Episode }
  | { readonly kind: "never" }
  /** `later`: what was expected came after it. `why`: for people. */
  | {
      readonly kind: "differs";
      readonly episode: Episode;
      readonly why: string;
      readonly later: Episode | null;
    };

/** Looks at the lamp, and knows how far the article has described it. Times are ms since the procedure began. */
export class Observer {
  readonly #subject: Subject;
  #scene: number;
  #told: number | null = null;
  #waited = Number.NEGATIVE_INFINITY;
  #possible: Look[] = [];

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#scene = subject.now;
  }

  get scene(): number {
    return this.#scene;
  }

  get told(): number | null {
    return this.#told;
  }

  /** Something was done at `at`. */
  began(at: number): void {
    this.#scene = at;
    this.#told = null;
    this.#waited = Number.NEGATIVE_INFINITY;
    this.#possible = [];
  }

  /** The reader was told to wait up to now, whatever the light does. */
  waited(): void {
    this.#waited = this.#subject.now;
  }

  mayShow(looks: readonly Look[]): void {
    this.#possible.push(...looks);
  }

  /** What is seen next is one of `looks`. */
  async next(looks: readonly Look[]): Promise<Seen> {
    const ruling = await this.#rule(() => nextOf(looks, this.#sight()), PATIENCE);
    if (ruling.kind === "wait") return { kind: "never" };
    this.#told = ruling.episode.from;
    if (ruling.kind === "fits") return ruling;
    const { kind, episode, shape, why } = ruling;
    const later = shape ? await this.#later(looks) : null;
    return { kind, episode, why, later };
  }

  /** Time passes until the light is seen so. */
  async until(look: Look): Promise<Seen> {
    const ruling = await this.#rule(() => untilOf(look, this.#sight()), PATIENCE);
    if (ruling.kind !== "fits") return { kind: "never" };
    this.#told = ruling.episode.from;
    return ruling;
  }

  /** What the light is now, once that is clear. */
  async now(): Promise<Episode | null> {
    const clear = await this.#subject.look(
      () => (this.#subject.sure ? null : sureAt(this.#sight())),
      PATIENCE,
    );
    return clear ? this.#subject.episodes.at(-1)! : null;
  }

  /** Since when, ms, an article that speaks of what is seen now means it: what was there before may only not be over yet. */
  means(episode: Episode): number {
    return episode.from >= this.#scene || episode.from === this.#told
      ? episode.from
      : staysAt(episode, this.#sight());
  }

  async #later(looks: readonly Look[]): Promise<Episode | null> {
    const ruling = await this.#rule(() => anyOf(looks.map((look) => untilOf(look, this.#sight()))), LATER);
    if (ruling.kind !== "fits") return null;
    this.#told = ruling.episode.from;
    return ruling.episode;
  }

  async #rule(judge: () => Ruling, patience: number): Promise<Ruling> {
    let ruling = judge();
    await this.#subject.look(() => {
      ruling = judge();
      return ruling.kind === "wait" ? ruling.again : null;
    }, patience);
    return ruling;
  }

  #sight(): Sight {
    const { now, episodes, sure } = this.#subject;
    return {
      now,
      episodes,
      sure,
      scene: this.#scene,
      told: this.#told,
      waited: this.#waited,
      possible: this.#possible,
    };
  }
}
