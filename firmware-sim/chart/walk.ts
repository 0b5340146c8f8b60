import type { Effect } from "../effects.ts";
import type { PlugInput } from "../input/inputs.ts";
import type { NvmRecord } from "../nvm/record.ts";
import type { Plug } from "../plug.ts";
import { advance, nextDeadline, type PowerOn, powerOn, step } from "../step.ts";
import { after, type Instant, instant } from "../time.ts";
import type { TraceSink } from "../trace.ts";
import type { Firmware } from "./compile.ts";
import { edgesOf, inputsOf } from "./walk-inputs.ts";
import { keyOf } from "./walk-key.ts";
import type { Node, Pending } from "./walk-node.ts";

export interface Visit {
  readonly node: Node;
  /** The last move, in words, and where it was made from. */
  readonly move: string;
  readonly from: Visit | null;
  /** What the last move made the plug do. */
  readonly effects: readonly Effect[];
}

interface Move {
  readonly name: string;
  readonly whileStoreIsBusy?: true;
  readonly make: (node: Node, sink: (effect: Effect) => void, trace: TraceSink) => Node;
}

export interface WalkResult {
  readonly nodes: number;
  /** How often each row of the chart fired, by its place in the chart. */
  readonly fired: readonly number[];
  /** False when the limit ended the walk before every reachable node was seen. */
  readonly complete: boolean;
}

/** The moves that lead to a visit, from the first. */
export function pathOf(visit: Visit): string[] {
  const path: string[] = [];
  for (let at: Visit | null = visit; at !== null; at = at.from) path.unshift(at.move);
  return path;
}

export interface WalkOptions {
  /**
   * The kinds of input to try; fewer make a smaller space that can be walked to its end. `press`: the Action button without
   * a bounce. `saveFailed`: the store may fail.
   */
  readonly kinds: readonly (PlugInput["kind"] | "press")[];
  /** What the store holds at first; null for a plug fresh from the factory. */
  readonly nvm: NvmRecord | null;
  /** A node outside is visited, and nothing is tried from there. Absent: everywhere. */
  readonly within?: (firmware: Firmware, plug: Plug) => boolean;
  /** Gives up after so many nodes. */
  readonly limit: number;
}

/** So many saves may wait for the store before the walk lets it answer. */
const WAITING = 2;

const clone = (plug: Plug): Plug => ({
  ...plug,
  states: [...plug.states],
  deadlines: [...plug.deadlines],
  contact: { ...plug.contact },
  combo: { ...plug.combo },
});

/**
 * Visits every state that a plug can reach, breadth first, trying every input, every answer of the store,
 * and letting time pass to just before and just at the next deadline. Two nodes that differ only in instants
 * count as one, unless a guard could tell them apart.
 * @throws whatever `visit` throws, so that an invariant that is broken names its path.
 */
export function walk(firmware: Firmware, visit: (visit: Visit) => void, options: WalkOptions): WalkResult {
  const fired = firmware.chart.rows.map(() => 0);
  const trace: TraceSink = (record) => {
    if (record.kind === "row") fired[record.row]! += 1;
  };
  const moves = movesOf(firmware, options.kinds);
  const first = start(firmware, options.nvm, { buttonDown: false }, () => {}, trace);
  const seen = new Set([keyOf(firmware, first)]);
  let frontier: Visit[] = [{ node: first, move: "power on", from: null, effects: [] }];
  while (frontier.length > 0) {
    const next: Visit[] = [];
    for (const from of frontier) {
      const { node } = from;
      for (const move of moves) {
        if (node.pending.length >= WAITING && !move.whileStoreIsBusy) continue;
        const effects: Effect[] = [];
        const reached = move.make(node, (effect) => effects.push(effect), trace);
        const visited: Visit = { node: reached, move: move.name, from, effects };
        visit(visited);
        const key = keyOf(firmware, reached);
        if (seen.has(key)) continue;
        if (seen.size >= options.limit) return { nodes: seen.size, fired, complete: false };
        seen.add(key);
        if (options.within?.(firmware, reached.plug) ?? true) next.push(visited);
      }
    }
    frontier = next;
  }
  return { nodes: seen.size, fired, complete: true };
}

