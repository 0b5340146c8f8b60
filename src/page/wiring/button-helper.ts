import { html, type TemplateResult } from "lit";
import { millis } from "../../../firmware-sim/index.ts";
import { Helper } from "./helper.ts";

const WAIT = millis(20_000);

/** Waits for a press on any pin. */
class PbButtonHelper extends Helper {
  protected heading = (): string => "Which pin is my button?";

  protected steps(): TemplateResult {
    return html`<p>
      <button ?disabled=${this.busy} @click=${() => void this.#listen()}>
        ${this.busy ? "Press the button on the board now" : "Wait for a press"}
      </button>
    </p>`;
  }

  async #listen(): Promise<void> {
    this.said = [`Press the button on the board within ${WAIT / 1000} s.`];
    const { message } = await this.wiring({ ask: "press", ms: WAIT });
    await this.finish(message);
  }
}

customElements.define("pb-button-helper", PbButtonHelper);
