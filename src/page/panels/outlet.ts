import { css, html, nothing, type TemplateResult } from "lit";
import {
  AIRS,
  type Air,
  after,
  celsiusAt,
  energyAt,
  LOADS,
  type Load,
  millis,
  NO_LOAD,
} from "../../../firmware-sim/index.ts";
import { parseLoad } from "../../config/load-words.ts";
import { outletOf } from "../../runtime/words.ts";
import { scaleTop, stepsPath, WattsSeries } from "../../view/watts.ts";
import { AIR_WORDS, START_UP_WORDS } from "../../view/words/outlet-words.ts";
import { firmwareControls } from "./firmware.ts";
import { field, Panel } from "./panel.ts";

/** What the chart shows. */
const WINDOW = millis(300_000);
/** How often it moves on, ms: a pixel or so. */
const EVERY = 1000;
const [WIDTH, HEIGHT] = [300, 70];

const START_UPS = ["previous", "on", "off"] as const;

/** W that a load draws. */
const drawn = (load: Load): string =>
  load.kind === "steady" ? `${load.watts} W` : `up to ${Math.max(...load.steps.map(({ watts }) => watts))} W`;

/** The outlet with what is plugged into it, the energy it counts; and the plug's firmware. */
class PbOutlet extends Panel {
  readonly #series = new WattsSeries();
  #ticks: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.open = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    this.#ticks = setInterval(() => {
      if (this.open && !document.hidden && !still.matches) this.requestUpdate();
    }, EVERY);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#ticks);
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    const { at, circuit } = this.plug.snapshot;
    this.#series.note(at, circuit.watts);
  }

  protected heading = (): string => (this.plug.snapshot.profile.outlet ? "Outlet and firmware" : "Firmware");

  protected summary(): string {
    const { profile, circuit, firmware } = this.plug.snapshot;
    if (!profile.outlet) return firmware.version;
    return `${outletOf(this.plug.snapshot)}, ${circuit.load ?? "no load"}, ${circuit.watts} W (simulated), firmware ${firmware.version}`;
  }

  protected body(): TemplateResult {
    const { outlet } = this.plug.profile;
    return html`${outlet === null ? nothing : this.#outlet()}${outlet?.meter == null ? nothing : this.#energy()}
      ${outlet === null ? nothing : html`<h3>Firmware</h3>`}
      ${firmwareControls(this.plug.snapshot.firmware, (request) => this.ask(request))}`;
  }

  #outlet(): TemplateResult {
    const { snapshot } = this.plug;
    const { relay, circuit, startUp } = snapshot;
    return html`<div class="row" role="group" aria-label="Outlet">
        <button aria-pressed=${relay.closed} @click=${() => this.ask({ do: "relay", to: "on" })}>On</button>
        <button aria-pressed=${!relay.closed} @click=${() => this.ask({ do: "relay", to: "off" })}>Off</button>
        <button @click=${() => this.ask({ do: "relay", to: "toggle" })}>Toggle</button>
        <span class="muted">last switched by ${relay.source}</span>
      </div>
      <h3>Load</h3>
      <p class="muted">The desk lamp in the picture shows whether power flows, and draws none.</p>
      <form class="row" @submit=${this.#plugIn}>
        <select name="load" aria-label="Load">
          <option value=${NO_LOAD} ?selected=${circuit.load === null}>no load</option>
          ${LOADS.map(
            (load) =>
              html`<option value=${load.name} ?selected=${circuit.load === load.name}>
                ${load.name.replaceAll("-", " ")}, ${drawn(load)}
              </option>`,
          )}
        </select>
        <label>or <input name="watts" size="6" placeholder="60W" aria-label="any power, such as 60W" /></label>
        <button>Plug in</button>
      </form>
      <h3>Where the plug stands</h3>
      <div class="row" role="group" aria-label="Where the plug stands">
        ${(Object.keys(AIRS) as Air[]).map(
          (air) =>
            html`<button aria-pressed=${circuit.air === air} @click=${() => this.ask({ do: "air", to: air })}>${AIR_WORDS[air]}</button>`,
        )}
      </div>
      <dl class="facts">
        <dt>load</dt>
        <dd>${circuit.load ?? "none"}, ${circuit.watts} W flow (simulated)</dd>
        <dt>inside</dt>
        <dd>${celsiusAt(circuit.heat, this.link.now()).toFixed(1)} °C (simulated)</dd>
        <dt>contact</dt>
        <dd>${circuit.contact}</dd>
      </dl>
      <h3>After a power cut the outlet is</h3>
      <div class="row" role="group" aria-label="After a power cut the outlet is">
        ${START_UPS.map(
          (to) =>
            html`<button aria-pressed=${startUp === to} @click=${() => this.ask({ do: "startUp", to })}>${START_UP_WORDS[to]}</button>`,
        )}
      </div>`;
  }

  #energy(): TemplateResult {
    const { meter, circuit } = this.plug.snapshot;
    const to = this.link.now();
    const flows = this.#series.within(after(to, millis(-WINDOW)), to);
    const most = Math.max(0, ...flows.map(({ watts }) => watts));
    const top = scaleTop(most);
    const path = stepsPath(flows, { to, span: WINDOW, width: WIDTH, height: HEIGHT, top });
    return html`<h3>Energy <span class="muted">(simulated)</span></h3>
      <div class="row">
        <strong>${circuit.watts} W</strong>
        <span>${meter === null ? nothing : `${energyAt(meter, to).toFixed(2)} Wh counted`}</span>
        <button @click=${() => this.ask({ do: "resetEnergy" })}>Count from 0</button>
      </div>
      <figure>
        <span class="muted">${top} W</span>
        <svg
          viewBox="0 0 ${WIDTH} ${HEIGHT}"
          preserveAspectRatio="none"
          role="img"
          aria-label="Power in the last 5 minutes: ${circuit.watts} W now, at most ${most} W, simulated"
        >
          <path class="grid" d="M0 ${HEIGHT / 2}H${WIDTH}" />
          <path class="line" d=${path} />
        </svg>
        <figcaption class="muted"><span>5 min ago</span><span>now</span></figcaption>
      </figure>`;
  }

  #plugIn(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const own = field(form, "watts").trim();
    this.withFilledIn(() =>
      this.ask({ do: "load", load: parseLoad([own === "" ? field(form, "load") : own], false) }),
    );
  }

  static override styles = [
    ...Panel.styles,
    css`
      .facts {
        margin-top: 12px;
      }
      figure {
        margin: 8px 0 0;
        font-size: 12px;
      }
      figure svg {
        display: block;
        width: 100%;
        height: 70px;
        border-block: 1px solid var(--pb-line);
        background: var(--pb-sunken);
      }
      figure path {
        fill: none;
        vector-effect: non-scaling-stroke;
      }
      .grid {
        stroke: var(--pb-line);
        stroke-dasharray: 3 4;
      }
      .line {
        stroke: var(--pb-accent);
        stroke-width: 2;
        stroke-linejoin: round;
      }
      figcaption {
        display: flex;
        justify-content: space-between;
      }
      progress {
        width: 100%;
        height: 10px;
        accent-color: var(--pb-accent);
      }
    `,
  ];
}

customElements.define("pb-outlet", PbOutlet);
