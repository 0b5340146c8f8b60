import type { Clock, Effect, PlugInput } from "../../firmware-sim/index.ts";
import type { Command, Outcome } from "./command.ts";
import type { Snapshot } from "./snapshot.ts";
import type { WorldEffect } from "./world.ts";

/** What the host lets a part of it do. */
export interface Bench {
  readonly clock: Clock;
  /** The wall clock; with a virtual clock, as much later as that one was moved. */
  readonly wall: () => Date;
  /** To the plug, now. */
  readonly tell: (input: PlugInput) => Outcome;
  /** Keeps the image that the effect asks for; the plug hears of it as of a save. */
  readonly stage: (effect: Extract<Effect, { kind: "stage" }>, image: Uint8Array) => void;
  /** Only after the host has started. */
  readonly snapshot: () => Snapshot;
}

/** Something beside the plug that the host runs: it obeys some commands, acts on some effects, sees every change. */
export interface HostPart {
  /** undefined: it is not this part's. */
  command?(command: Command): Outcome | undefined;
  take?(effect: WorldEffect): void;
  follow?(now: Snapshot, before: Snapshot): void;
  /** Mains or board is gone: what was going on inside the plug is over. */
  cut?(): void;
  stop(): void;
}

export type MakePart = (bench: Bench) => HostPart;

/** All of them as one. The first that knows a command obeys it. */
export class Parts implements Required<HostPart> {
  readonly #parts: readonly HostPart[];

  constructor(makes: readonly MakePart[], bench: Bench) {
    this.#parts = makes.map((make) => make(bench));
  }

  command(command: Command): Outcome | undefined {
    for (const part of this.#parts) {
      const outcome = part.command?.(command);
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  take(effect: WorldEffect): void {
    for (const part of this.#parts) part.take?.(effect);
  }

  follow(now: Snapshot, before: Snapshot): void {
    for (const part of this.#parts) part.follow?.(now, before);
  }

  cut(): void {
    for (const part of this.#parts) part.cut?.();
  }

  stop(): void {
    for (const part of this.#parts) part.stop();
  }
}