function movesOf(firmware: Firmware, kinds: WalkOptions["kinds"]): readonly Move[] {
  const input = (name: string, given: PlugInput | ((node: Node) => PlugInput)): Move => ({
    name,
    make: (node, sink, trace) =>
      act(node, sink, (plug, out) => {
        step(firmware, plug, typeof given === "function" ? given(node) : given, plug.now, out, trace);
      }),
  });
  const wait = (name: string, until: (plug: Plug) => Instant): Move => ({
    name,
    make: (node, sink, trace) =>
      act(node, sink, (plug, out) =>
        advance(firmware, plug, instant(Math.max(plug.now, until(plug))), out, trace),
      ),
  });
  const { profile } = firmware;
  const others = profile.combination?.buttons ?? [];
  const pressed = kinds.includes("edge") || kinds.includes("press");
  const bounce = input("edge", ({ plug }) => ({ kind: "edge", down: !plug.contact.raw }));
  const stalls = [
    input("stalled", (node) => ({ kind: "stalled", since: node.plug.now })),
    input("stalled since its rung", (node) => ({ kind: "stalled", since: node.plug.rungShownAt })),
  ];
  const powerOnWith = (name: string, held: Held): Move => ({
    name,
    make: (node, sink, trace) => (isOff(node) ? start(firmware, node.stored, held, sink, trace) : node),
  });
  const press: Move = {
    name: "press or let go",
    make: (node, sink, trace) =>
      act(node, sink, (plug, out) => {
        const down = !plug.contact.raw;
        step(firmware, plug, { kind: "edge", down }, plug.now, out, trace);
        if (!down) advance(firmware, plug, after(plug.now, profile.timings.debounce.for), out, trace);
      }),
  };
  const fails: Move = {
    name: "store fails",
    whileStoreIsBusy: true,
    make: (node, sink, trace) => {
      const [oldest, ...pending] = node.pending;
      if (oldest === undefined) return node;
      const { ticket } = oldest;
      return act({ ...node, pending }, sink, (plug, out) =>
        step(firmware, plug, { kind: "saveFailed", ticket, code: "EIO" }, plug.now, out, trace),
      );
    },
  };
  const due = (plug: Plug) => nextDeadline(plug) ?? plug.now;
  return [
    ...inputsOf(profile)
      .filter((given) => kinds.includes(given.kind))
      .map((given) => input(JSON.stringify(given), given)),
    ...(kinds.includes("edge") ? [bounce] : []),
    ...(kinds.includes("press") ? [press] : []),
    ...(pressed ? edgesOf(profile).map(([name, edge]) => input(name, edge)) : []),
    ...(kinds.includes("stalled") ? stalls : []),
    input("unknown ticket", { kind: "saved", ticket: 0 }),
    {
      name: "store answers",
      whileStoreIsBusy: true,
      make: (node, sink, trace) => {
        const [oldest, ...pending] = node.pending;
        if (oldest === undefined) return node;
        const stored = oldest.record ?? node.stored;
        const kind = oldest.asked === "wipe" ? "wiped" : "saved";
        return act({ ...node, stored, pending }, sink, (plug, out) =>
          step(firmware, plug, { kind, ticket: oldest.ticket }, plug.now, out, trace),
        );
      },
    },
    ...(kinds.includes("saveFailed") ? [fails] : []),
    wait("wait until just before", (plug) => instant(due(plug) - 1)),
    wait("wait until due", due),
    wait("wait 300 ms", (plug) => instant(Math.min(plug.now + 300, due(plug) - 1))),
    powerOnWith("power on", { buttonDown: false }),
    powerOnWith("power on with the button held", { buttonDown: true }),
    ...(kinds.includes("hot") && profile.outlet?.overheat != null
      ? [powerOnWith("power on while hot", { buttonDown: false, hot: true })]
      : []),
    ...(others.length > 0 && pressed
      ? [powerOnWith("power on with the combination held", { buttonDown: false, othersDown: others })]
      : []),
  ];
}

/** What power finds as it comes. */
type Held = Omit<PowerOn, "nvm" | "health">;

const isOff = (node: Node) => node.plug.states[0] === 0;

function start(
  firmware: Firmware,
  nvm: NvmRecord | null,
  held: Held,
  sink: (effect: Effect) => void,
  trace: TraceSink,
): Node {
  const pending: Pending[] = [];
  const plug = powerOn(firmware, { nvm, ...held }, instant(0), collect(pending, sink), trace);
  return { plug, stored: nvm, pending };
}

function act(
  node: Node,
  sink: (effect: Effect) => void,
  doIt: (plug: Plug, out: (effect: Effect) => void) => void,
): Node {
  const plug = clone(node.plug);
  const pending = [...node.pending];
  doIt(plug, collect(pending, sink));
  return { plug, stored: node.stored, pending: plug.states[0] === 0 ? [] : pending };
}

function collect(pending: Pending[], sink: (effect: Effect) => void) {
  return (effect: Effect): void => {
    if (effect.kind === "save" || effect.kind === "wipe" || effect.kind === "stage") {
      const record = effect.kind === "save" ? effect.record : null;
      pending.push({ asked: effect.kind, ticket: effect.ticket, record });
    }
    sink(effect);
  };
}
