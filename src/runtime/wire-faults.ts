import type { Cancel, Clock, Instant, Millis } from "../../firmware-sim/index.ts";
import { after, millis } from "../../firmware-sim/index.ts";

/** What a plug does wrong on the wire, in the plug's own connections only; the bench always tells the truth. */
export const WIRE_FAULT_KINDS = [
  /** What answers a command comes `delay` late, give or take a half. */
  "late-ack",
  /** What answers a command never comes. */
  "missing-ack",
  /** What answers a command comes twice. */
  "double-ack",
  /** The outlet is said to be the other way than it is. */
  "wrong-state",
  /** Availability comes and goes, a whole turn each `period`, give or take a half. */
  "flapping",
  /** The connection stays open and mute, as after a crash: nobody is told. */
  "silent-death",
  /** In the middle of a command, after it was obeyed and before it is answered, the plug starts anew. */
  "reboot",
  /** A reset says no goodbye: what the broker holds of the plug stays. */
  "ghost",
] as const;
export type WireFaultKind = (typeof WIRE_FAULT_KINDS)[number];

/** JSON-able. Each kind uses what concerns it. */
export interface WireFault {
  readonly kind: WireFaultKind;
  /** The same seed gives the same sequence of chances and spans. */
  readonly seed: number;
  /** Of each command to be met by it, 0 to 1. */
  readonly chance: number;
  readonly delay: Millis;
  readonly period: Millis;
}

/** What can be asked for; spans in ms, each from and to. */
export const WIRE_FAULT_LIMITS = {
  delay: [millis(1), millis(60_000)],
  period: [millis(100), millis(600_000)],
  for: [millis(1000), millis(86_400_000)],
  seed: [0, 2 ** 32 - 1],
} as const;

/** What is not said has these. */
export const wireFault = (kind: WireFaultKind, rest: Partial<WireFault> = {}): WireFault => ({
  kind,
  seed: 1,
  chance: 1,
  delay: millis(2000),
  period: millis(2000),
  ...rest,
});

/** The wire faults in force, in the order in which they were raised. */
export class WireFaults {
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #ends = new Map<WireFaultKind, Cancel>();
  #active: readonly WireFault[] = [];

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** A new list whenever it is another one, with a new object for each time that one was raised. */
  get active(): readonly WireFault[] {
    return this.#active;
  }

  raise(fault: WireFault, span?: Millis): void {
    const { kind } = fault;
    this.#drop(kind);
    this.#active = [...this.#active, { ...fault }];
    if (span !== undefined)
      this.#ends.set(
        kind,
        this.#clock.wakeAt(this.#end(span), () => this.clear(kind)),
      );
    this.#changed();
  }

  /** False when none of that kind was in force. */
  clear(kind: WireFaultKind | "all"): boolean {
    const before = this.#active.length;
    for (const each of kind === "all" ? WIRE_FAULT_KINDS : [kind]) this.#drop(each);
    if (this.#active.length === before) return false;
    this.#changed();
    return true;
  }

  /** Nothing ends by itself any more. */
  stop(): void {
    for (const cancel of this.#ends.values()) cancel();
  }

  #end(span: Millis): Instant {
    return after(this.#clock.now(), span);
  }

  #drop(kind: WireFaultKind): void {
    this.#ends.get(kind)?.();
    this.#ends.delete(kind);
    const others = this.#active.filter((fault) => fault.kind !== kind);
    if (others.length < this.#active.length) this.#active = others;
  }
}
