import { css, html, LitElement } from "lit";
import "../app.ts";
import { PROFILES } from "../../config/profiles.ts";
import { panel } from "../theme.css.ts";
import "./exercise-panel.ts";
import type { LocalLink } from "./local-link.ts";

/** The bench page with its plug inside, the choice of its make, and what there is to find out. */
export class PbOneFile extends LitElement {
  static override properties = { link: { attribute: false }, make: { state: true } };
  declare link: LocalLink;
  /** Chosen for the next plug. */
  declare make: string;

  static override styles = [
    panel,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
    `,
  ];

  constructor() {
    super();
    this.make = PROFILES[0]!.id;
  }

  protected override render() {
    const { link } = this;
    return html`<pb-app .link=${link}>
      <section aria-labelledby="plug">
        <h2 id="plug">The plug in this file</h2>
        <p>It runs in this page alone: nothing goes over a network, and nothing is kept once the page is closed.</p>
        <div class="row">
          <label for="make">Make</label>
          <select
            id="make"
            .value=${this.make}
            @change=${(event: Event) => {
              this.make = (event.target as HTMLSelectElement).value;
            }}
          >
            ${PROFILES.map(({ id, name }) => html`<option value=${id}>${name} (${id})</option>`)}
          </select>
          <button data-test="anew" @click=${() => this.#beginAnew()}>Start anew</button>
        </div>
      </section>
      <pb-exercises .link=${link}></pb-exercises>
    </pb-app>`;
  }

  #beginAnew(): Promise<void> {
    return this.link.beginAnew(PROFILES.find(({ id }) => id === this.make)!);
  }
}

customElements.define("pb-one-file", PbOneFile);
declare global {
  interface HTMLElementTagNameMap {
    "pb-one-file": PbOneFile;
  }
}
