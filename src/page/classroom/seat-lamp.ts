import { css, html, LitElement } from "lit";
import { type Cancel, colorAt, since } from "../../../firmware-sim/index.ts";
import type { ToldSeat } from "../../classroom/told.ts";
import { cssVars } from "../css-vars.ts";
import { atChange } from "../plug/at-change.ts";
import { glowOf } from "../plug/glow.ts";
import { cssColor, inkOn, letterOf } from "../plug/paint.ts";
import type { OverviewLink } from "./overview-link.ts";

/**
 * The lamp of one of many plugs. Its disc flashes no faster than 3 Hz, for forty of them together are a large area; what is
 * faster flashes in its small heart.
 */
export class PbSeatLamp extends LitElement {
  static override properties = { link: { attribute: false }, lamp: { attribute: false } };
  declare link: OverviewLink;
  declare lamp: ToldSeat["lamp"];
  #cancel: Cancel = () => {};

  static override styles = css`
    :host {
      display: grid;
      place-items: center;
      width: var(--size, 44px);
      height: var(--size, 44px);
      flex: none;
      border-radius: 50%;
      border: 2px solid var(--pb-edge);
      box-sizing: border-box;
      background: #15181c;
      overflow: hidden;
    }
    div {
      display: grid;
      place-items: center;
      width: 100%;
      height: 100%;
      background: var(--disc);
    }
    span {
      display: grid;
      place-items: center;
      width: 18px;
      height: 18px;
      border-radius: 50%;
      background: var(--heart);
      color: var(--ink);
      font: 700 12px var(--pb-font);
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("aria-hidden", "true");
  }

  override disconnectedCallback(): void {
    this.#cancel();
    super.disconnectedCallback();
  }

  protected override render() {
    const { lamp, link } = this;
    const now = link.now();
    const color = lamp === null || lamp.since > now ? "off" : colorAt(lamp.pattern, since(lamp.since, now));
    const disc = lamp === null ? "off" : glowOf(lamp.pattern, color);
    this.dataset["color"] = color;
    this.#cancel();
    if (lamp !== null) this.#cancel = atChange(lamp, link.now(), () => this.requestUpdate());
    const off = "#3b4249";
    const vars = {
      "--disc": disc === "off" ? off : cssColor(disc),
      "--heart": color === "off" ? off : cssColor(color),
      "--ink": inkOn(color),
    };
    return html`<div ${cssVars(vars)}><span>${letterOf(color)}</span></div>`;
  }
}

customElements.define("pb-seat-lamp", PbSeatLamp);
declare global {
  interface HTMLElementTagNameMap {
    "pb-seat-lamp": PbSeatLamp;
  }
}
