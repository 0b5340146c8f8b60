import "./hold.ts";
import "./lamp.ts";
import { html, nothing } from "lit";
import type { Answer, Request } from "../../control/protocol.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { ACTION, outletOf } from "../../runtime/words.ts";
import { lifecycleWords } from "../../view/words/lifecycle-words.ts";
import { BenchElement } from "../bench-element.ts";
import { panel } from "../theme.css.ts";
import { Fingers } from "./fingers.ts";
import { holdable } from "./holdable.ts";
import { lampWords } from "./lamp.ts";
import { scene, sceneStyles } from "./scene.ts";
import { stageStyles } from "./stage.css.ts";

/** The plug itself, large: what is seen of it, and what hands can do to it. */
export class PbPlug extends BenchElement {
  static override properties = { ...BenchElement.properties, latched: { state: true } };
  declare latched: boolean;

  readonly #fingers = new Fingers({
    ask: (request) => this.#press(request),
    sleep: (span) => new Promise((done) => setTimeout(done, span)),
    changed: () => this.requestUpdate(),
  });
  readonly #letGo = (): void => this.#fingers.releaseAll();

  static override styles = [panel, sceneStyles, stageStyles];

  constructor() {
    super();
    this.latched = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pagehide", this.#letGo);
  }

  override disconnectedCallback(): void {
    removeEventListener("pagehide", this.#letGo);
    super.disconnectedCallback();
  }

  protected override render() {
    const { snapshot, card } = this.plug;
    const { power, profile } = snapshot;
    const lost = this.link.contact.is !== "live";
    return html`<section aria-labelledby="title" class=${lost ? "lost" : nothing}>
      <h2 id="title">Plug</h2>
      <div class="stage">
        <svg class="scene" viewBox="0 0 640 380" aria-hidden="true">
          ${scene({ plugged: power === "on", powered: profile.outlet ? isPowered(snapshot) : null })}
        </svg>
        <pb-lamp class="lamp" data-test="lamp" .link=${this.link}></pb-lamp>
        ${this.#button([ACTION], "Action", ACTION)}
      </div>
      ${this.#words(snapshot)}
      <pb-hold data-test="hold" .link=${this.link}></pb-hold>
      ${card.mayPress ? nothing : html`<p class="why" id="why">${WHY_NOT}</p>`}
      <div class="controls">
        <button data-test="mains" @click=${() => this.#pull()}>
          ${power === "on" ? "Unplug from the wall" : "Plug into the wall"}
        </button>
        ${this.#otherButtons()}
        ${
          card.mayPress
            ? html`<button aria-pressed=${this.latched} @click=${() => this.#latch()}>Keep buttons held</button>`
            : nothing
        }
      </div>
    </section>`;
  }

  #words(snapshot: Snapshot) {
    const { lifecycle, profile, otherButtons } = snapshot;
    const outlet = profile.outlet
      ? html`<div><dt>Outlet</dt><dd data-test="outlet">${outletText(snapshot)}</dd></div>
          <div><dt>Desk lamp</dt><dd>${isPowered(snapshot) ? "lit" : "dark"}</dd></div>`
      : nothing;
    const down = [...(snapshot.button === "down" ? ["Action"] : []), ...otherButtons];
    return html`<dl>
      <div class="big"><dt>Lamp</dt><dd data-test="lamp-words">${lampWords(snapshot).whole}</dd></div>
      <div><dt>State</dt><dd>${lifecycleWords(lifecycle)}</dd></div>
      ${outlet}
      <div><dt>Pressed</dt><dd>${down.join(", ") || "nothing"}</dd></div>
    </dl>`;
  }

  #button(buttons: readonly string[], label: string, test: string) {
    const { snapshot, card } = this.plug;
    const down = buttons.every(
      (name) =>
        this.#fingers.holds(name) ||
        (name === ACTION ? snapshot.button === "down" : snapshot.otherButtons.includes(name)),
    );
    return html`<button
      class="${test === ACTION ? "action" : "other"} ${down ? "down" : ""}"
      data-test=${test}
      aria-pressed=${down}
      aria-describedby=${card.mayPress ? nothing : "why"}
      ?disabled=${!card.mayPress}
      ${holdable({ buttons, fingers: this.#fingers, latched: this.latched })}
    >
      ${label}
    </button>`;
  }

  #otherButtons() {
    const { otherButtons, combination } = this.plug.profile;
    const together = combination === null || combination.buttons.length === 1 ? [] : [combination.buttons];
    return [...otherButtons.map((name) => [name]), ...together].map((names) =>
      this.#button(names, names.join(" and "), `button-${names.join("-")}`),
    );
  }

  /** Only what was refused is said: what a press does is seen. */
  async #press(request: Request): Promise<Answer> {
    const answer = await this.link.ask(request);
    if (!answer.ok && request.do === "press") this.say(answer.message, false);
    return answer;
  }

  #pull(): void {
    void this.ask({ do: "power", to: this.plug.snapshot.power === "on" ? "off" : "on" });
  }

  #latch(): void {
    this.latched = !this.latched;
    if (!this.latched) this.#fingers.releaseAll();
  }
}

const WHY_NOT =
  "This board has a real button: press that one. A plug started with --allow-virtual-button can be pressed from here too.";

const isPowered = ({ circuit, power }: Snapshot): boolean => power === "on" && circuit.contact === "closed";

function outletText(snapshot: Snapshot): string {
  const outlet = outletOf(snapshot);
  return outlet === "off" && isPowered(snapshot) ? "off, but power flows" : outlet;
}

customElements.define("pb-plug", PbPlug);
declare global {
  interface HTMLElementTagNameMap {
    "pb-plug": PbPlug;
  }
}
