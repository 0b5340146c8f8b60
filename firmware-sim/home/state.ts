import type { NetworkTrouble, PlugInput } from "../input/inputs.ts";
import { type Instant, NEVER } from "../time.ts";
import type { HomeRecord } from "./record.ts";

/** How the plug's way out ends: the connection is reset at once, or goes mute and nobody is told. */
export type Outage = "cut" | "silent";

/** The simulated home: Wi-Fi and router, and a cloud with accounts. JSON-able, changed in place by stepHome(). */
export interface Home {
  now: Instant;
  record: HomeRecord;
  /** Where the plug is on the Wi-Fi. */
  station: "away" | "joining" | "connecting" | "linked";
  asking: { readonly ssid: string; readonly key: string; readonly account: string | null } | null;
  joinsAt: Instant;
  answersAt: Instant;
  /** When a router that restarts is up again. */
  restartedAt: Instant;
  /** Whether the plug hears nothing of a weak signal now, and when that changes. */
  faded: boolean;
  fadesAt: Instant;
  /** How far the weak signal's dice have gone. */
  dice: number;
  /** What the plug was told last: whether it reaches the cloud, and why it does not, or has no link. */
  reached: boolean;
  trouble: NetworkTrouble | null;
  /** The plug was told of its removal and has not acted on it yet. */
  toldRemoval: boolean;
}

export type HomeEffect =
  /** What the plug is told. */
  | { readonly kind: "tell"; readonly input: PlugInput }
  /** The link under the plug's own connections ended in this way; linkDown is told next. */
  | { readonly kind: "outage"; readonly how: Outage }
  /** The record changed and is to be kept. */
  | { readonly kind: "keep"; readonly record: HomeRecord };

export type HomeSink = (effect: HomeEffect) => void;

export const tell = (sink: HomeSink, input: PlugInput): void => sink({ kind: "tell", input });

/** A router that only restarts is kept as one that is up: nobody waits for it in a program that ended meanwhile. */
export function keep(home: Home, change: Partial<HomeRecord>, sink: HomeSink): void {
  home.record = { ...home.record, ...change };
  const restarting = home.restartedAt !== NEVER;
  sink({ kind: "keep", record: restarting ? { ...home.record, router: "up" } : home.record });
}
