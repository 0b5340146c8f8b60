import type { ColorName } from "../../../firmware-sim/index.ts";
import { fits } from "../../seen/fits.ts";
import type { Episode, Look } from "../../seen/lamp.ts";
import { lookWords, shapeWords, timeWords } from "../../seen/words.ts";
import type { Observation, Sentence } from "../plan.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { Failure } from "./failure.ts";
import { asSentence, storyWords } from "./words.ts";

type May = Extract<Observation, { readonly see: "may" }>;
type Either = Extract<Observation, { readonly see: "either" }>;

/** From when to when the light is looked at for a sentence that makes nobody wait, ms since the procedure began. */
interface Window {
  readonly sentence: Sentence;
  readonly from: number;
  to: number;
}

/** What can only be judged when more was seen than at its sentence: what may be, what never is, and what else could have been. */
export class Watches {
  readonly #mays: (Window & { readonly statement: May })[] = [];
  readonly #nevers: (Window & { readonly colors: readonly ColorName[] })[] = [];
  readonly #eithers: { readonly sentence: Sentence; readonly statement: Either; readonly look: Look }[] = [];

  /** In the scene that began at `from`. */
  may(sentence: Sentence, statement: May, from: number): void {
    this.#mays.push({ sentence, statement, from, to: Number.POSITIVE_INFINITY });
  }

  never(sentence: Sentence, colors: readonly ColorName[], from: number): void {
    this.#nevers.push({ sentence, colors, from, to: Number.POSITIVE_INFINITY });
  }

  /** `look` is the one of them that was seen. */
  either(sentence: Sentence, statement: Either, look: Look): void {
    this.#eithers.push({ sentence, statement, look });
  }

  /** Something was done at `at`. */
  sceneEnded(at: number): void {
    close(this.#mays, at);
    close(this.#nevers, at);
  }

  /** The article goes on to what is seen since `at`. */
  wentOn(at: number): void {
    close(
      this.#nevers.filter(({ from }) => from < at),
      at,
    );
  }

  get open(): boolean {
    return [...this.#mays, ...this.#nevers].some(({ to }) => to === Number.POSITIVE_INFINITY);
  }

  /** What nobody can judge yet, if nobody looks any more. */
  unfinished(episodes: readonly Episode[]): readonly Sentence[] {
    const shown = this.shown(episodes);
    return [
      ...this.#mays.filter(({ statement }) => shown.get(statement)!.length < statement.looks.length),
      ...this.#nevers.filter(({ to }) => to === Number.POSITIVE_INFINITY),
    ].map(({ sentence }) => sentence);
  }

  /** Where the article leaves open what is seen: what of it was seen. */
  shown(episodes: readonly Episode[]): ReadonlyMap<Observation, readonly Look[]> {
    const shown = new Map<Observation, readonly Look[]>();
    for (const { statement, look } of this.#eithers) shown.set(statement, [look]);
    for (const { statement, ...window } of this.#mays)
      shown.set(
        statement,
        statement.looks.filter((look) => wasSeen(look, window, episodes)),
      );
    return shown;
  }

  /** What turned out to be wrong. */
  async failures(
    episodes: readonly Episode[],
    elsewhere: Elsewhere,
  ): Promise<readonly { readonly sentence: Sentence; readonly failure: Failure }[]> {
    const failures: { readonly sentence: Sentence; readonly failure: Failure }[] = [];
    for (const { sentence, colors, ...window } of this.#nevers) {
      const wrong = within(window, episodes).find((one) =>
        one.colors.some((color) => colors.includes(color)),
      );
      if (wrong !== undefined) failures.push({ sentence, failure: shownAfterAll(colors, wrong) });
    }
    const shown = this.shown(episodes);
    const impossible = async (statement: May | Either) => {
      const missing: Look[] = [];
      for (const look of statement.looks.filter((one) => !shown.get(statement)!.includes(one)))
        if (!(await elsewhere(statement, look))) missing.push(look);
      return missing;
    };
    for (const { sentence, statement, ...window } of [
      ...this.#mays,
      ...this.#eithers.map((either) => ({ ...either, from: 0, to: 0 })),
    ]) {
      const missing = await impossible(statement);
      if (missing.length > 0)
        failures.push({ sentence, failure: neverShown(missing, within(window, episodes)) });
    }
    return failures;
  }
}

const close = (windows: readonly Window[], at: number): void => {
  for (const window of windows) window.to = Math.min(window.to, at);
};

const within = ({ from, to }: Omit<Window, "sentence">, episodes: readonly Episode[]): readonly Episode[] =>
  episodes.filter((episode) => episode.to > from && episode.from < to);

const wasSeen = (look: Look, window: Omit<Window, "sentence">, episodes: readonly Episode[]): boolean =>
  within(window, episodes).some((episode) => fits(look, episode) === null);

const shownAfterAll = (colors: readonly ColorName[], seen: Episode): Failure => ({
  says: `There is no ${colors.join(" or ")} in the light.`,
  did: `The light was ${shapeWords(seen)} from ${timeWords(Math.max(0, seen.from))} on.`,
  suggestion: asSentence(seen),
});

const neverShown = (looks: readonly Look[], here: readonly Episode[]): Failure => ({
  says: `The light may be ${looks.map(lookWords).join(" or ")}.`,
  did: `It never is here, from whatever start${here.length === 0 ? "" : `: it was ${storyWords(here)}`}.`,
});
