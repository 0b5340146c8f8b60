import {
  advance,
  advanceHome,
  type Effect,
  type Firmware,
  type Home,
  type HomeEffect,
  type HomeInput,
  homeDeadline,
  type Instant,
  instant,
  NEVER,
  nextDeadline,
  type Plug,
  type PlugInput,
  type PowerOn,
  powerOn,
  stateOf,
  step,
  stepHome,
  type TraceSink,
} from "../../firmware-sim/index.ts";

/** Effects that leave the world: the plug's, but for what only the home hears, and the home's own. */
export type WorldEffect = Effect | Exclude<HomeEffect, { kind: "tell" }>;

type Queued =
  | { readonly to: "plug"; readonly input: PlugInput }
  | { readonly to: "home"; readonly input: HomeInput };

/**
 * One plug and the home it lives in, joined by one ordered queue: pure, deterministic, in the caller's time.
 * Instants passed in must not go back.
 */
export class World {
  /** Of the plug that is, or was last, powered. */
  firmware: Firmware;
  readonly home: Home;
  plug: Plug | null = null;
  /** Of the plug that is in place: the next boot's. */
  make: Firmware;
  readonly #out: (effect: WorldEffect) => void;
  readonly #trace: TraceSink | undefined;
  readonly #queue: Queued[] = [];

  constructor(firmware: Firmware, home: Home, out: (effect: WorldEffect) => void, trace?: TraceSink) {
    this.firmware = firmware;
    this.make = firmware;
    this.home = home;
    this.#out = out;
    this.#trace = trace;
  }

  get powered(): boolean {
    return this.plug !== null && stateOf(this.firmware, this.plug, "supply") !== "off";
  }

  powerOn(power: PowerOn, at: Instant): void {
    this.advance(at);
    this.firmware = this.make;
    this.plug = powerOn(this.firmware, power, at, this.#fromPlug, this.#trace);
    this.#settle(at);
  }

  input(input: PlugInput, at: Instant): void {
    this.advance(at);
    this.#queue.push({ to: "plug", input });
    this.#settle(at);
  }

  homeInput(input: HomeInput, at: Instant): void {
    this.advance(at);
    this.#queue.push({ to: "home", input });
    this.#settle(at);
  }

  /** Lets time pass, plug and home each at their own deadlines, in order. */
  advance(to: Instant): void {
    for (let at = this.nextDeadline(); at !== null && at <= to; at = this.nextDeadline()) this.#passUntil(at);
    this.#passUntil(to);
  }

  nextDeadline(): Instant | null {
    const plug = (this.plug && nextDeadline(this.plug)) ?? NEVER;
    const home = homeDeadline(this.home) ?? NEVER;
    const first = instant(Math.min(plug, home));
    return first === NEVER ? null : first;
  }

  #passUntil(to: Instant): void {
    advanceHome(this.home, to, this.#fromHome);
    this.#settle(to);
    if (this.plug) advance(this.firmware, this.plug, to, this.#fromPlug, this.#trace);
    this.#settle(to);
  }

  #settle(at: Instant): void {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (next.to === "home") stepHome(this.home, next.input, at, this.#fromHome);
      else if (this.plug) step(this.firmware, this.plug, next.input, at, this.#fromPlug, this.#trace);
    }
  }

  readonly #fromPlug = (effect: Effect): void => {
    switch (effect.kind) {
      case "join":
      case "connect":
      case "leave":
      case "deregister":
        this.#queue.push({ to: "home", input: effect });
        break;
      default:
        this.#out(effect);
    }
  };

  readonly #fromHome = (effect: HomeEffect): void => {
    if (effect.kind === "tell") this.#queue.push({ to: "plug", input: effect.input });
    else this.#out(effect);
  };
}
