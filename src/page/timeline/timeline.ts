import { html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { earlier } from "../../../firmware-sim/index.ts";
import { spanText } from "../../config/duration.ts";
import { UsageError } from "../../usage-error.ts";
import { type Mark, tracksOf } from "../../view/tracks.ts";
import { BenchElement } from "../bench-element.ts";
import { cssVars } from "../css-vars.ts";
import { panel } from "../theme.css.ts";
import { clockText } from "./axis.ts";
import { download } from "./download.ts";
import { drawingOf, labelWidth, layoutOf, MARGIN, MARK_ROWS, type Picture, plotWidth } from "./drawing.ts";
import { eventList } from "./event-list.ts";
import { svgFile, vcdFile } from "./files.ts";
import { Hands, STRIDE } from "./hands.ts";
import { Pace, pauseFor } from "./pace.ts";
import { shapeElement } from "./shape-element.ts";
import { type Spot, shortened, spotName, spotsOf } from "./spots.ts";
import { timelineStyles } from "./timeline.css.ts";
import { AT_FIRST, hasEarlier, LONGEST, paused, type Reach, SHORTEST, type View, windowOf } from "./view.ts";
import { tenths, tracksWords } from "./words.ts";

/** Ms between two drawings of what stands still, however much happens. */
const AT_REST = 1000;
/** Marks told below the drawing. */
const TOLD = 4;

/** Lamp, buttons, outlet, plug, sentences and messages on one axis of the plug's time. */
export class PbTimeline extends BenchElement {
  static override properties = {
    ...BenchElement.properties,
    view: { state: true },
    reading: { state: true },
    stop: { state: true },
    width: { state: true },
    listed: { state: true },
  };
  static override styles = [panel, timelineStyles];
  declare view: View;
  /** The marks that are pointed at. */
  declare reading: readonly Mark[];
  /** Of the spot that the Tab key comes to; null: the latest. */
  declare stop: string | null;
  declare width: number;
  declare listed: boolean;
  /** Whether something in it had the focus before it was drawn: a mark that goes out of sight leaves it to the timeline. */
  #held = false;
  readonly #pace = new Pace(this);
  readonly #hands = new Hands(this);
  readonly #sizes = new ResizeObserver(([entry]) => {
    this.width = Math.max(200, Math.floor(entry!.contentRect.width));
  });

  constructor() {
    super();
    this.view = AT_FIRST;
    this.reading = [];
    this.stop = null;
    this.width = 640;
    this.listed = false;
  }

  get reach(): Reach {
    const now = this.link.now();
    return { first: this.plug.events[0]?.at ?? now, now };
  }

  get plot(): number {
    return plotWidth(this);
  }

  get plotLeft(): number {
    return labelWidth(this);
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this.renderRoot.querySelector(".view")!);
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    // What somebody did is drawn at once; what happened, at the pace.
    return changed.size > 0 || this.#pace.may();
  }

  protected override willUpdate(): void {
    this.#held = this.hasUpdated && this.#focused !== null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const follows = this.view.end === null;
    const moves = follows && this.link.contact.is === "live" && this.plug.card.time === "goes";
    this.#pace.drawn(follows ? pauseFor(this.view.span / this.plot) : AT_REST, moves);
    if (this.#held && this.#focused === null) this.renderRoot.querySelector<HTMLElement>(".view")!.focus();
  }

  get #focused(): Element | null {
    return this.shadowRoot!.activeElement;
  }

  #picture(): Picture {
    const { view, reach, plug, width } = this;
    const window = windowOf(view, reach);
    const { profile, snapshot } = plug;
    return {
      tracks: tracksOf(plug, window.from, earlier(window.to, reach.now)),
      window,
      now: reach.now,
      width,
      otherButtons: profile.otherButtons,
      outlet: snapshot.profile.outlet,
    };
  }

  protected override render() {
    const picture = this.#picture();
    return html`<section aria-labelledby="title">
      <header>
        <h2 id="title">Timeline</h2>
        ${this.#controls()}
      </header>
      ${this.#drawing(picture)}
      ${this.#told()}
      <details @toggle=${(event: Event) => (this.listed = (event.target as HTMLDetailsElement).open)}>
        <summary>The same in words</summary>
        ${this.listed ? eventList(this.plug.events, picture.window) : nothing}
      </details>
    </section>`;
  }

  #controls() {
    const { view, reach } = this;
    const hands = this.#hands;
    const follows = view.end === null;
    const square = (text: string, name: string, disabled: boolean, act: () => void) => html`<button
      class="square"
      aria-label=${name}
      title=${name}
      ?disabled=${disabled}
      @click=${act}
    >
      ${text}
    </button>`;
    const save = (kind: "svg" | "vcd", what: string) => html`<button
      aria-label="Save ${kind.toUpperCase()}"
      title="Save what is shown as ${what}"
      @click=${() => this.#save(kind)}
    >
      ↓ ${kind.toUpperCase()}
    </button>`;
    return html`<div class="controls" role="group" aria-label="Timeline controls">
      <span>
        <button class="follow" @click=${() => hands.toggle()}>${follows ? "Pause" : "Follow now"}</button>
        ${square("◀", "Earlier", !hasEarlier(view, reach), () => hands.go(-STRIDE))}
        ${square("▶", "Later", follows, () => hands.go(STRIDE))}
      </span>
      <span>
        ${square("−", "Zoom out", view.span >= LONGEST, () => hands.zoomTo("longer"))}
        <output aria-label="Time shown">${spanText(tenths(view.span))}</output>
        ${square("+", "Zoom in", view.span <= SHORTEST, () => hands.zoomTo("shorter"))}
      </span>
      <span>
        ${save("svg", "a drawing")} ${save("vcd", "signals, for GTKWave or PulseView")}
      </span>
    </div>`;
  }

  #drawing(picture: Picture) {
    const { width } = this;
    const { height, marks } = layoutOf(picture);
    const spots = spotsOf(picture.tracks.marks, picture.window, this.plot);
    const stop = spots.find(({ key }) => key === this.stop) ?? spots.at(-1);
    const top = (spot: Spot) => marks[MARK_ROWS.findIndex(({ kind }) => kind === spot.kind)]!;
    return html`<div
      class="view"
      data-test="timeline"
      data-follows=${this.view.end === null}
      tabindex="0"
      role="group"
      aria-label="Timeline, ${spanText(tenths(this.view.span))}"
      aria-describedby="keys"
      @pointerdown=${this.#hands.down}
      @pointermove=${this.#hands.move}
      @pointerup=${this.#hands.up}
      @pointercancel=${this.#hands.up}
      @wheel=${this.#hands.wheel}
      @keydown=${this.#hands.key}
    >
      <svg role="img" aria-label=${tracksWords(picture.tracks, picture.window)} viewBox="0 0 ${width} ${height}">
        ${drawingOf(picture).map(shapeElement)}
      </svg>
      <div class="spots" ${cssVars({ "--left": `${this.plotLeft}px`, "--right": `${MARGIN}px` })}>
        ${repeat(
          spots,
          ({ key }) => key,
          (spot) => this.#spot(spot, top(spot), spot === stop),
        )}
      </div>
    </div>`;
  }

  #spot(spot: Spot, top: number, isStop: boolean) {
    const read = (): void => {
      this.reading = spot.marks;
    };
    return html`<button
      data-key=${spot.key}
      tabindex=${isStop ? 0 : -1}
      aria-label=${spotName(spot)}
      aria-current=${this.reading[0] !== undefined && spot.marks.includes(this.reading[0])}
      ${cssVars({ "--x": `${spot.left}px`, "--y": `${top}px` })}
      @pointerenter=${read}
      @focus=${() => {
        read();
        this.stop = spot.key;
        // Nobody reads what runs away.
        this.view = paused(this.view, this.reach);
      }}
      @keydown=${this.#step}
    ></button>`;
  }

  /** From mark to mark. */
  readonly #step = (event: KeyboardEvent): void => {
    // What presses a button is not for the timeline.
    if (event.key === " ") event.stopPropagation();
    const way = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (way === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>(".spots button")];
    all[all.indexOf(event.currentTarget as HTMLElement) + way]?.focus();
  };

  #told() {
    const told = this.reading.slice(0, TOLD);
    const rest = this.reading.length - told.length;
    const more =
      rest > 0 ? html`<li class="muted">and ${rest} more: zoom in, or open the list</li>` : nothing;
    return html`
      <ul class="reading" aria-label="Marks pointed at">
        ${told.map(({ at, text }) => html`<li><time>${clockText(at, 1)}</time> ${shortened(text, 400)}</li>`)} ${more}
        ${told.length === 0 ? html`<li class="muted">Point at a mark to read it.</li>` : nothing}
      </ul>
      <p id="keys" class="muted keys">
        Drag or use the arrow keys to go back, + and − or Ctrl and the wheel to zoom, Space to pause, End for now.
      </p>
    `;
  }

  #save(kind: "svg" | "vcd"): void {
    const picture = this.#picture();
    const { card, profile } = this.plug;
    const { from, to } = picture.window;
    const origin = { title: profile.name, tool: `plugbench ${card.version}`, wall: new Date().toISOString() };
    const name = `${card.id}-${Math.max(0, from)}-${to}.${kind}`;
    try {
      if (kind === "svg") download(name, "image/svg+xml", [svgFile(picture, origin)]);
      else download(name, "text/plain", vcdFile(picture, origin));
      this.say(`Saved as ${name}.`, true);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.say(error.message, false);
    }
  }
}

customElements.define("pb-timeline", PbTimeline);
declare global {
  interface HTMLElementTagNameMap {
    "pb-timeline": PbTimeline;
  }
}
