import type { Clock } from "../../../firmware-sim/index.ts";
import type { Log } from "../../log.ts";
import type { Command, Outcome } from "../../runtime/command.ts";
import type { Report } from "../../runtime/host.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import type { Incoming, Message, Retained } from "../connection/message.ts";

/** Who the plug is, for as long as the program runs. */
export interface Identity {
  /** Of the topics and of the Home Assistant ids. */
  readonly id: string;
  /** First level of the plug's own topics. */
  readonly base: string;
  /** 12 hex digits, lower case: the factory's serial number, which stands for a MAC address too. */
  readonly serial: string;
  /** Of plugbench. */
  readonly version: string;
  readonly board: string;
  /** Wall clock, ISO 8601. */
  readonly started: string;
}

/** What every dialect is given. */
export interface DialectOptions {
  readonly identity: Identity;
  /** The plug's. Virtual on a virtual board. */
  readonly clock: Clock;
  /** Real time, for limits that protect the program. */
  readonly pace: Clock;
  readonly wall: () => Date;
  readonly log: Log;
  readonly voice: Voice;
  /** Asks the plug; its changes have been followed when this returns. */
  readonly obey: (command: Command) => Outcome;
}

/** How a dialect is heard. Without contact nothing is kept but what is retained. */
export interface Voice {
  /** The value of a retained topic changed: the newest one will be published. */
  changed(topic: string): void;
  /** Published once. */
  say(message: Message): void;
}

/**
 * What is said and heard on one connection: the plug's state in one language. It lives as long as the program; its
 * link comes and goes, and publishes all of `retained` at each new connection.
 */
export interface Dialect {
  readonly clientId: string;
  /** What the broker must hold, in the order in which it is to be told; `availability.online` last. */
  readonly retained: Retained;
  /** Every topic that is ever retained, for the goodbye of a reset. */
  readonly retainedTopics: readonly string[];
  /** Filters. */
  readonly subscriptions: readonly string[];
  /** How it says that it is there, and what the broker says for it when the connection breaks; both retained. */
  readonly availability: { readonly online: Message; readonly offline: Message };
  /** After every change of the plug; at the first, `before` is `now`. */
  follow(now: Snapshot, before: Snapshot): void;
  /** What happened; told before the change that it made. */
  report?(report: Report): void;
  /** A message below its subscriptions, never a retained one. Never throws. */
  take(message: Incoming): void;
  /** A connection is up, and everything retained is on its way. */
  greet?(): void;
  /** The program ends: it says nothing by itself any more. */
  close?(): void;
}
