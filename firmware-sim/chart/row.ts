import type { TimingName } from "../profiles/profile.ts";
import type { ActionName } from "./actions.ts";
import type { GuardName } from "./guards.ts";

/** The regions and their states, the initial one first. `button` and `combination` get a state for each rung. */
export const REGIONS = {
  supply: ["off", "booting", "running"],
  lifecycle: [
    "off",
    "setup",
    "idle-unprovisioned",
    "joining",
    "connecting",
    "online",
    "offline",
    "resetting",
  ],
  network: ["down", "local", "cloud"],
  button: ["up", "pressed", "ignored"],
  relay: ["open", "closed"],
  identify: ["idle", "identifying"],
  reset: ["idle", "intent", "farewell", "wiping", "committing"],
  nvm: ["ok", "failing"],
  health: ["ok", "overheated", "overloaded"],
  mains: ["steady", "flickering"],
  contacts: ["fine", "welded"],
  finger: ["free", "stuck"],
  update: [
    "none",
    "available",
    "required",
    "downloading",
    "verifying",
    "staging",
    "committing",
    "unconfirmed",
  ],
  combination: ["up", "held", "ignored"],
  voice: ["idle", "asking"],
} as const;
export type Region = keyof typeof REGIONS;
export const REGION_NAMES = Object.keys(REGIONS) as readonly Region[];
/** A region's place in Plug.states. */
export const REGION = Object.fromEntries(REGION_NAMES.map((name, i) => [name, i])) as Readonly<
  Record<Region, number>
>;

/** A state that every profile has, as numbers: see Context.is(). */
export interface Place {
  readonly region: number;
  readonly state: number;
}

export function place<R extends Region>(region: R, state: (typeof REGIONS)[R][number]): Place {
  return { region: REGION[region], state: (REGIONS[region] as readonly string[]).indexOf(state) };
}

/** Deadlines a plug can have. When one is due it is an event of the same name. */
export const TIMERS = [
  "bootDone",
  "settled",
  "rungDue",
  "stuck",
  "confirmEnds",
  "relayTimeUp",
  "setupWindowEnds",
  "joinTimeout",
  "connectTimeout",
  "networkLost",
  "resetShown",
  "deregisterTimeout",
  "identifyEnds",
  "saveRetry",
  "dipsOver",
  "energySave",
  "updateRestart",
  "updateProven",
  "comboRungDue",
  "comboConfirmEnds",
  "bootLasted",
  "tapsOver",
  "voiceEnds",
] as const;
export type TimerName = (typeof TIMERS)[number];
export type TimerId = number & { readonly __unit: "TimerId" };
/** A timer's place in Plug.deadlines. */
export const TIMER = Object.fromEntries(TIMERS.map((name, i) => [name, i])) as Readonly<
  Record<TimerName, TimerId>
>;

/** What comes from outside (see input/inputs.ts). */
export const INPUT_EVENTS = [
  "powerLost",
  "edge",
  "buttonLost",
  "stalled",
  "relaySet",
  "startUpSet",
  "identify",
  "hot",
  "cool",
  "overloaded",
  "metered",
  "mainsDip",
  "mainsBack",
  "energyReset",
  "schedulesSet",
  "scheduleDue",
  "updateOffered",
  "updateInstall",
  "downloading",
  "downloaded",
  "downloadFailed",
  "imageAccepted",
  "imageRefused",
  "networkTrouble",
  "removed",
  "appReset",
  "voice",
  "provision",
  "linkUp",
  "linkDown",
  "cloudUp",
  "cloudDown",
  "joined",
  "joinFailed",
  "deregistered",
  "announced",
  "goodbyeDone",
  "goodbyePaid",
  "saved",
  "saveFailed",
  "wiped",
] as const;

/** What one region tells the others, through the queue of the same step. */
export const INTERNAL_EVENTS = [
  "powered",
  "booted",
  "press",
  "release",
  "tap",
  "resetConfirmed",
  "resume",
  "farewellOver",
  "durable",
  "reached",
  "unreached",
  "comboPress",
  "comboRelease",
  "restart",
] as const;

export const EVENTS = [...INPUT_EVENTS, ...INTERNAL_EVENTS, ...TIMERS] as const;
export type EventName = (typeof EVENTS)[number];
export type EventId = number & { readonly __unit: "EventId" };
/** An event's place in Firmware.answers. The timers come last, in their own order. */
export const EVENT = Object.fromEntries(EVENTS.map((name, i) => [name, i])) as Readonly<
  Record<EventName, EventId>
>;

/** One row of the state chart: in `from`, on `on`, if `when`, do `do` and go to `to`. */
export interface Row {
  readonly region: Region;
  /** A state, several, or "*" for every state of the region. */
  readonly from: string | readonly string[];
  readonly on: EventName;
  readonly when?: GuardName;
  /** Absent: the state stays, and so do its timers. */
  readonly to?: string;
  readonly do?: readonly ActionName[];
}

/**
 * A timer lives while its region is in one of `during`, and is cancelled on leaving them. `entry` timers start
 * whenever the set is entered; `action` timers are started by an action.
 */
export interface TimerRow {
  readonly timer: TimerName;
  readonly region: Region;
  readonly during: readonly string[] | "*";
  readonly starts: "entry" | "action";
  /** Its length: a timing of the profile, or the length of the boot pattern. */
  readonly span?: TimingName | "bootPattern";
}
