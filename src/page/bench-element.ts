import { LitElement } from "lit";
import type { Cancel } from "../../firmware-sim/index.ts";
import type { Answer, Request } from "../control/protocol.ts";
import type { Mirror } from "../view/mirror.ts";
import type { BenchLink } from "./link/bench-link.ts";

/** A part of the page that shows a plug: drawn anew whenever something of it is different. */
export abstract class BenchElement extends LitElement {
  static override properties = { link: { attribute: false } };
  declare link: BenchLink;
  #unlisten: Cancel = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unlisten = this.link.onUpdate(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#unlisten();
    super.disconnectedCallback();
  }

  protected get plug(): Mirror {
    return this.link.mirror;
  }

  /** Asks the plug, and lets the page say what was answered, or, `quiet`, only what was refused. */
  protected async ask(request: Request, { quiet = false } = {}): Promise<Answer> {
    const answer = await this.link.ask(request);
    if (!answer.ok || !quiet) this.say(answer.message, answer.ok);
    return answer;
  }

  /** A sentence for the person at the page: shown for a while, and read out. */
  protected say(text: string, ok: boolean): void {
    this.dispatchEvent(
      new CustomEvent("bench-said", { detail: { text, ok }, bubbles: true, composed: true }),
    );
  }
}
