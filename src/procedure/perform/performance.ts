import type { Profile } from "../../../firmware-sim/index.ts";
import type { Look } from "../../seen/lamp.ts";
import { NOTICED } from "../../seen/observer.ts";
import {
  type Act,
  isAct,
  type Observation,
  type Procedure,
  type Sentence,
  type Statement,
  type Step,
} from "../plan.ts";
import type { StepVerdict } from "../verdict.ts";
import { aboutAsLong, atTheDeed, inTheStep } from "./claims.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { Failure } from "./failure.ts";
import { TAIL } from "./habits.ts";
import { contradiction, Hands, noSuchButton } from "./hands.ts";
import { Log } from "./log.ts";
import { Observer } from "./observer.ts";
import type { Subject } from "./subject.ts";
import { agendaOf, type Claim, kindOf } from "./title.ts";
import { type Circumstances, notNext, notReached, notSo, tooLate } from "./unlike.ts";
import { Watches } from "./watches.ts";

export interface PerformOptions {
  readonly profile: Profile;
  /** Aborted: what follows is not reached. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each sentence when its turn comes. */
  readonly onSentence?: ((sentence: Sentence, step: Step) => void) | undefined;
}

/** One run of a procedure on a subject. */
export class Performance {
  readonly #subject: Subject;
  readonly #options: PerformOptions;
  readonly #hands: Hands;
  readonly #observer: Observer;
  readonly #watches = new Watches();
  readonly #log = new Log();
  /** Something failed or was not understood, and nothing was seen since that the article foretold: what fails now may follow from that. */
  #doubt = false;
  /** Nobody can tell anything of what follows. */
  #broken = false;

  constructor(subject: Subject, options: PerformOptions) {
    this.#subject = subject;
    this.#options = options;
    this.#hands = new Hands(subject, options.profile);
    this.#observer = new Observer(subject);
  }

