import {
  advance,
  advanceCircuit,
  advanceHome,
  type Circuit,
  type CircuitEffect,
  type CircuitInput,
  circuitDeadline,
  type Effect,
  type Firmware,
  type Home,
  type HomeEffect,
  type HomeInput,
  homeDeadline,
  type Instant,
  instant,
  NEVER,
  newCircuit,
  nextDeadline,
  type Plug,
  type PlugInput,
  type PowerOn,
  powerOn,
  REGION_NAMES,
  type Region,
  stateOf,
  step,
  stepCircuit,
  stepHome,
  type TraceSink,
} from "../../firmware-sim/index.ts";
import type { StimulusSink } from "./stimulus.ts";

/** Effects that leave the world: the plug's, but for what only the home hears, and the home's and circuit's own. */
export type WorldEffect = Effect | Exclude<HomeEffect | CircuitEffect, { kind: "tell" }>;

/** `at`: when the world did it, which a host may only have looked at later. */
export type WorldSink = (effect: WorldEffect, at: Instant) => void;

type Queued =
  | { readonly to: "plug"; readonly input: PlugInput }
  /** Of what only a plug that has power can feel. */
  | { readonly to: "powered plug"; readonly input: PlugInput }
  | { readonly to: "circuit"; readonly input: CircuitInput }
  | { readonly to: "home"; readonly input: HomeInput };

/** By the names of the chart's regions. */
export type States = Readonly<Partial<Record<Region, string>>>;

/**
 * One plug, the circuit that it switches and the home it lives in, joined by one ordered queue: pure, deterministic, in
 * the caller's time.
 * An instant before its `now` counts as now.
 */
export class World {
  /** Of the plug that is, or was last, powered. */
  firmware: Firmware;
  readonly home: Home;
  readonly circuit: Circuit;
  plug: Plug | null = null;
  #make: Firmware;
  readonly #out: WorldSink;
  readonly #trace: TraceSink | undefined;
  readonly #stimuli: StimulusSink;
  readonly #queue: Queued[] = [];

  constructor(
    firmware: Firmware,
    home: Home,
    out: WorldSink,
    trace?: TraceSink,
    stimuli: StimulusSink = () => {},
  ) {
    this.firmware = firmware;
    this.#make = firmware;
    this.#stimuli = stimuli;
    this.home = home;
    this.circuit = newCircuit(firmware.profile.outlet, home.now);
    this.#out = out;
    this.#trace = trace;
    stimuli({ at: home.now, to: "begin", profile: firmware.profile.id, home: home.record });
  }

  /** How far it has come. */
  get now(): Instant {
    return this.home.now;
  }

  /** Of the plug that is in place: the next boot's. */
  get make(): Firmware {
    return this.#make;
  }

  replace(make: Firmware, at: Instant): void {
    this.#stimuli({ at: instant(Math.max(at, this.now)), to: "make", profile: make.profile.id });
    this.#make = make;
  }

  get powered(): boolean {
    return this.plug !== null && stateOf(this.firmware, this.plug, "supply") !== "off";
  }

  get states(): States {
    const { plug, firmware } = this;
    if (plug === null) return { supply: "off" };
    return Object.fromEntries(REGION_NAMES.map((region) => [region, stateOf(firmware, plug, region)]));
  }

  powerOn(power: PowerOn, at: Instant): void {
    this.advance(at);
    this.#stimuli({ at: this.now, to: "power", power });
    this.firmware = this.#make;
    const { outlet } = this.firmware.profile;
    const hot = this.circuit.hot && outlet !== null && outlet.overheat !== null;
    this.#queue.push({ to: "circuit", input: { kind: "plugOn" } });
    this.plug = powerOn(this.firmware, hot ? { ...power, hot } : power, at, this.#fromPlug, this.#trace);
    this.#settle(at);
  }

  /** The plug is there, and what it keeps can be known, but it has no power. */
  lay(power: PowerOn, at: Instant): void {
    this.advance(at);
    this.#stimuli({ at: this.now, to: "lay", power });
    this.firmware = this.#make;
    this.plug = powerOn(this.firmware, power, at, () => {});
    step(this.firmware, this.plug, { kind: "powerLost" }, at, () => {});
  }

  input(input: PlugInput, at: Instant): void {
    this.advance(at);
    this.#stimuli({ at: this.now, to: "plug", input });
    this.#queue.push({ to: "plug", input });
    this.#settle(at);
  }

  homeInput(input: HomeInput, at: Instant): void {
    this.advance(at);
    this.#stimuli({ at: this.now, to: "home", input });
    this.#queue.push({ to: "home", input });
    this.#settle(at);
  }

  circuitInput(input: CircuitInput, at: Instant): void {
    this.advance(at);
    this.#stimuli({ at: this.now, to: "circuit", input });
    this.#queue.push({ to: "circuit", input });
    this.#settle(at);
  }

  /** Lets time pass, plug, circuit and home each at their own deadlines, in order. */
  advance(to: Instant): void {
    for (let at = this.nextDeadline(); at !== null && at <= to; at = this.nextDeadline()) this.#passUntil(at);
    this.#passUntil(to);
  }

  nextDeadline(): Instant | null {
    const plug = (this.plug && nextDeadline(this.plug)) ?? NEVER;
    const home = homeDeadline(this.home) ?? NEVER;
    const circuit = circuitDeadline(this.circuit) ?? NEVER;
    const first = instant(Math.min(plug, home, circuit));
    return first === NEVER ? null : first;
  }

  #passUntil(to: Instant): void {
    advanceHome(this.home, to, this.#fromHome);
    this.#settle(to);
    advanceCircuit(this.circuit, to, this.#fromCircuit);
    this.#settle(to);
    if (this.plug) advance(this.firmware, this.plug, to, this.#fromPlug, this.#trace);
    this.#settle(to);
  }

  #settle(at: Instant): void {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (next.to === "home") stepHome(this.home, next.input, at, this.#fromHome);
      else if (next.to === "circuit") stepCircuit(this.circuit, next.input, at, this.#fromCircuit);
      else if (this.plug && (next.to === "plug" || this.powered))
        step(this.firmware, this.plug, next.input, at, this.#fromPlug, this.#trace);
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
      case "relay":
        this.#out(effect, this.now);
        this.#queue.push({ to: "circuit", input: { kind: "coil", closed: effect.closed } });
        break;
      case "restart":
        this.#queue.push({ to: "home", input: { kind: "plugOff" } });
        this.#out(effect, this.now);
        break;
      default:
        this.#out(effect, this.now);
    }
  };

  readonly #fromHome = (effect: HomeEffect): void => {
    if (effect.kind === "tell") this.#queue.push({ to: "plug", input: effect.input });
    else this.#out(effect, this.now);
  };

  readonly #fromCircuit = (effect: CircuitEffect): void => {
    if (effect.kind === "tell") {
      this.#queue.push({ to: "powered plug", input: effect.input });
      return;
    }
    this.#out(effect, this.now);
    if (effect.kind !== "supply" || effect.on) return;
    this.#queue.push({ to: "powered plug", input: { kind: "powerLost" } });
    this.#queue.push({ to: "home", input: { kind: "plugOff" } });
  };
}
