import { css, html, nothing } from "lit";
import { BenchElement } from "./bench-element.ts";

/** Whether what is shown is so now; loud only when it is not. */
export class PbContact extends BenchElement {
  static override styles = css`
    :host {
      display: block;
    }
    p {
      margin: 0;
      font-size: 14px;
    }
    .live {
      color: var(--pb-muted);
    }
    .dot {
      display: inline-block;
      inline-size: 9px;
      block-size: 9px;
      margin-inline-end: 7px;
      border-radius: 50%;
      background: var(--pb-ok);
    }
    /* Above everything, wherever the page is scrolled to, and nothing moves for it: a finger may be on the button. */
    [role="alert"] {
      position: fixed;
      z-index: 9;
      inset: 8px 12px auto;
      display: grid;
      justify-items: center;
      pointer-events: none;
    }
    .alarm {
      padding: 10px 16px;
      box-shadow: 0 6px 24px rgb(0 0 0 / 0.22);
      border: 1px solid currentColor;
      border-radius: 10px;
      color: var(--pb-warn);
      background: var(--pb-panel);
      font-weight: 600;
    }
    .refused {
      color: var(--pb-bad);
    }
  `;

  protected override render() {
    const { contact } = this.link;
    const live = contact.is === "live";
    return html`${live ? html`<p class="live"><span class="dot"></span>${this.#liveWords()}</p>` : nothing}
      <div role="alert">
        ${live ? nothing : html`<p class="alarm ${contact.is}">${contact.why} What is shown is how it last was.</p>`}
      </div>`;
  }

  #liveWords(): string {
    return this.plug.card.time === "stands" ? "Live; time stands until it is let pass" : "Live";
  }
}

customElements.define("pb-contact", PbContact);
declare global {
  interface HTMLElementTagNameMap {
    "pb-contact": PbContact;
  }
}
