import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Cancel } from "../../../firmware-sim/index.ts";
import type { ToldSeat } from "../../classroom/told.ts";
import { panel } from "../theme.css.ts";
import "./seat-lamp.ts";
import type { OverviewLink } from "./overview-link.ts";

/** How often a hold's seconds are counted, ms. */
const COUNT = 250;

/** Every plug of the class at a glance, for the teacher's desk and for the wall. */
export class PbOverview extends LitElement {
  static override properties = {
    link: { attribute: false },
    projector: { type: Boolean, reflect: true },
  };
  declare link: OverviewLink;
  /** Large, to be read from the back of a room. */
  declare projector: boolean;
  #unlisten: Cancel = () => {};
  #counter: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    panel,
    css`
      :host {
        padding: var(--pb-gap);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 24px;
        align-items: center;
        margin-bottom: var(--pb-gap);
      }
      header p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      h1 {
        margin: 0;
        font-size: 22px;
      }
      .code {
        font: 700 28px var(--pb-mono);
        letter-spacing: 0.12em;
      }
      button {
        margin-inline-start: auto;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 230px), 1fr));
        gap: 10px;
      }
      li {
        display: flex;
        gap: 12px;
        align-items: center;
        background: var(--pb-panel);
        border: 1px solid var(--pb-line);
        border-radius: var(--pb-radius);
        padding: 10px 12px;
        min-width: 0;
      }
      li > div {
        min-width: 0;
      }
      .name {
        font-weight: 650;
        overflow-wrap: anywhere;
      }
      .held {
        color: var(--pb-accent);
        font-weight: 650;
      }
      .trouble {
        color: var(--pb-bad);
        font-weight: 650;
      }
      :host([projector]) .address {
        font-size: clamp(28px, 4vw, 64px);
        font-weight: 650;
        line-height: 1.2;
      }
      :host([projector]) .address + .address {
        display: none;
      }
      :host([projector]) .code {
        font-size: clamp(48px, 8vw, 128px);
        line-height: 1.1;
      }
      :host([projector]) ul {
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
        font-size: 20px;
      }
      :host([projector]) .name {
        font-size: 26px;
        line-height: 1.2;
      }
      :host([projector]) pb-seat-lamp {
        --size: 60px;
      }
      :host([projector]) .muted {
        display: none;
      }
    `,
  ];

  constructor() {
    super();
    this.projector = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unlisten = this.link.onUpdate(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#unlisten();
    clearTimeout(this.#counter);
    super.disconnectedCallback();
  }

  protected override render() {
    const { seats, trouble, class: room } = this.link;
    clearTimeout(this.#counter);
    if (seats.some(({ heldSince }) => heldSince !== null))
      this.#counter = setTimeout(() => this.requestUpdate(), COUNT);
    return html`<header>
        <h1>Class</h1>
        ${
          room === undefined
            ? nothing
            : html`${room.addresses.map((address) => html`<p class="address">${address}</p>`)}
              <p>Code <span class="code" data-test="code">${room.code}</span></p>`
        }
        <button
          aria-pressed=${this.projector}
          data-test="projector"
          @click=${() => {
            this.projector = !this.projector;
          }}
        >
          For the projector
        </button>
      </header>
      <p role="status" class="trouble">${trouble}</p>
      <main>
        ${seats.length === 0 ? html`<p>Nobody has joined yet.</p>` : nothing}
        <ul aria-label="Plugs">
          ${repeat(
            seats,
            ({ id }) => id,
            (seat) => this.#seat(seat),
          )}
        </ul>
      </main>`;
  }

  #seat({ id, name, present, lifecycle, lamp, light, heldSince, outlet }: ToldSeat) {
    const held = heldSince === null ? null : Math.max(0, (this.link.now() - heldSince) / 1000).toFixed(0);
    return html`<li data-test="seat" data-id=${id}>
      <pb-seat-lamp .link=${this.link} .lamp=${lamp}></pb-seat-lamp>
      <div>
        <div class="name">${name}</div>
        <div>${light}</div>
        <div>
          ${lifecycle}${outlet === null ? "" : `, outlet ${outlet}`}
          ${held === null ? nothing : html`<span class="held">held ${held} s</span>`}
        </div>
        <div class="muted">${id}${present ? "" : ", nobody looks"}</div>
      </div>
    </li>`;
  }
}

customElements.define("pb-overview", PbOverview);
declare global {
  interface HTMLElementTagNameMap {
    "pb-overview": PbOverview;
  }
}
