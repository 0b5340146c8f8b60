import { compile, type Profile, REGION_NAMES, type Region, type Row } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";

/** A way from one state to another, or to itself, and what leads along it. */
export interface ChartEdge {
  readonly from: string;
  readonly to: string;
  /** In the order in which they are tried: "join timeout after 15 s, if awaited". */
  readonly labels: readonly string[];
}

export interface ChartRegion {
  readonly region: Region;
  /** The initial one first. */
  readonly states: readonly string[];
  readonly edges: readonly ChartEdge[];
}

/**
 * The state chart of a make as it runs, to be drawn; without the regions in which such a plug never goes anywhere.
 * @throws Error for a profile with a mistake: see compile()
 */
export function chartView(profile: Profile): readonly ChartRegion[] {
  const { chart, states: allStates } = compile(profile);
  const labelOf = ({ on, when }: Row): string => {
    const span = chart.timers.find(({ timer }) => timer === on)?.span;
    const length =
      span === undefined || span === "bootPattern" ? "" : ` after ${spanText(profile.timings[span].for)}`;
    return `${plain(on)}${length}${when === undefined ? "" : `, if ${plain(when)}`}`;
  };
  return REGION_NAMES.flatMap((region) => {
    const states = allStates[region];
    const edges = new Map<string, ChartEdge & { readonly labels: string[] }>();
    for (const row of chart.rows) {
      const { to } = row;
      if (row.region !== region || to === undefined) continue;
      for (const from of row.from === "*" ? states : [row.from].flat()) {
        const edge = edges.get(`${from} ${to}`) ?? { from, to, labels: [] };
        edges.set(`${from} ${to}`, edge);
        const label = labelOf(row);
        if (!edge.labels.includes(label)) edge.labels.push(label);
      }
    }
    return edges.size === 0 ? [] : [{ region, states, edges: [...edges.values()] }];
  });
}

/** A line that all ways to one state share, beside the states, which stand one below the other. */
export interface Lane {
  readonly to: number;
  readonly from: readonly number[];
  /** Its column, 0 next to the states. */
  readonly column: number;
}

/** States by their places in the region. Lanes that share a column share no row; the short ones are nearest. */
export function lanesOf({ states, edges }: ChartRegion): readonly Lane[] {
  const place = (state: string): number => states.indexOf(state);
  const wanted = states.flatMap((state, to) => {
    const from = edges.filter((edge) => edge.to === state).map((edge) => place(edge.from));
    if (from.length === 0) return [];
    return [{ to, from, top: Math.min(to, ...from), bottom: Math.max(to, ...from) }];
  });
  const columns: (typeof wanted)[] = [];
  for (const lane of wanted.sort((a, b) => a.bottom - a.top - (b.bottom - b.top))) {
    const free = columns.find((lanes) =>
      lanes.every(({ top, bottom }) => bottom < lane.top || lane.bottom < top),
    );
    if (free === undefined) columns.push([lane]);
    else free.push(lane);
  }
  return columns.flatMap((lanes, column) => lanes.map(({ to, from }) => ({ to, from, column })));
}

/** "resetShown" as "reset shown". */
const plain = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
