import type { BoardName } from "../../board/port.ts";
import type { ColorName, Profile } from "../../firmware-sim/index.ts";
import type { Command, Outcome } from "../runtime/command.ts";
import type { Host, HostOptions, Report } from "../runtime/host.ts";
import type { LampEdge } from "../seen/lamp.ts";
import type { Start } from "./start.ts";

export { BOARD_NAMES as BENCH_BOARDS } from "../../board/port.ts";
/** Time is virtual, but on hardware, or its serial line, real. */
export type BenchBoard = BoardName;

/** Hardware has a time of its own. */
export const inRealTime = (board: BenchBoard): boolean => board === "arduino" || board === "raspberry-pi";

/** A span: ms, or text with its unit, such as "12s". */
export type Span = number | string;

export interface BenchOptions {
  /** "virtual" when left out. */
  readonly board?: BenchBoard;
  /** Of the Arduino. */
  readonly port?: string;
  /** A profile, the name of one that comes with the program, or the path of a file; the Amazon Smart Plug when left out. */
  readonly profile?: Profile | string;
  /** "online" when left out. */
  readonly start?: Start;
  /** With a broker of its own on loopback, whose messages are kept; false when left out. */
  readonly mqtt?: boolean;
  /** For the host: what happened from before the bench was open on, in the host's own time. */
  readonly host?: Partial<Pick<HostOptions, "trace" | "stimuli" | "effects">>;
}

/** A message that the broker took. */
export interface Published {
  /** Bench time, ms. */
  readonly at: number;
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly qos: 0 | 1 | 2;
}

/**
 * A plug on a board, in its home, and somebody who presses, plugs and looks. All times are ms since the bench opened. Virtual
 * time stands still but in `hold`, `advance` and `until`, of which only one may be under way; the others let none pass.
 */
export interface Bench {
  readonly board: BenchBoard;
  readonly profile: Profile;
  readonly host: Host;
  readonly now: number;
  /** Each change of the lamp, as it shows on the board; the first is at 0. */
  readonly lampEdges: readonly LampEdge[];
  readonly lamp: ColorName;
  /** The relay, as it is on the board. */
  readonly outlet: "on" | "off";
  readonly reports: readonly { readonly at: number; readonly report: Report }[];
  /** The names of the profile's patterns as they were shown, with when each began. */
  readonly patterns: readonly { readonly at: number; readonly name: string }[];
  readonly published: readonly Published[];
  /** mqtt://HOST:PORT of its broker; null without one. */
  readonly broker: string | null;

  /** @throws Error saying why, when the plug refuses or has no such button; so for all below */
  press(button?: string): Promise<void>;
  release(button?: string): Promise<void>;
  /** Presses, lets `span` pass, releases. */
  hold(span: Span, button?: string): Promise<void>;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** Begins it, as the phone app does, with the home's own network and account; it takes its time. */
  setup(): Promise<void>;
  home(change: { readonly wifi?: "up" | "down"; readonly cloud?: "up" | "down" }): Promise<void>;
  /** Anything else that can be asked of a plug at its bench. */
  command(command: Command): Outcome;
  /** Lets time pass. */
  advance(span: Span): Promise<void>;
  /**
   * Lets time pass until `done` holds, asked at once and at every change of plug, lamp, outlet or broker. False when `limit`
   * passed, or the bench was closed, before.
   */
  until(done: () => boolean, limit: Span): Promise<boolean>;
  /** Whoever lets time pass stops; board and broker are let go. */
  close(): Promise<void>;
}
