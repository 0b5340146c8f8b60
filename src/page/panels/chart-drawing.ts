import { css, html, svg, type TemplateResult } from "lit";
import type { ChartRegion, Lane } from "../../view/chart-view.ts";

/** Of a state's box and of what is between two; and between two lanes. */
const [BOX, ROW, GAP, LANE] = [140, 26, 8, 14];
/** Where ways leave a state, and where they come in, below its upper edge. */
const [OUT, IN] = [18, 8];

/** The states one below the other, the one that `now` names lit; the ways beside them, each with a dot where it begins. */
export function drawRegion(
  { region, states, edges }: ChartRegion,
  lanes: readonly Lane[],
  now: string | undefined,
): TemplateResult {
  const lit = states.indexOf(now ?? "");
  const columns = Math.max(0, ...lanes.map(({ column }) => column + 1));
  const [width, height] = [BOX + (columns + 1) * LANE, states.length * (ROW + GAP)];
  const y = (row: number): number => row * (ROW + GAP) + 1;
  const ways = lanes
    .flatMap(({ to, from, column }) => from.map((row) => ({ to, from: row, x: BOX + (column + 1.5) * LANE })))
    // What is lit lies above all others.
    .sort((a, b) => Number(a.from === lit) - Number(b.from === lit));
  return html`<svg
    class="graph"
    width=${width}
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="${region}: ${now ?? "nothing"} is lit, of ${states.join(", ")}"
  >
    ${ways.map(({ to, from, x }) => {
      const [begin, end] = [y(from) + OUT, y(to) + IN];
      const labels = edges.find((edge) => edge.from === states[from] && edge.to === states[to])!.labels;
      return svg`<g class=${from === lit ? "way onward" : "way"}>
        <title>${states[from]} → ${states[to]}: ${labels.join("; ")}</title>
        <path d="M${BOX} ${begin}H${x}V${end}H${BOX + 4}" />
        <path class="head" d="M${BOX + 1} ${end}l7 -4v8z" />
        <circle cx=${x} cy=${begin} r="3.5" />
      </g>`;
    })}
    ${states.map(
      (state, row) => svg`<g class=${row === lit ? "lit" : ""}>
        <rect x="1" y=${y(row)} width=${BOX - 1} height=${ROW} rx="7" />
        <text x="10" y=${y(row) + 17}>${row === lit ? "● " : ""}${state}</text>
      </g>`,
    )}
  </svg>`;
}

export const regionStyles = css`
  .graph {
    display: block;
    max-width: 100%;
    font: 12px var(--pb-font);
  }
  .graph rect {
    fill: var(--pb-sunken);
    stroke: var(--pb-edge);
  }
  .graph text {
    fill: var(--pb-text);
  }
  .lit rect {
    fill: var(--pb-accent);
    stroke: var(--pb-accent);
  }
  .lit text {
    fill: var(--pb-on-accent);
    font-weight: 650;
  }
  .way {
    fill: none;
    stroke: var(--pb-edge);
  }
  .way .head,
  .way circle {
    fill: var(--pb-edge);
    stroke: none;
  }
  .onward {
    stroke: var(--pb-accent);
    stroke-width: 2;
  }
  .onward .head,
  .onward circle {
    fill: var(--pb-accent);
  }
`;
