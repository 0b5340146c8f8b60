import { css, html, LitElement } from "lit";

interface Said {
  readonly text: string;
  readonly ok: boolean;
}

/** ms a sentence stays: long enough to read it twice; a refusal longer. */
const stays = ({ text, ok }: Said): number => (ok ? 3000 : 6000) + 60 * text.length;
const MOST = 3;

/** What the page says of what was asked of it: shown for a while, and read out. */
export class PbToasts extends LitElement {
  static override properties = { shown: { state: true } };
  declare shown: readonly Said[];

  static override styles = css`
    :host {
      position: fixed;
      z-index: 10;
      inset: auto 12px 12px 12px;
      display: grid;
      justify-items: center;
      pointer-events: none;
    }
    div {
      display: grid;
      gap: 8px;
      justify-items: center;
    }
    p {
      margin: 0;
      max-width: min(560px, 100%);
      box-sizing: border-box;
      padding: 10px 16px;
      border-radius: 12px;
      border: 1px solid var(--pb-edge);
      background: var(--pb-panel);
      color: var(--pb-text);
      box-shadow: 0 6px 24px rgb(0 0 0 / 0.22);
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    .bad {
      border-color: var(--pb-bad);
    }
    .bad::before {
      content: "Not done: ";
      color: var(--pb-bad);
      font-weight: 650;
    }
  `;

  constructor() {
    super();
    this.shown = [];
  }

  add(said: Said): void {
    this.shown = [...this.shown, said].slice(-MOST);
    setTimeout(() => {
      this.shown = this.shown.filter((each) => each !== said);
    }, stays(said));
  }

  protected override render() {
    return html`<div role="status" aria-live="polite">
      ${this.shown.map(({ text, ok }) => html`<p class=${ok ? "ok" : "bad"}>${text}</p>`)}
    </div>`;
  }
}

customElements.define("pb-toasts", PbToasts);
declare global {
  interface HTMLElementTagNameMap {
    "pb-toasts": PbToasts;
  }
}
