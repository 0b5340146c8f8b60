import { css, html, LitElement } from "lit";
import {
  type Cancel,
  COLORS,
  type ColorName,
  changeAfter,
  colorAt,
  NEVER,
  since,
} from "../../../firmware-sim/index.ts";
import type { ToldSeat } from "../../classroom/told.ts";
import { cssVars } from "../css-vars.ts";
import { glowOf } from "../plug/glow.ts";
import type { OverviewLink } from "./overview-link.ts";

const cssColor = (name: ColorName): string => {
  const { r, g, b } = COLORS[name];
  return `rgb(${r} ${g} ${b})`;
};

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
    this.#wait();
    const off = "#3b4249";
    const vars = {
      "--disc": disc === "off" ? off : cssColor(disc),
      "--heart": color === "off" ? off : cssColor(color),
      "--ink": ["red", "blue"].includes(color) ? "#fff" : "#10141a",
    };
    return html`<div ${cssVars(vars)}><span>${color === "off" ? "" : color[0]!.toUpperCase()}</span></div>`;
  }

  #wait(): void {
    this.#cancel();
    if (this.lamp === null) return;
    const now = this.link.now();
    const { pattern, since: start } = this.lamp;
    const next = start > now ? start : changeAfter(pattern, start, now);
    if (next === NEVER) return;
    const timer = setTimeout(() => this.requestUpdate(), Math.min(Math.max(1, next - now), 60_000));
    this.#cancel = () => clearTimeout(timer);
  }
}

customElements.define("pb-seat-lamp", PbSeatLamp);
declare global {
  interface HTMLElementTagNameMap {
    "pb-seat-lamp": PbSeatLamp;
  }
}
