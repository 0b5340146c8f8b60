import { css, html, type TemplateResult } from "lit";
import type { Answer, Request } from "../../control/protocol.ts";
import { BenchElement } from "../bench-element.ts";
import { panel } from "../theme.css.ts";

type WiringRequest = Extract<Request, { do: "wiring" }>["about"];

/** Asks somebody at the board, step by step. The pins are free for it only while the plug has no power. */
export abstract class Helper extends BenchElement {
  static override properties = { ...BenchElement.properties, said: { state: true }, busy: { state: true } };
  /** What has been found, or what went wrong. */
  declare said: readonly string[];
  declare busy: boolean;

  constructor() {
    super();
    this.said = [];
    this.busy = false;
  }

  protected abstract heading(): string;
  protected abstract steps(): TemplateResult;

  override render(): TemplateResult {
    const { power } = this.plug.snapshot;
    return html`<h3>${this.heading()}</h3>
      ${
        power === "on"
          ? html`<p>
              The plug uses its pins.
              <button @click=${() => this.ask({ do: "power", to: "off" }, { quiet: true })}>
                Unplug it from the mains
              </button>
            </p>`
          : this.steps()
      }
      <div role="status">${this.said.map((text) => html`<p>${text}</p>`)}</div>`;
  }

  protected async wiring(about: WiringRequest): Promise<Answer> {
    this.busy = true;
    const answer = await this.ask({ do: "wiring", about }, { quiet: true });
    this.busy = false;
    return answer;
  }

  /** Says what was found, and gives the pins back. */
  protected async finish(...said: readonly string[]): Promise<void> {
    this.said = said;
    await this.wiring({ ask: "end" });
  }

  static override styles = [
    panel,
    css`
      h3 {
        font-size: 14px;
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      [role="status"] p {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];
}
