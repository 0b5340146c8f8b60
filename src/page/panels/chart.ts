import { css, html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Profile } from "../../../firmware-sim/index.ts";
import type { ChartEdge, ChartRegion, Lane } from "../../view/chart-view.ts";
import { drawRegion, regionStyles } from "./chart-drawing.ts";
import { Panel } from "./panel.ts";

type Drawn = readonly { readonly region: ChartRegion; readonly lanes: readonly Lane[] }[];

/** The state chart of the make, with the states that the plug is in now lit. */
class PbChart extends Panel {
  static override properties = { ...Panel.properties, drawn: { state: true } };
  declare drawn: Drawn;
  #of: Profile | undefined;

  constructor() {
    super();
    this.drawn = [];
  }

  override willUpdate(): void {
    const { profile } = this.plug;
    if (!this.open || profile === this.#of) return;
    this.#of = profile;
    void this.#compute(profile);
  }

  protected heading = (): string => "State chart";

  protected summary(): string {
    const { supply, lifecycle } = this.plug.states;
    return supply === "running" ? `lifecycle ${lifecycle}` : `supply ${supply}`;
  }

  protected body(): TemplateResult {
    return html`<p class="muted">
        Each region is in one state at a time, the lit one. A dot is a way out of the state in its row; its line leads to
        the arrow.
      </p>
      <div class="regions">
        ${guard([this.drawn, this.plug.states], () => this.drawn.map(({ region, lanes }) => this.#region(region, lanes)))}
      </div>`;
  }

  async #compute(profile: Profile): Promise<void> {
    const { chartView, lanesOf } = await import("../../view/chart-view.ts");
    this.drawn = chartView(profile).map((region) => ({ region, lanes: lanesOf(region) }));
  }

  #region(region: ChartRegion, lanes: readonly Lane[]): TemplateResult {
    const now = this.plug.states[region.region];
    const onward = region.edges.filter(({ from }) => from === now);
    return html`<article aria-labelledby=${region.region}>
      <h3 id=${region.region}>${region.region}: <span class="now">${now ?? "no power"}</span></h3>
      ${drawRegion(region, lanes, now)}
      ${onward.length === 0 ? nothing : html`<ul class="ways">${onward.map(way)}</ul>`}
      <details>
        <summary class="muted">all ${region.edges.length} ways in words</summary>
        ${region.states.map((state) => {
          const ways = region.edges.filter(({ from }) => from === state);
          return ways.length === 0
            ? nothing
            : html`<p class="from">from <strong>${state}</strong></p>
              <ul class="ways">${ways.map(way)}</ul>`;
        })}
      </details>
    </article>`;
  }

  static override styles = [
    ...Panel.styles,
    regionStyles,
    css`
      .regions {
        columns: 255px;
        column-gap: 24px;
      }
      article {
        break-inside: avoid;
        padding-bottom: 14px;
      }
      article h3 {
        margin-top: 0;
      }
      .now {
        color: var(--pb-accent);
      }
      .ways {
        margin-top: 6px;
        font-size: 13px;
      }
      .ways li {
        overflow-wrap: anywhere;
      }
      .from {
        margin: 8px 0 0;
      }
    `,
  ];
}

const way = ({ to, labels }: ChartEdge): TemplateResult =>
  html`<li>→ <strong>${to}</strong> <span class="muted">${labels.join("; ")}</span></li>`;

customElements.define("pb-chart", PbChart);
