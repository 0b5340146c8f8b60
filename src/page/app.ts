import "./contact.ts";
import "./panels/index.ts";
import "./plug/index.ts";
import "./timeline/index.ts";
import "./toasts.ts";
import "./wiring/index.ts";
import { css, html, type PropertyValues } from "lit";
import { BenchElement } from "./bench-element.ts";

/** The whole page of one plug. What is put inside it comes before the panels. */
export class PbApp extends BenchElement {
  static override styles = css`
    :host {
      display: block;
      max-width: 1500px;
      margin-inline: auto;
      padding: var(--pb-gap);
      padding-block-end: 88px;
      box-sizing: border-box;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 2px 14px;
      margin-block-end: var(--pb-gap);
    }
    h1 {
      margin: 0;
      font-size: 22px;
      line-height: 1.25;
    }
    .identity {
      margin: 0;
      color: var(--pb-muted);
      font-size: 14px;
      overflow-wrap: anywhere;
    }
    pb-contact {
      margin-inline-start: auto;
    }
    main {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--pb-gap);
    }
    .desk,
    .panels,
    .columns,
    .columns > div {
      display: grid;
      gap: var(--pb-gap);
      align-content: start;
      min-width: 0;
    }
    .columns {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
    }
    :not(:defined) {
      display: none;
    }
    @media (min-width: 1020px) {
      main {
        grid-template-columns: minmax(400px, 5fr) minmax(0, 7fr);
        align-items: start;
      }
      /* Stays in sight while the panels are scrolled; what is longer than the window is first scrolled to its end. */
      .desk {
        position: sticky;
        bottom: var(--pb-gap);
        align-self: end;
        min-height: calc(100vh - 2 * var(--pb-gap));
      }
    }
  `;

  constructor() {
    super();
    this.addEventListener("bench-said", (event) => {
      this.renderRoot
        .querySelector("pb-toasts")
        ?.add((event as CustomEvent<{ text: string; ok: boolean }>).detail);
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    document.title = `${this.plug.profile.name} · plugbench`;
  }

  protected override render() {
    const { link } = this;
    const { card, profile } = this.plug;
    const board = card.board === "virtual" ? "no board, in the program alone" : `board ${card.board}`;
    const broker = card.broker === null ? "no broker" : `broker ${card.broker}`;
    return html`
      <header>
        <h1>${profile.name}</h1>
        <p class="identity">${card.id} · ${board} · ${broker} · plugbench ${card.version}</p>
        <pb-contact .link=${link}></pb-contact>
      </header>
      <main>
        <div class="desk">
          <pb-plug .link=${link}></pb-plug>
          <slot></slot>
        </div>
        <div class="panels">
          <pb-timeline .link=${link}></pb-timeline>
          <div class="columns">
            <div>
              <pb-home .link=${link}></pb-home>
              <pb-faults .link=${link}></pb-faults>
            </div>
            <div>
              <pb-outlet .link=${link}></pb-outlet>
              <pb-schedules .link=${link}></pb-schedules>
            </div>
          </div>
          <pb-chart .link=${link}></pb-chart>
          <pb-mqtt .link=${link}></pb-mqtt>
          <pb-wiring .link=${link}></pb-wiring>
        </div>
      </main>
      <pb-toasts></pb-toasts>
    `;
  }
}

customElements.define("pb-app", PbApp);
declare global {
  interface HTMLElementTagNameMap {
    "pb-app": PbApp;
  }
}
