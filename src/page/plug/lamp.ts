import { css, html, nothing, svg } from "lit";
import { type Cancel, type ColorName, patternWords } from "../../../firmware-sim/index.ts";
import { lampNow } from "../../view/lamp-now.ts";
import { whyDark } from "../../view/words/why-dark.ts";
import { BenchElement } from "../bench-element.ts";
import { atChange } from "./at-change.ts";
import { glowOf } from "./glow.ts";
import { cssColor, inkOn, letterOf } from "./paint.ts";

/** The plug's lamp, in the colour that it has at this instant. It asks for nothing: the pattern says when it changes. */
export class PbLamp extends BenchElement {
  #cancel: Cancel = () => {};

  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      overflow: visible;
      pointer-events: none;
    }
    text {
      font: 700 40px var(--pb-font);
      text-anchor: middle;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "img");
  }

  override disconnectedCallback(): void {
    this.#cancel();
    super.disconnectedCallback();
  }

  protected override render() {
    const { snapshot } = this.plug;
    const color = lampNow(snapshot, this.link.now());
    const glow = whyDark(snapshot) === undefined ? glowOf(snapshot.led.pattern, color) : "off";
    this.#describe(color);
    this.#cancel();
    this.#cancel = atChange(snapshot.led, this.link.now(), () => this.requestUpdate());
    const lit = color !== "off";
    return html`<svg viewBox="0 0 100 100" aria-hidden="true">
      <defs>
        <radialGradient id="glow">
          <stop offset="0.2" stop-color=${cssColor(glow)} stop-opacity="0.75" />
          <stop offset="1" stop-color=${cssColor(glow)} stop-opacity="0" />
        </radialGradient>
      </defs>
      ${glow === "off" ? nothing : svg`<circle cx="50" cy="50" r="98" fill="url(#glow)" />`}
      <circle cx="50" cy="50" r="46" fill="#15181c" />
      <circle cx="50" cy="50" r="40" fill=${lit ? cssColor(color) : "#3b4249"} />
      <ellipse cx="40" cy="33" rx="17" ry="10" fill="#fff" opacity=${lit ? 0.35 : 0.12} />
      <text x="50" y="64" fill=${inkOn(color)}>${letterOf(color)}</text>
    </svg>`;
  }

  #describe(color: ColorName): void {
    const words = lampWords(this.plug.snapshot);
    this.dataset["color"] = color;
    this.dataset["words"] = words.pattern;
    this.setAttribute("aria-label", `Lamp: ${words.whole}`);
  }
}

/** What the lamp shows, and, of one that stays dark, why. */
export function lampWords(snapshot: Parameters<typeof whyDark>[0]): { pattern: string; whole: string } {
  const why = whyDark(snapshot);
  if (why === undefined) {
    const pattern = patternWords(snapshot.led.pattern);
    return { pattern, whole: pattern };
  }
  return { pattern: "dark", whole: `dark: ${why}` };
}

customElements.define("pb-lamp", PbLamp);
declare global {
  interface HTMLElementTagNameMap {
    "pb-lamp": PbLamp;
  }
}
