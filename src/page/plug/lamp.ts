import { css, html, nothing, svg } from "lit";
import {
  type Cancel,
  COLORS,
  type ColorName,
  changeAfter,
  NEVER,
  patternWords,
} from "../../../firmware-sim/index.ts";
import { lampNow } from "../../view/lamp-now.ts";
import { whyDark } from "../../view/words/why-dark.ts";
import { BenchElement } from "../bench-element.ts";
import { glowOf } from "./glow.ts";

/** A pattern that lasts longer is looked at again meanwhile, ms: a timer counts to 2^31 at most. */
const LONGEST_WAIT = 60_000;

const cssColor = (name: ColorName): string => {
  const { r, g, b } = COLORS[name];
  return `rgb(${r} ${g} ${b})`;
};
/** Letters are read where colours are not. */
const MARKS: Readonly<Record<ColorName, string>> = {
  off: "",
  red: "R",
  green: "G",
  blue: "B",
  orange: "O",
  yellow: "Y",
  cyan: "C",
  magenta: "M",
  white: "W",
};
const LIGHT_INK: readonly ColorName[] = ["red", "blue"];

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
    this.#wait();
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
      <text x="50" y="64" fill=${LIGHT_INK.includes(color) ? "#fff" : "#10141a"}>${MARKS[color]}</text>
    </svg>`;
  }

  #describe(color: ColorName): void {
    const words = lampWords(this.plug.snapshot);
    this.dataset["color"] = color;
    this.dataset["words"] = words.pattern;
    this.setAttribute("aria-label", `Lamp: ${words.whole}`);
  }

  #wait(): void {
    this.#cancel();
    const { led } = this.plug.snapshot;
    const now = this.link.now();
    const next = changeAfter(led.pattern, led.since, now);
    if (next === NEVER) return;
    const timer = setTimeout(() => this.requestUpdate(), Math.min(Math.max(1, next - now), LONGEST_WAIT));
    this.#cancel = () => clearTimeout(timer);
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
