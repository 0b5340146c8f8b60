import { css, html, nothing, type TemplateResult } from "lit";
import { cache } from "lit/directives/cache.js";
import { UsageError } from "../../usage-error.ts";
import { BenchElement } from "../bench-element.ts";
import { panel } from "../theme.css.ts";

/** A panel that can be folded up to its heading and one line that says how things are. */
export abstract class Panel extends BenchElement {
  static override properties = { ...BenchElement.properties, open: { type: Boolean, reflect: true } };
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  protected abstract heading(): string;
  /** How things are, in a few words. */
  protected abstract summary(): string;
  protected abstract body(): TemplateResult;

  /** Does something with what was filled in, or says what of it cannot be. */
  protected withFilledIn(does: () => unknown): void {
    try {
      does();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.say(error.message, false);
    }
  }

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <header>
        <h2>
          <button
            id="heading"
            class="fold"
            aria-expanded=${this.open}
            aria-controls="body"
            @click=${() => {
              this.open = !this.open;
            }}
          >
            <svg viewBox="0 0 10 10" aria-hidden="true"><path d="M3 1l4 4-4 4" /></svg>${this.heading()}
          </button>
        </h2>
        <p class="muted summary">${this.summary()}</p>
      </header>
      <div id="body" ?hidden=${!this.open}>${cache(this.open ? this.body() : nothing)}</div>
    </section>`;
  }

  static override styles = [
    panel,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 10px;
      }
      h2,
      header p {
        margin: 0;
      }
      .summary {
        font-size: 13px;
        overflow-wrap: anywhere;
      }
      .fold {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        margin: -4px -8px;
        max-width: none;
        white-space: nowrap;
        padding: 4px 8px;
        border: 0;
        background: none;
        font: inherit;
        text-align: start;
      }
      .fold svg {
        width: 11px;
        flex: none;
        fill: none;
        stroke: currentcolor;
        stroke-width: 1.8;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .fold[aria-expanded="true"] svg {
        transform: rotate(90deg);
      }
      [hidden] {
        display: none;
      }
      #body {
        margin-top: 12px;
        font-size: 14px;
      }
      h3 {
        margin: 18px 0 8px;
        font-size: 14px;
      }
      p {
        margin: 0 0 8px;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 4px 14px;
        margin: 0;
      }
      dt {
        color: var(--pb-muted);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .row,
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .row + .row {
        margin-top: 8px;
      }
      label {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        margin: 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend {
        float: left;
        padding: 0;
        line-height: 26px;
        color: var(--pb-muted);
      }
      button,
      select,
      input {
        font-size: 14px;
      }
      input[type="checkbox"],
      input[type="radio"] {
        width: 18px;
        height: 18px;
        min-height: 24px;
        margin: 0;
        accent-color: var(--pb-accent);
      }
      .primary {
        background: var(--pb-accent);
        border-color: var(--pb-accent);
        color: var(--pb-on-accent);
      }
      .primary:hover:not(:disabled) {
        background: var(--pb-accent);
        filter: brightness(1.08);
      }
      details {
        margin-top: 10px;
      }
      summary {
        cursor: pointer;
        min-height: 24px;
        width: fit-content;
      }
      details[open] > summary {
        margin-bottom: 8px;
      }
      .ok {
        color: var(--pb-ok);
      }
      .warn {
        color: var(--pb-warn);
      }
      .bad {
        color: var(--pb-bad);
      }
      button[role="switch"] {
        display: inline-flex;
        align-items: center;
        gap: 9px;
        margin-inline-start: -6px;
        padding: 3px 8px 3px 6px;
        border-color: transparent;
        background: none;
        text-align: start;
      }
      button[role="switch"]:hover:not(:disabled) {
        background: var(--pb-sunken);
      }
      .track {
        flex: none;
        width: 32px;
        height: 18px;
        border: 1.5px solid var(--pb-edge);
        border-radius: 9px;
        padding: 2px;
      }
      .track::before {
        content: "";
        display: block;
        width: 11px;
        height: 11px;
        border-radius: 50%;
        background: var(--pb-edge);
      }
      [aria-checked="true"] .track {
        background: var(--pb-accent);
        border-color: var(--pb-accent);
      }
      [aria-checked="true"] .track::before {
        margin-inline-start: auto;
        background: var(--pb-on-accent);
      }
    `,
  ];
}

/** A switch with its name, and what it stands at in words. */
export const toggle = (
  { name, on, is }: { readonly name: string; readonly on: boolean; readonly is?: string },
  flip: () => void,
): TemplateResult =>
  html`<button role="switch" aria-checked=${on} @click=${flip}>
    <span class="track"></span><span>${name}${is === undefined ? nothing : html` <span class="muted">${is}</span>`}</span>
  </button>`;

/** What stands in a form's field; "" for none of that name. */
export const field = (form: HTMLFormElement, name: string): string =>
  String(new FormData(form).get(name) ?? "");