  async run({ steps }: Procedure): Promise<void> {
    for (const step of steps) {
      if (this.#over) break;
      this.#log.began(step, this.#subject.now);
      await this.#step(step);
      this.#log.ended(step, this.#subject.now);
    }
    if (!this.#over && this.#watches.open) await this.#pass(TAIL);
    if (this.#aborted)
      for (const sentence of this.#watches.unfinished(this.#subject.episodes)) this.#log.inVain(sentence);
    const last = steps.findLast((step) => this.#log.hasBegun(step));
    if (last !== undefined) this.#log.ended(last, this.#subject.now);
  }

  /** Where the article leaves open what is seen: what of it this run has shown. */
  get shown(): ReadonlyMap<Observation, readonly Look[]> {
    return this.#watches.shown(this.#subject.episodes);
  }

  /** Of the whole, once it was run. */
  async verdicts({ steps }: Procedure, elsewhere: Elsewhere): Promise<StepVerdict[]> {
    const { episodes } = this.#subject;
    if (!this.#aborted)
      for (const { sentence, failure } of await this.#watches.failures(episodes, elsewhere))
        this.#log.failed(sentence, failure);
    return steps.map((step) => this.#log.verdictOf(step, episodes));
  }

  get #aborted(): boolean {
    return this.#options.signal?.aborted === true;
  }

  get #over(): boolean {
    return this.#broken || this.#aborted;
  }

  async #step(step: Step): Promise<void> {
    const { tasks, late, claims } = agendaOf(step);
    // What nobody understood may tell to do what the title announces, and the title is done for it too early.
    if (tasks.some(({ sentence, statement }) => sentence.headline && isAct(statement)))
      this.#doubt ||= step.sentences.some(isUnread);
    const from = this.#subject.now;
    const asked = new Map(claims.flatMap((claim) => (claim.claim === "when" ? [[claim.kind, claim]] : [])));
    for (const sentence of step.sentences) {
      if (this.#over) return;
      this.#options.onSentence?.(sentence, step);
      this.#log.reached(sentence, this.#subject.now);
      this.#doubt ||= isUnread(sentence);
      for (const claim of claims.filter((one) => one.sentence === sentence)) this.#weigh(claim);
      for (const { statement } of tasks.filter((task) => task.sentence === sentence)) {
        if (this.#over) break;
        const due = sentence.headline ? undefined : asked.get(kindOf(statement));
        if (due !== undefined && asked.delete(due.kind)) await this.#atTheDeed(due);
        await this.#perform(statement, sentence);
      }
      this.#log.reached(sentence, this.#subject.now);
      if (this.#aborted) this.#log.inVain(sentence);
    }
    for (const { statement, sentence } of late) if (!this.#over) await this.#perform(statement, sentence);
    if (!this.#over) this.#bearOut(claims, from);
  }

  /** `final`: what follows cannot be told. */
  #fail(sentence: Sentence, failure: Failure, final: boolean): void {
    if (this.#aborted) return;
    if (this.#doubt && !this.#log.hasFailed(sentence)) {
      this.#log.inVain(sentence);
      this.#broken = true;
      return;
    }
    this.#log.failed(sentence, failure);
    this.#doubt = true;
    this.#broken ||= final;
  }

  #perform(statement: Statement, sentence: Sentence): Promise<void> {
    return isAct(statement) ? this.#act(statement, sentence) : this.#see(statement, sentence);
  }

  async #act(act: Act, sentence: Sentence): Promise<void> {
    if (act.do === "keepHolding" && this.#subject.down.length === 0) {
      this.#fail(sentence, contradiction("to keep holding", "No button is held down here"), true);
      return;
    }
    if (act.do !== "keepHolding" && act.do !== "wait") {
      const before = this.#hands.last;
      const failure = await this.#hands.do(act);
      if (failure !== null) {
        this.#fail(sentence, failure, true);
        return;
      }
      const { last } = this.#hands;
      if (last !== null && last !== before) {
        this.#watches.sceneEnded(last.at);
        this.#observer.began(last.at);
      }
    }
    if (!("end" in act) || act.end === null) return;
    if ("for" in act.end) {
      await this.#pass(act.end.for);
      this.#observer.waited();
      return;
    }
    const { until } = act.end;
    const from = this.#subject.now;
    const { kind } = await this.#observer.until(until);
    this.#wentOn();
    if (kind === "fits") this.#doubt = false;
    else this.#fail(sentence, notReached(until, this.#circumstances(from)), true);
  }

  async #see(observation: Observation, sentence: Sentence): Promise<void> {
    switch (observation.see) {
      case "then": {
        const { looks, within } = observation;
        const from = this.#subject.now;
        let last: Look | null = null;
        for (const look of looks) if (!this.#over) last = await this.#next([look], sentence);
        const after = (this.#observer.told ?? from) - from;
        if (last !== null && within !== undefined && after > within)
          this.#fail(sentence, tooLate(last, within, after), false);
        return;
      }
      case "either": {
        const look = await this.#next(observation.looks, sentence);
        if (look !== null) this.#watches.either(sentence, observation, look);
        return;
      }
      case "may":
        this.#watches.may(sentence, observation, this.#observer.scene);
        this.#observer.mayShow(observation.looks);
        return;
      case "never": {
        const now = await this.#observer.now();
        const from = now === null ? this.#observer.scene : this.#observer.means(now);
        this.#watches.never(sentence, observation.colors, from);
        return;
      }
      case "button": {
        const failure = noSuchButton([observation.button], this.#options.profile);
        if (failure !== null) this.#log.failed(sentence, failure);
        return;
      }
      default: {
        const instead = await this.#subject.confirm(observation);
        if (instead !== null) this.#fail(sentence, notSo(observation, instead), false);
      }
    }
  }

  /** Which of `looks` it was; null: none. */
  async #next(looks: readonly Look[], sentence: Sentence): Promise<Look | null> {
    const from = this.#subject.now;
    const seen = await this.#observer.next(looks);
    this.#hands.looked();
    this.#wentOn();
    if (seen.kind !== "fits") this.#fail(sentence, notNext(looks, seen, this.#circumstances(from)), false);
    if (seen.kind === "fits" || (seen.kind === "differs" && seen.later !== null)) this.#doubt = false;
    return seen.kind === "fits" ? seen.look : null;
  }

  #wentOn(): void {
    if (this.#observer.told !== null) this.#watches.wentOn(this.#observer.told);
  }

  async #pass(span: number): Promise<void> {
    await this.#subject.look(() => Number.POSITIVE_INFINITY, span);
  }

  async #atTheDeed({ sentence, look }: Extract<Claim, { readonly claim: "when" }>): Promise<void> {
    const now = await this.#observer.now();
    const failure = atTheDeed(look, now);
    if (failure !== null && !this.#aborted) this.#log.failed(sentence, failure);
  }

  /** What of a title needs no looking. */
  #weigh(claim: Claim): void {
    let failure: Failure | null = null;
    if (claim.claim === "wrong") failure = claim.failure;
    if (claim.claim === "buttons") failure = noSuchButton(claim.buttons, this.#options.profile);
    if (failure !== null) this.#log.failed(claim.sentence, failure);
  }

  /** At the end of a step, which began at `from`. */
  #bearOut(claims: readonly Claim[], from: number): void {
    const seen = this.#subject.episodes.filter(({ to }) => to > from);
    for (const claim of claims) {
      let failure: Failure | null = null;
      if (claim.claim === "seen") failure = inTheStep(claim.looks, seen);
      if (claim.claim === "held") failure = aboutAsLong(claim.span, this.#hands.held);
      if (failure !== null) this.#log.failed(claim.sentence, failure);
    }
  }

  #circumstances(from: number): Circumstances {
    const { now, episodes } = this.#subject;
    const { scene } = this.#observer;
    const last = episodes.at(-1);
    return {
      hands: this.#hands,
      profile: this.#options.profile,
      // What ends before anybody can notice that it went on is not worth a word.
      episodes: episodes.filter((one) => one.to > scene + (one.from < scene && one !== last ? NOTICED : 0)),
      looked: now - from,
    };
  }
}

const isUnread = ({ reading }: Sentence): boolean => reading.kind === "unread";
