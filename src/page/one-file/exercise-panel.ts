import { css, html } from "lit";
import { instant } from "../../../firmware-sim/index.ts";
import { BenchElement } from "../bench-element.ts";
import { panel } from "../theme.css.ts";
import "./lookalike-quiz.ts";
import { begun, type Exercise, type Progress, progressOf, seenBy } from "./exercises/exercise.ts";
import { exercisesFor } from "./exercises/exercises.ts";

/** What to find out at the plug, and how far one is: read from what the plug does. */
export class PbExercises extends BenchElement {
  static override properties = { ...BenchElement.properties, chosen: { state: true } };
  /** Name of the exercise that goes on. */
  declare chosen: string | null;
  #progress: Progress = begun(instant(0));
  /** Make and name of each that was done. */
  readonly #done = new Set<string>();
  /** Where the exercise that goes on was begun. */
  #plugId = "";

  static override styles = [
    panel,
    css`
      ol {
        margin: 0 0 8px;
        padding-inline-start: 24px;
      }
      .exercises {
        list-style: none;
        padding: 0;
        display: grid;
        gap: 6px;
      }
      .exercises button {
        width: 100%;
        text-align: start;
      }
      .mark {
        color: var(--pb-ok);
        font-weight: 650;
      }
      details {
        margin-block-end: 8px;
      }
      .found {
        border-inline-start: 4px solid var(--pb-ok);
        padding-inline-start: 10px;
      }
    `,
  ];

  constructor() {
    super();
    this.chosen = null;
  }

  protected override willUpdate(): void {
    const exercise = this.#exercise;
    if (exercise === undefined) return;
    if (this.#plugId !== this.plug.card.id) this.#begin();
    this.#progress = progressOf(exercise, this.#progress, this.plug, this.link.now());
    if (this.#progress.found !== null) this.#done.add(this.#key(exercise.name));
  }

  protected override render() {
    const exercises = exercisesFor(this.plug.profile);
    return html`<section aria-labelledby="title">
      <h2 id="title">Find out</h2>
      <ul class="exercises">
        ${exercises.map(({ name, title }) => this.#choice(name, title))}
        ${this.#choice(QUIZ, "Which lights can you not tell apart?")}
      </ul>
      <div data-test="exercise" aria-live="polite">${this.#open()}</div>
      <p class="muted">
        ${this.#doneHere(exercises)} of ${exercises.length + 1} done with ${this.plug.profile.name}. Start
        anew whenever you like: what is done stays done.
      </p>
    </section>`;
  }

  get #exercise(): Exercise | undefined {
    return exercisesFor(this.plug.profile).find(({ name }) => name === this.chosen);
  }

  #key = (name: string): string => `${this.plug.profile.id} ${name}`;

  #doneHere(exercises: readonly Exercise[]): number {
    return [...exercises.map(({ name }) => name), QUIZ].filter((name) => this.#done.has(this.#key(name)))
      .length;
  }

  #choice(name: string, title: string) {
    const mark = this.#done.has(this.#key(name)) ? html`<span class="mark"> ✓ done</span>` : "";
    return html`<li>
      <button aria-pressed=${this.chosen === name} data-exercise=${name} @click=${() => this.#choose(name)}>
        ${title}${mark}
      </button>
    </li>`;
  }

  #choose(name: string): void {
    this.chosen = name === this.chosen ? null : name;
    this.#begin();
  }

  #begin(): void {
    this.#plugId = this.plug.card.id;
    this.#progress = begun(this.link.now());
  }

  #open() {
    if (this.chosen === QUIZ)
      return html`<pb-lookalikes
        .profile=${this.plug.profile}
        @solved=${() => {
          this.#done.add(this.#key(QUIZ));
          this.requestUpdate();
        }}
      ></pb-lookalikes>`;
    const exercise = this.#exercise;
    if (exercise === undefined)
      return this.chosen === null
        ? html`<p class="muted">Choose one: it begins at once, with the plug as it is.</p>`
        : html`<p>There is nothing of that to find out at this make: choose another one.</p>`;
    const { goal, hint, steps, soFar } = exercise;
    const { done, found } = this.#progress;
    return html`<p>${goal}</p>
      <ol>
        ${steps.map(({ text }, i) => html`<li>${text}${i < done ? html`<span class="mark"> ✓ done</span>` : ""}</li>`)}
      </ol>
      ${soFar === undefined || found !== null ? "" : html`<p>${soFar(seenBy(this.#progress, this.plug))}</p>`}
      ${
        found === null
          ? html`<details>
            <summary>A hint</summary>
            <p>${hint}</p>
          </details>`
          : html`<p class="found" data-test="found">${found}</p>`
      }`;
  }
}

const QUIZ = "lookalikes";

customElements.define("pb-exercises", PbExercises);
declare global {
  interface HTMLElementTagNameMap {
    "pb-exercises": PbExercises;
  }
}
