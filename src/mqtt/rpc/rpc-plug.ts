import { type Cancel, type Clock, type Instant, instant } from "../../../firmware-sim/index.ts";
import type { Command, Outcome } from "../../runtime/command.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { mustBeDone, RpcError } from "./rpc-error.ts";

/** What the plug passes for on one connection. */
export interface Device {
  /** The `src` of its answers. */
  readonly id: string;
  readonly model: string;
  readonly app: string;
  /** 12 hex digits, lower case. */
  readonly serial: string;
  /** Of plugbench. */
  readonly version: string;
  readonly mqtt: { readonly clientId: string; readonly topicPrefix: string };
}

export interface RpcPlugOptions {
  readonly device: Device;
  /** The plug's. */
  readonly clock: Clock;
  readonly wall: () => Date;
  /** `source`: the name that the sender gave itself. */
  readonly obey: (command: Command, source?: string) => Outcome;
}

/** The plug behind the methods: how it is, since when it runs, and what it was asked to do later. */
export class RpcPlug {
  readonly device: Device;
  readonly #options: RpcPlugOptions;
  #now: Snapshot | null = null;
  #runsSince: Instant;
  #forgetRestart: Cancel = () => {};

  constructor(options: RpcPlugOptions) {
    this.device = options.device;
    this.#options = options;
    this.#runsSince = options.clock.now();
  }

  follow(now: Snapshot, before: Snapshot): void {
    this.#now = now;
    if (now.lifecycle === before.lifecycle || !["off", "booting"].includes(now.lifecycle)) return;
    this.#runsSince = now.at;
    this.#forgetRestart();
  }

  /** @throws RpcError before the plug has ever been started */
  get now(): Snapshot {
    if (this.#now !== null) return this.#now;
    throw new RpcError("unavailable", "the plug is starting");
  }

  /** The plug's now. */
  get at(): Instant {
    return this.#options.clock.now();
  }

  /** Seconds since it began to run. */
  get uptime(): number {
    return Math.floor((this.at - this.#runsSince) / 1000);
  }

  /** Unix time in seconds, to a hundredth. */
  get time(): number {
    return Math.round(this.#options.wall().getTime() / 10) / 100;
  }

  /** @throws RpcError when it was not done */
  obey(command: Command, source: string): void {
    mustBeDone(this.#options.obey(command, source));
  }

  /** Restarts once after `ms`; forgotten when it loses its power before. */
  restartIn(ms: number): void {
    const { clock, obey } = this.#options;
    this.#forgetRestart();
    this.#forgetRestart = clock.wakeAt(instant(clock.now() + ms), () => obey({ do: "restart" }));
  }

  /** Does nothing by itself any more. */
  close(): void {
    this.#forgetRestart();
  }
}
