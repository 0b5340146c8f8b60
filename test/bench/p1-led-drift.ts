import { bundle, runNode } from "./child.ts";
import type { Drift } from "./led-drift/drift.ts";
import { sample } from "./protocol.ts";
import { atLeast, both, type Limit, type Line, number, times } from "./table.ts";

const SECONDS = "60";

/**
 * P1: how far an edge every 100 ms has drifted after 60 s, taken at the transport's write; all four at the same
 * time, each in a process of its own, so that all share the same noise.
 */
export async function ledDrift(): Promise<readonly Line[]> {
  const child = await bundle("led-drift/child.ts", "led-drift.mjs");
  const run = (who: "ours" | "peer", loop: "idle" | "blocked") => runNode<Drift>(child, [who, loop, SECONDS]);
  const { value, foreign } = await sample(() =>
    Promise.all([run("ours", "idle"), run("peer", "idle"), run("ours", "blocked"), run("peer", "blocked")]),
  );
  const line = (when: string, ours: Drift, peer: Drift, gate: number, goal: number): Line => {
    const ratio = Math.abs(peer.drift) / Math.abs(ours.drift);
    return {
      id: "P1",
      what: `LED drift in ${SECONDS} s of 100 ms edges, ${when}`,
      ours: told(ours),
      against: `johnny-five Led.blink ${told(peer)}`,
      ratio: `${times(ratio)} less`,
      gate: both(atLeast(ratio, gate), within(ours, 3)),
      goal: both(atLeast(ratio, goal), within(ours, 1.5)),
      foreign,
    };
  };
  return [
    line("idle", value[0], value[1], 50, 100),
    line("own loop blocked 250 ms every 5 s", value[2], value[3], 500, 1000),
  ];
}

const told = ({ drift, p99 }: Drift) => `${number(drift)} ms (p99 ${number(p99)} ms)`;
const within = ({ drift }: Drift, ms: number): Limit => ({ text: `≤ ${ms} ms`, met: Math.abs(drift) <= ms });
