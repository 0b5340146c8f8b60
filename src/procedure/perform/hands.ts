import type { Profile } from "../../../firmware-sim/index.ts";
import type { Act } from "../plan.ts";
import type { Failure } from "./failure.ts";
import { HAND, PAUSE, TAP } from "./habits.ts";
import type { Move, Subject } from "./subject.ts";
import { buttonsOf, buttonWords } from "./words.ts";

/** What is done by hand or word; the rest is looking. */
export type Deed = Exclude<Act, { readonly do: "keepHolding" | "wait" }>;
/** A release says which buttons. */
type Exact =
  | Exclude<Deed, { readonly do: "release" }>
  | { readonly do: "release"; readonly buttons: readonly string[] };

/** Does what an article says, at a person's pace, where it can be done. Times are ms since the procedure began. */
export class Hands {
  readonly #subject: Subject;
  readonly #profile: Profile;
  readonly #since = new Map<string, number>();
  #moved: number;
  #begun = false;

  /** When the last deed was done, for people: "the Action button was released"; null before the first. */
  last: { readonly at: number; readonly words: string } | null = null;
  /** What was let go last, and how long it had been down, ms; null after any other deed. */
  released: { readonly buttons: readonly string[]; readonly held: number } | null = null;

  constructor(subject: Subject, profile: Profile) {
    this.#subject = subject;
    this.#profile = profile;
    this.#moved = subject.now;
  }

  /** How long a button has been down, or was when it was let go last, ms. */
  get held(): number {
    const { down, now } = this.#subject;
    const since = Math.max(...down.map((name) => this.#since.get(name) ?? now));
    return down.length === 0 ? (this.released?.held ?? 0) : now - since;
  }

  /** Somebody who saw what they were told to see takes their time before they do anything. */
  looked(): void {
    this.#moved = this.#subject.now;
  }

  /** The end of a hold is not waited for. */
  async do(told: Deed): Promise<Failure | null> {
    const deed: Exact =
      told.do === "release" ? { ...told, buttons: told.buttons ?? this.#subject.down } : told;
    const first = !this.#begun;
    this.#begun = true;
    if (first && deed.do === "plugIn" && this.#subject.plugged) return null;
    const moves = movesOf(deed, this.#subject);
    if (moves.length === 0 && deed.do === "hold") return null;
    const wrong = this.#wrongWith(deed);
    if (wrong !== null) return wrong;
    await this.#pause(HAND - (this.#subject.now - this.#moved));
    for (let time = 1; ; time++) {
      const failed = (await this.#all(moves)) ?? (await this.#lift(deed));
      if (failed !== null) return { says: "This can be done here.", did: failed };
      if (deed.do !== "press" || time >= deed.times) return null;
      await this.#pause(PAUSE);
    }
  }

  /** Of a press, what follows the going down. */
  async #lift(deed: Exact): Promise<string | null> {
    const at = this.#subject.moved;
    this.last = { at, words: WORDS[deed.do](deed as never) };
    if (deed.do === "release") this.#letGo(deed.buttons);
    if (deed.do !== "press") return null;
    await this.#pause(TAP);
    const failed = await this.#all(deed.buttons.map((button) => ({ do: "release", button })));
    this.#letGo(deed.buttons);
    return failed;
  }

  #letGo(buttons: readonly string[]): void {
    const since = Math.max(...buttons.map((name) => this.#since.get(name) ?? 0));
    this.released = { buttons, held: this.#subject.moved - since };
  }

  async #all(moves: readonly Move[]): Promise<string | null> {
    this.released = null;
    for (const move of moves) {
      const failed = await this.#subject.do(move);
      if (failed !== null) return failed;
      this.#moved = this.#subject.moved;
      if (move.do === "press") this.#since.set(move.button, this.#moved);
    }
    return null;
  }

  async #pause(span: number): Promise<void> {
    if (span > 0) await this.#subject.look(() => Number.POSITIVE_INFINITY, span);
  }

  #wrongWith(deed: Exact): Failure | null {
    const { plugged, down } = this.#subject;
    if (deed.do === "press" || deed.do === "hold" || deed.do === "release") {
      const unknown = noSuchButton(deed.buttons, this.#profile);
      if (unknown !== null) return unknown;
    }
    if (deed.do === "plugIn" && plugged) return contradiction("to plug it in", "It is plugged in already");
    if (deed.do === "unplug" && !plugged) return contradiction("to unplug it", "It is not plugged in");
    if (deed.do === "press" && deed.buttons.some((button) => down.includes(button)))
      return contradiction(`to press the ${buttonWords(deed.buttons)}`, "It is held down already");
    if (deed.do === "release" && down.length === 0)
      return contradiction("to release the button", "No button is held down here");
    if (deed.do === "release" && deed.buttons.some((button) => !down.includes(button)))
      return contradiction(`to release the ${buttonWords(deed.buttons)}`, "It is not held down here");
    if (deed.do === "app") return this.#noSuchWord(deed.action);
    return null;
  }

  #noSuchWord(action: string): Failure | null {
    const { app, name } = this.#profile;
    if (Object.hasOwn(app, action)) return null;
    const known = Object.keys(app);
    return {
      says: `The app has “${action}”.`,
      did: `The app of the ${name} has ${known.length === 0 ? "no way to reset it" : `only ${known.join(", ")}`}.`,
    };
  }
}

export function noSuchButton(buttons: readonly string[], profile: Profile): Failure | null {
  const known = buttonsOf(profile);
  const missing = buttons.filter((button) => !known.includes(button));
  if (missing.length === 0) return null;
  return {
    says: `The plug has the ${buttonWords(missing)}.`,
    did: `The ${profile.name} has no ${buttonWords(missing)}: it has the ${buttonWords(known)}.`,
    suggestion: `Name the ${buttonWords(known)}.`,
  };
}

/** Of a reader who is told to do what cannot be done now. */
export const contradiction = (told: string, why: string): Failure => ({
  says: `The reader is told ${told}.`,
  did: `${why}: the steps contradict each other.`,
});

function movesOf(deed: Exact, { down }: Subject): readonly Move[] {
  switch (deed.do) {
    case "press":
      return deed.buttons.map((button) => ({ do: "press", button }));
    case "hold":
      return deed.buttons
        .filter((button) => !down.includes(button))
        .map((button) => ({ do: "press", button }));
    case "release":
      return deed.buttons.map((button) => ({ do: "release", button }));
    default:
      return [deed];
  }
}

const WORDS: { readonly [D in Exact["do"]]: (deed: Extract<Exact, { readonly do: D }>) => string } = {
  plugIn: () => "the plug was plugged in",
  unplug: () => "the plug was unplugged",
  press: ({ buttons }) => `the ${buttonWords(buttons)} was pressed`,
  hold: ({ buttons }) => `the ${buttonWords(buttons)} went down`,
  release: ({ buttons }) => `the ${buttonWords(buttons)} was released`,
  app: ({ action }) => `“${action}” was chosen in the app`,
  say: ({ words }) => `somebody said “${words}”`,
  setUp: () => "the plug was set up",
};
