import { css, html, LitElement } from "lit";
import type { Contact } from "./link/bench-link.ts";
import { panel } from "./theme.css.ts";

/** What there is to see before anything was told of a plug. */
export class PbDoor extends LitElement {
  static override properties = { contact: { attribute: false } };
  declare contact: Contact;

  static override styles = [
    panel,
    css`
      main {
        max-width: 520px;
        margin: 12vh auto 0;
        padding: 16px;
      }
      h1 {
        margin: 0 0 8px;
        font-size: 20px;
      }
      p {
        margin: 0;
      }
    `,
  ];

  protected override render() {
    const { contact } = this;
    const why = contact.is === "live" ? "" : contact.why;
    return html`<main>
      <section>
        <h1>plugbench</h1>
        <p role="status">${why}</p>
      </section>
    </main>`;
  }
}

customElements.define("pb-door", PbDoor);
declare global {
  interface HTMLElementTagNameMap {
    "pb-door": PbDoor;
  }
}
