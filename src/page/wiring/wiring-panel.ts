import "./button-helper.ts";
import "./led-helper.ts";
import { css, html, type PropertyValues, type TemplateResult } from "lit";
import type { PinMap } from "../../../board/pins/pin-map.ts";
import type { Cancel } from "../../../firmware-sim/index.ts";
import { lampNow } from "../../view/lamp-now.ts";
import { type PinLevel, pinLevels } from "../../view/pin-levels.ts";
import { HARMLESS_LOAD, NEVER_MAINS } from "../../wiring-drawing/parts.ts";
import { Panel } from "../panels/panel.ts";
import { atChange } from "../plug/at-change.ts";

/** How the board is wired, and what is on its pins. */
export class PbWiring extends Panel {
  static override properties = { ...Panel.properties, drawing: { state: true } };
  declare drawing: SVGElement | undefined;
  #of: PinMap | undefined;
  #cancel: Cancel = () => {};

  constructor() {
    super();
    this.drawing = undefined;
  }

  override disconnectedCallback(): void {
    this.#cancel();
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    const { pins } = this.plug.card;
    if (!this.open || pins === null || same(pins, this.#of)) return;
    this.#of = pins;
    void this.#draw(pins);
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#cancel();
    const { pins } = this.plug.card;
    if (!this.open || pins === null) return;
    this.#light(this.#levels(pins));
    this.#cancel = atChange(this.plug.snapshot.led, this.link.now(), () => this.requestUpdate());
  }

  protected heading = (): string => "Wiring";

  protected summary(): string {
    const { pins, board } = this.plug.card;
    if (pins === null) return `the ${board} board has no wires`;
    return `${board}, LED with common ${pins.led.common}, ${pins.relay.fitted ? "relay" : "no relay"}`;
  }

  protected body(): TemplateResult {
    const { pins } = this.plug.card;
    if (pins === null)
      return html`<p>
        Nothing is wired here. <code>plugbench wiring show</code> prints how an Arduino Uno is, and
        <code>--board emulated-uno</code> runs the plug on one that needs no hardware.
      </p>`;
    return html`<p><strong>${NEVER_MAINS}</strong> ${HARMLESS_LOAD}</p>
      <div class="drawing" role="region" aria-label="Drawing of the wiring" tabindex="0">${this.drawing}</div>
      <h3 id="levels">Levels on the pins now</h3>
      <table aria-labelledby="levels">
        <thead>
          <tr><th scope="col">pin</th><th scope="col">goes to</th><th scope="col">level</th><th scope="col">means</th></tr>
        </thead>
        <tbody>
          ${this.#levels(pins).map((level) => row(level, pins.board === "raspberry-pi" ? "3.3 V" : "5 V"))}
        </tbody>
      </table>
      <p class="muted">Outputs as they were written, the button as it was last told: nothing here measures a voltage.</p>
      <pb-led-helper .link=${this.link}></pb-led-helper>
      <pb-button-helper .link=${this.link}></pb-button-helper>`;
  }

  #levels(pins: PinMap): readonly PinLevel[] {
    const { snapshot } = this.plug;
    const online = snapshot.board === "online";
    return pinLevels(pins, {
      lamp: lampNow(snapshot, this.link.now()),
      closed: online && snapshot.relay.closed,
      down: online && snapshot.button === "down",
    });
  }

  async #draw(pins: PinMap): Promise<void> {
    const drawn =
      pins.board === "raspberry-pi"
        ? (await import("../../wiring-drawing/pi-svg.ts")).piCircuitPicture(pins)
        : (await import("../../wiring-drawing/uno-svg.ts")).unoCircuitPicture(pins);
    const { documentElement } = new DOMParser().parseFromString(drawn, "image/svg+xml");
    this.drawing = document.importNode(documentElement, true) as unknown as SVGElement;
  }

  /** Pins that are high stand out in the drawing; in words they are in the table. */
  #light(levels: readonly PinLevel[]): void {
    for (const { terminal, high } of levels)
      for (const place of this.drawing?.querySelectorAll(`[data-terminal="${terminal}"]`) ?? [])
        place.classList.toggle("high", high);
  }

  static override styles = [
    ...Panel.styles,
    css`
      .drawing {
        overflow-x: auto;
        border: 1px solid var(--pb-line);
        border-radius: 8px;
        background: #fff;
      }
      .drawing svg {
        display: block;
        width: 100%;
        min-width: 620px;
        height: auto;
      }
      .drawing .high {
        r: 9px;
        fill: #ffb300;
        stroke: #5d4000;
        stroke-width: 3px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 4px 10px 4px 0;
        border-bottom: 1px solid var(--pb-line);
        text-align: start;
      }
      table + p {
        margin-top: 8px;
      }
    `,
  ];
}

const row = ({ pin, what, high, means }: PinLevel, volts: string): TemplateResult =>
  html`<tr data-pin=${pin} data-high=${high}>
    <th scope="row">${pin}</th><td>${what}</td><td>${high ? `high, ${volts}` : "low, 0 V"}</td><td>${means}</td>
  </tr>`;

const same = (a: PinMap, b: PinMap | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

customElements.define("pb-wiring", PbWiring);
declare global {
  interface HTMLElementTagNameMap {
    "pb-wiring": PbWiring;
  }
}
