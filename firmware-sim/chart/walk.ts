import type { Effect } from "../effects.ts";
import type { PlugInput } from "../input/inputs.ts";
import type { NvmRecord } from "../nvm/record.ts";
import type { Plug } from "../plug.ts";
import { advance, nextDeadline, powerOn, step } from "../step.ts";
import { type Instant, instant, millis, NEVER } from "../time.ts";
import type { TraceSink } from "../trace.ts";
import type { Firmware } from "./compile.ts";

/** A plug and the store under it, at one node of the walk. */
export interface Node {
  readonly plug: Plug;
  /** What would be loaded after a power cut now. */
  readonly stored: NvmRecord | null;
  /** Saves (and wipes: null) that the store has not answered yet, oldest first. */
  readonly pending: readonly { readonly ticket: number; readonly record: NvmRecord | null }[];
}

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
  /** The kinds of input to try; fewer make a smaller space that can be walked to its end. */
  readonly kinds: readonly PlugInput["kind"][];
  /** What the store holds at first; null for a plug fresh from the factory. */
  readonly nvm: NvmRecord | null;
  /** Gives up after so many nodes. */
  readonly limit: number;
}

/** So many saves may wait for the store before the walk lets it answer. */
const WAITING = 2;

const INPUTS: readonly PlugInput[] = [
  { kind: "powerLost" },
  { kind: "buttonLost" },
  { kind: "relaySet", to: "on", source: "mqtt", for: millis(5) },
  { kind: "relaySet", to: "off", source: "mqtt", for: millis(5) },
  { kind: "relaySet", to: "toggle", source: "mqtt" },
  { kind: "startUpSet", to: "on" },
  { kind: "identify" },
  { kind: "provision", ssid: "w", key: "k", account: "a" },
  { kind: "linkUp" },
  { kind: "linkDown" },
  { kind: "cloudUp" },
  { kind: "cloudDown" },
  { kind: "joined" },
  { kind: "joinFailed", reason: "wrong_password" },
  { kind: "deregistered" },
  { kind: "announced", topics: ["t"] },
  { kind: "goodbyeDone", cleared: true },
  { kind: "goodbyeDone", cleared: false },
  { kind: "goodbyePaid" },
];

const clone = (plug: Plug): Plug => ({
  ...plug,
  states: [...plug.states],
  deadlines: [...plug.deadlines],
  contact: { ...plug.contact },
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
  const first = start(firmware, options.nvm, false, () => {}, trace);
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
        next.push(visited);
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
  const edge = input("edge", (node) => ({ kind: "edge", down: !node.plug.contact.raw }));
  const stalls = [
    input("stalled", (node) => ({ kind: "stalled", since: node.plug.now })),
    input("stalled since its rung", (node) => ({ kind: "stalled", since: node.plug.rungShownAt })),
  ];
  const due = (plug: Plug) => nextDeadline(plug) ?? plug.now;
  return [
    ...INPUTS.filter((given) => kinds.includes(given.kind)).map((given) =>
      input(JSON.stringify(given), given),
    ),
    ...(kinds.includes("edge") ? [edge] : []),
    ...(kinds.includes("stalled") ? stalls : []),
    input("unknown ticket", { kind: "saved", ticket: 0 }),
    {
      name: "store answers",
      whileStoreIsBusy: true,
      make: (node, sink, trace) => {
        const [oldest, ...pending] = node.pending;
        if (oldest === undefined) return node;
        const stored = oldest.record ?? node.stored;
        const kind = oldest.record === null ? "wiped" : "saved";
        return act({ ...node, stored, pending }, sink, (plug, out) =>
          step(firmware, plug, { kind, ticket: oldest.ticket }, plug.now, out, trace),
        );
      },
    },
    {
      name: "store fails",
      whileStoreIsBusy: true,
      make: (node, sink, trace) => {
        const [oldest, ...pending] = node.pending;
        if (oldest === undefined) return node;
        return act({ ...node, pending }, sink, (plug, out) =>
          step(
            firmware,
            plug,
            { kind: "saveFailed", ticket: oldest.ticket, code: "EIO" },
            plug.now,
            out,
            trace,
          ),
        );
      },
    },
    wait("wait until just before", (plug) => instant(due(plug) - 1)),
    wait("wait until due", due),
    wait("wait 300 ms", (plug) => instant(Math.min(plug.now + 300, due(plug) - 1))),
    {
      name: "power on",
      make: (node, sink, trace) => (isOff(node) ? start(firmware, node.stored, false, sink, trace) : node),
    },
    {
      name: "power on with the button held",
      make: (node, sink, trace) => (isOff(node) ? start(firmware, node.stored, true, sink, trace) : node),
    },
  ];
}

const isOff = (node: Node) => node.plug.states[0] === 0;

function start(
  firmware: Firmware,
  nvm: NvmRecord | null,
  buttonDown: boolean,
  sink: (effect: Effect) => void,
  trace: TraceSink,
): Node {
  const pending: { ticket: number; record: NvmRecord | null }[] = [];
  const plug = powerOn(firmware, { nvm, buttonDown }, instant(0), collect(pending, sink), trace);
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

function collect(pending: { ticket: number; record: NvmRecord | null }[], sink: (effect: Effect) => void) {
  return (effect: Effect): void => {
    if (effect.kind === "save") pending.push({ ticket: effect.ticket, record: effect.record });
    if (effect.kind === "wipe") pending.push({ ticket: effect.ticket, record: null });
    sink(effect);
  };
}

/** Everything that decides what can happen next, without the instants themselves. */
function keyOf(firmware: Firmware, { plug, stored, pending }: Node): string {
  const { timings, rungs } = firmware.profile;
  const { contact } = plug;
  const next = nextDeadline(plug) ?? NEVER;
  // What is about to happen may find the plug in a state that it left later than usual.
  const imminent = next - plug.now <= 1 ? plug.deadlines.indexOf(next) : -1;
  const isTap = plug.now - plug.pressedAt <= timings.tapMax.for;
  const letGoAt = contact.burstUpAt === NEVER ? plug.now : contact.burstUpAt;
  const wasSeen = letGoAt - plug.rungShownAt >= (rungs[plug.nextRung - 1]?.guard?.for ?? 0);
  let key = `${imminent} ${plug.nextRung} ${plug.farewells} `;
  for (const state of plug.states) key += state;
  key += bits([
    ...plug.deadlines.map((at) => at !== NEVER),
    contact.down,
    contact.raw,
    isTap,
    wasSeen,
    plug.awaited === 0,
    plug.removal,
    plug.removed,
    plug.cleared,
    plug.joiningAs === null,
  ]);
  key += recordKey(plug.nvm) + recordKey(stored);
  for (const { ticket, record } of pending) {
    key += bits([ticket === plug.ticket, ticket >= plug.awaited]) + recordKey(record);
  }
  return key;
}

function bits(flags: readonly boolean[]): string {
  let packed = 0;
  for (const flag of flags) packed = packed * 2 + (flag ? 1 : 0);
  return ` ${packed}`;
}

function recordKey(record: NvmRecord | null): string {
  if (record === null) return " -";
  const { wifi, account, startUp, relayClosed, intent, owedGoodbye } = record;
  const owing = (intent?.goodbyeTopics.length ?? 0) > 0;
  const flags = [
    wifi !== null,
    account !== null,
    relayClosed,
    intent !== null,
    intent?.linkUp === true,
    owing,
  ];
  return bits([...flags, owedGoodbye.length > 0]) + startUp;
}
