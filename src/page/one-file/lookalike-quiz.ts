import { css, html, LitElement } from "lit";
import { colorAt, type Instant, type Millis, type Profile } from "../../../firmware-sim/index.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import { cssColor } from "../plug/paint.ts";
import { panel } from "../theme.css.ts";
import { judgeLookalikes, type Light, lightsOf, SIGHTS, type Sight, seenAs } from "./exercises/look.ts";

/** All lights of a make side by side, as different eyes see them: which look like another? */
export class PbLookalikes extends LitElement {
  static override properties = {
    profile: { attribute: false },
    sight: { state: true },
    chosen: { state: true },
    verdict: { state: true },
  };
  declare profile: Profile;
  declare sight: Sight;
  declare chosen: ReadonlySet<string>;
  declare verdict: string;
  #right: ReadonlySet<Sight> = new Set();
  #frame = 0;
  #began: Instant = systemClock.now();

  static override styles = [
    panel,
    css`
      fieldset {
        border: 0;
        margin: 0 0 8px;
        padding: 0;
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
      }
      legend {
        padding: 0;
      }
      label {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        min-height: 32px;
      }
      input {
        min-height: 24px;
        width: 20px;
      }
      .lights {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(120px, 1fr));
        gap: 4px 10px;
      }
      .lamp {
        width: 20px;
        height: 20px;
        flex: none;
        border-radius: 50%;
        border: 2px solid var(--pb-edge);
        background: var(--lit, #000);
      }
    `,
  ];

  constructor() {
    super();
    this.sight = SIGHTS[0];
    this.chosen = new Set();
    this.verdict = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#draw();
  }

  override disconnectedCallback(): void {
    cancelAnimationFrame(this.#frame);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("profile")) return;
    this.#right = new Set();
    this.#clear();
  }

  protected override render() {
    return html`
      <p>Every light of this make, side by side, each going on for ever. Tick all that look like another one.</p>
      <fieldset>
        <legend>As seen by eyes for which there is</legend>
        ${SIGHTS.map(
          (sight) =>
            html`<label>
              <input
                type="radio"
                name="sight"
                .checked=${sight === this.sight}
                @change=${() => this.#look(sight)}
              />${sight}${this.#right.has(sight) ? " ✓" : ""}
            </label>`,
        )}
      </fieldset>
      <div class="lights" role="group" aria-label="Lights">
        ${lightsOf(this.profile).map((light) => this.#light(light))}
      </div>
      <p>
        <button data-test="judge" @click=${() => this.#judge()}>These, and no others</button>
      </p>
      <p role="status">${this.verdict}</p>
      <p class="muted">Simplified: eyes differ, and so do lamps.</p>
    `;
  }

  #light({ name }: Light) {
    return html`<label>
      <input type="checkbox" name=${name} .checked=${this.chosen.has(name)} @change=${() => this.#toggle(name)} />
      <span class="lamp" data-light=${name}></span>${name}
    </label>`;
  }

  #look(sight: Sight): void {
    this.sight = sight;
    this.#clear();
  }

  #clear(): void {
    this.chosen = new Set();
    this.verdict = "";
  }

  #toggle(name: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(name)) chosen.add(name);
    this.chosen = chosen;
    this.verdict = "";
  }

  #judge(): void {
    const { right, text } = judgeLookalikes(this.profile, this.sight, this.chosen);
    this.verdict = text;
    if (!right) return;
    this.#right = new Set([...this.#right, this.sight]);
    if (this.#right.size === SIGHTS.length) this.dispatchEvent(new Event("solved"));
    else this.verdict += " Look again with other eyes.";
  }

  /** All begin together: what looks alike then stays alike. */
  #draw(): void {
    const lights = this.hasUpdated ? lightsOf(this.profile) : [];
    const elapsed = (systemClock.now() - this.#began) as Millis;
    for (const { name, steps } of lights) {
      const lamp = this.renderRoot.querySelector<HTMLElement>(`[data-light="${CSS.escape(name)}"]`);
      const color = seenAs(colorAt({ kind: "steps", steps, times: "forever" }, elapsed), this.sight);
      lamp?.style.setProperty("--lit", cssColor(color));
    }
    this.#frame = requestAnimationFrame(() => this.#draw());
  }
}

customElements.define("pb-lookalikes", PbLookalikes);
declare global {
  interface HTMLElementTagNameMap {
    "pb-lookalikes": PbLookalikes;
  }
}
