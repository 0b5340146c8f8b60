import type { ColorName, Profile } from "../../firmware-sim/index.ts";
import type { Command, Outcome } from "../runtime/command.ts";
import type { Host, HostOptions, Report } from "../runtime/host.ts";
import type { LampEdge } from "../seen/lamp.ts";
import type { Start } from "./start.ts";

/** Boards on which time is virtual, and "arduino": a real one, or its serial line, in real time. */
export const BENCH_BOARDS = ["virtual", "mocked-firmata", "emulated-uno", "arduino"] as const;
export type BenchBoard = (typeof BENCH_BOARDS)[number];

/** A span: ms, or text with its unit, such as "12s". */
export type Span = number | string;

export interface BenchOptions {
  /** "virtual" when left out. */
  readonly board?: BenchBoard;
  /** Of the Arduino. */
  readonly port?: string;
  /** A profile, or the name of one that comes with the program; the Amazon Smart Plug when left out. */
  readonly profile?: Profile | string;
  /** "online" when left out. */
  readonly start?: Start;
  /** With a broker of its own on loopback, whose messages are kept; false when left out. */
  readonly mqtt?: boolean;
  /** For the host, beside what the bench gives it. */
  readonly host?: Partial<Pick<HostOptions, "trace" | "stimuli">>;
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

/** A plug on a board, in its home, and somebody who presses, plugs and looks. All times are ms since the bench opened. */
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

  /** @throws Error saying why, when the plug refuses or has no such button; so for all below */
  press(button?: string): Promise<void>;
  release(button?: string): Promise<void>;
  /** Presses, lets `span` pass, releases. */
  hold(span: Span, button?: string): Promise<void>;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** With the home's own network and account. */
  setup(): Promise<void>;
  home(change: { readonly wifi?: "up" | "down"; readonly cloud?: "up" | "down" }): Promise<void>;
  /** Anything else that can be asked of a plug at its bench. */
  command(command: Command): Outcome;
  /** Lets time pass. */
  advance(span: Span): Promise<void>;
  /** Lets time pass until `done` holds, asked at every change of plug, lamp or broker; false when `limit` passed before. */
  until(done: () => boolean, limit: Span): Promise<boolean>;
  close(): Promise<void>;
}
