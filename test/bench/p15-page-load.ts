import { bundle, runNode } from "./child.ts";
import type { PageLoad } from "./page-load/child.ts";
import { quantile, sample } from "./protocol.ts";
import { type Limit, type Line, number, times } from "./table.ts";

const READERS = 100;
const TURNS = 3;
const SECONDS = 10;
/** A machine that does something else for a while hides an edge: so many of all may be missing. */
const HIDDEN = 0.02;

/**
 * P15: how late the LED's edges are at the transport's write while 100 pages look on and one more never reads, against
 * nobody; in turn, in one process of the plug, which has 25 messages a second to tell.
 */
export async function pageLoad(): Promise<readonly Line[]> {
  const child = await bundle("page-load/child.ts", "page-load.mjs");
  const readers = await bundle("page-load/readers.ts", "page-readers.mjs");
  const args = [readers, ...[READERS, TURNS, SECONDS].map(String)];
  const { value, foreign } = await sample(() => runNode<PageLoad>(child, args));
  for (const who of ["without", "with"] as const) {
    const missing = value.wanted - value[who].length;
    if (missing > value.wanted * HIDDEN)
      throw new Error(`${missing} of ${value.wanted} edges did not come ${who} readers`);
  }
  const [alone, crowd] = [quantile(value.without, 0.99), quantile(value.with, 0.99)];
  const ratio = crowd / alone;
  const told = (late: readonly number[]) =>
    `${number(quantile(late, 0.99))} ms (median ${number(quantile(late, 0.5))}, worst ${number(Math.max(...late))})`;
  return [
    {
      id: "P15",
      what: `LED edge's lateness, p99, with ${READERS} pages and one that does not read`,
      ours: `${told(value.with)}, ${number(value.waiting / 1024)} KiB waited`,
      against: `nobody looks ${told(value.without)}`,
      ratio: times(ratio),
      gate: more(crowd - alone, 5),
      goal: more(crowd - alone, 2),
      foreign,
    },
  ];
}

/** No eye tells 5 ms: a frame of a screen lasts 16.7. */
const more = (ms: number, limit: number): Limit => ({ text: `≤ ${limit} ms more`, met: ms <= limit });
