import type { BoardPort } from "../../board/port.ts";
import { openVirtualBoard, type VirtualBoard } from "../../board/virtual/index.ts";
import {
  amazonSmartPlug,
  type Clock,
  compile,
  type HomeRecord,
  homeRecord,
  type Instant,
  type NvmRecord,
  type Profile,
} from "../../firmware-sim/index.ts";
import { Host, type HostOptions, type Report } from "../../src/runtime/host.ts";
import type { HomeStore } from "../../src/runtime/ports.ts";
import { FakeLink } from "./fake-link.ts";
import { ManualClock } from "./manual-clock.ts";
import { MemoryStore } from "./memory-store.ts";
import { HOME_WIFI, listingHome, provisionedRecord } from "./world-rig.ts";

interface BenchOptions
  extends Partial<Pick<HostOptions, "allowVirtualButton" | "homeStore" | "makes" | "parts" | "wall">> {
  readonly profile?: Profile;
  readonly nvm?: NvmRecord | null;
  readonly home?: HomeRecord;
}

class KeptHome implements HomeStore {
  record: HomeRecord;
  constructor(record: HomeRecord) {
    this.record = record;
  }
  async save(record: HomeRecord): Promise<void> {
    this.record = record;
  }
}

/** A Host on any board, with a store, a home and a broker in memory. Not started yet. */
export class HostBench {
  readonly board: BoardPort;
  readonly store: MemoryStore;
  readonly keptHome: KeptHome;
  readonly link = new FakeLink();
  readonly host: Host;
  readonly reports: Report[] = [];
  /** The name of each pattern that was shown, in order. */
  readonly patterns: string[] = [];

  constructor(board: BoardPort, clock: Clock, options: BenchOptions = {}) {
    const { profile = amazonSmartPlug, nvm = null, home, ...rest } = options;
    this.board = board;
    this.store = new MemoryStore(nvm);
    this.keptHome = new KeptHome(home ?? (nvm?.account ? listingHome() : homeRecord(HOME_WIFI, "home")));
    this.host = new Host({
      firmware: compile(profile),
      board,
      clock,
      plugStore: this.store,
      homeStore: this.keptHome,
      home: this.keptHome.record,
      deviceLink: this.link,
      wall: () => new Date(1_600_000_000_000 + clock.now()),
      ...rest,
    });
    this.host.onReport((report) => this.reports.push(report));
    this.host.onChange(({ led }) => {
      if (this.patterns.at(-1) !== led.name) this.patterns.push(led.name);
    });
  }

  /** The accounts that list the plug, as the home keeps it. */
  readonly listed = () =>
    this.keptHome.record.accounts.filter(({ listsPlug }) => listsPlug).map(({ name }) => name);

  /** Every gesture, notice and refusal, each in a word or two. */
  readonly said = () => this.reports.map(words);
}

function words(report: Report): string {
  switch (report.kind) {
    case "gesture":
      return report.gesture;
    case "notice":
      return report.notice;
    case "ignored":
      return `${report.input} ${report.code}`;
    case "board":
      return report.online ? "board back" : "board lost";
    case "storeFailed":
      return "store failed";
  }
}

/** What a board was told, with the instant. */
export interface Write {
  readonly at: number;
  readonly lamp?: string;
  readonly relay?: boolean;
}

export interface VirtualBench extends HostBench {
  readonly board: VirtualBoard;
  readonly clock: ManualClock;
  readonly writes: Write[];
}

/** A started Host on a virtual board with a clock that the test moves. */
export async function virtualBench(
  options: BenchOptions & {
    readonly name?: "arduino";
    readonly wait?: number;
    /** Its board dates edges, and tells them when it is asked. */
    readonly dated?: boolean;
  } = {},
): Promise<VirtualBench> {
  const clock = new ManualClock();
  const board = openVirtualBoard({ clock, ...(options.name ? { name: options.name } : {}) });
  if (options.dated) dateEdges(board);
  const writes: Write[] = [];
  const { setLed, setRelay } = board;
  board.setLed = (lamp) => {
    writes.push({ at: clock.now(), lamp });
    setLed.call(board, lamp);
  };
  board.setRelay = (relay) => {
    writes.push({ at: clock.now(), relay });
    setRelay.call(board, relay);
  };
  // The finger belongs to boards without a real button.
  if (options.name === "arduino") Object.defineProperty(board, "finger", { value: undefined });
  const bench = Object.assign(new HostBench(board, clock, options), { clock, writes }) as VirtualBench;
  await bench.host.start();
  await clock.advance(options.wait ?? 0);
  return bench;
}

function dateEdges(board: VirtualBoard): void {
  const held: (readonly [boolean, Instant])[] = [];
  const listeners: ((down: boolean, at: Instant) => void)[] = [];
  board.onButtonEdge((down, at) => held.push([down, at]));
  Object.assign(board, {
    onButtonEdge: (listener: (down: boolean, at: Instant) => void) => listeners.push(listener),
    drain: () => {
      for (const [down, at] of held.splice(0)) for (const listener of listeners) listener(down, at);
    },
  });
}

/** The same, set up long ago and online. */
export const onlineBench = (options: Parameters<typeof virtualBench>[0] = {}): Promise<VirtualBench> =>
  virtualBench({ nvm: provisionedRecord(), wait: 10_000, ...options });
