import {
  amazonSmartPlug,
  type CircuitFault,
  type ColorName,
  compile,
  type Effect,
  factoryRecord,
  type HomeRecord,
  homeRecord,
  instant,
  lampAt,
  lampChangesAt,
  lineOf,
  type NvmRecord,
  newHome,
  type PlugInput,
  type Profile,
  type Region,
  shown,
  stateOf,
} from "../../firmware-sim/index.ts";
import type { HostOptions } from "../../src/runtime/host.ts";
import { World, type WorldEffect } from "../../src/runtime/world.ts";

export const HOME_WIFI = { ssid: "bench", key: "aa11" } as const;

export const provisionedRecord = (change: Partial<NvmRecord> = {}): NvmRecord => ({
  ...factoryRecord("previous"),
  wifi: HOME_WIFI,
  account: "home",
  ...change,
});

export const listingHome = (): HomeRecord => ({
  ...homeRecord(HOME_WIFI, "home"),
  accounts: [{ name: "home", listsPlug: true }],
});

export interface RigOptions {
  readonly profile?: Profile;
  readonly nvm?: NvmRecord | null;
  readonly home?: HomeRecord;
  /** How the store answers: at once, or only when the test says so. */
  readonly store?: "prompt" | "by hand";
  /** What the real broker makes of a goodbye; `silent` never answers. */
  readonly broker?: "takes goodbye" | "away" | "silent";
  /** The instant at which the rig begins, ms; 0 when left out. */
  readonly startAt?: number;
  /** Is told of all that happens, as a host would. */
  readonly recorder?: Pick<HostOptions, "trace" | "stimuli" | "effects">;
}

/** Topics that a plug keeps retained in the broker, as its device plane announces them. */
export const PLUG_TOPICS = ["plugbench/plug-1/availability", "plugbench/plug-1/relay"] as const;

/** A plug that was set up long ago: on its network, signed in, listed, its topics in the broker. */
export const onlinePlug = (options: RigOptions = {}): WorldRig =>
  new WorldRig({ nvm: provisionedRecord(), ...options }).powerOn().wait(10_000).announce();

/** A plug in its home in virtual time, with a store in memory and a lamp that is written down. */
export class WorldRig {
  readonly firmware;
  readonly world: World;
  readonly effects: WorldEffect[] = [];
  readonly lines: string[] = [];
  /** What the lamp has shown: each change of colour, with its instant. */
  readonly lamp: { at: number; color: ColorName }[] = [];
  /** What the store durably holds. */
  stored: NvmRecord | null;
  keptHome: HomeRecord;
  /** Retained topics of the plug in the real broker. */
  readonly broker = new Set<string>();
  /** As the plug believes. */
  relayClosed = false;
  /** As it is. */
  contactClosed = false;
  now: number;
  readonly #options: RigOptions;
  readonly #pending: Extract<Effect, { kind: "save" | "wipe" | "stage" }>[] = [];
  #answers: PlugInput[] = [];
  /** The buttons that are down, power or not; "" is the Action button. */
  readonly #down = new Set<string>();
  #restarts = false;

  constructor(options: RigOptions = {}) {
    this.#options = options;
    this.now = options.startAt ?? 0;
    this.firmware = compile(options.profile ?? amazonSmartPlug);
    this.stored = options.nvm ?? null;
    this.keptHome = options.home ?? (options.nvm?.account ? listingHome() : homeRecord(HOME_WIFI, "home"));
    const home = newHome(this.keptHome, instant(this.now));
    this.world = new World(
      this.firmware,
      home,
      (effect, at) => {
        options.recorder?.effects?.(effect, at);
        this.#take(effect);
      },
      (record) => {
        options.recorder?.trace?.(record);
        this.lines.push(lineOf(record));
      },
      options.recorder?.stimuli,
    );
  }

  get plug() {
    return this.world.plug!;
  }

  powerOn(buttonDown = false, othersDown: readonly string[] = [], restarted = false): this {
    this.#down.clear();
    for (const button of [...(buttonDown ? [""] : []), ...othersDown]) this.#down.add(button);
    this.world.circuitInput({ kind: "mains", on: true }, instant(this.now));
    this.world.powerOn({ nvm: this.stored, buttonDown, othersDown, restarted }, instant(this.now));
    this.#answer();
    this.#look();
    return this;
  }

  powerOff(): this {
    this.#pending.length = 0;
    this.input({ kind: "powerLost" });
    this.world.homeInput({ kind: "plugOff" }, instant(this.now));
    this.world.circuitInput({ kind: "mains", on: false }, instant(this.now));
    this.#restarts = false;
    return this;
  }

  /** What happens in socket, body or load. */
  circuit(input: Parameters<World["circuitInput"]>[0]): this {
    this.world.circuitInput(input, instant(this.now));
    this.#answer();
    this.#look();
    return this;
  }

  attach = (watts: number) =>
    this.circuit({ kind: "attach", load: { name: `${watts} W`, kind: "steady", watts } });
  raise = (fault: CircuitFault) => this.circuit({ kind: "raise", fault, seed: 1 });
  mend = (fault: CircuitFault) => this.circuit({ kind: "clear", fault });

  input(input: PlugInput): this {
    if (input.kind === "edge") this.#down[input.down ? "add" : "delete"](input.button ?? "");
    this.world.input(input, instant(this.now));
    this.#answer();
    this.#look();
    return this;
  }

  press = () => this.input({ kind: "edge", down: true });
  release = () => this.input({ kind: "edge", down: false });
  /** Other buttons than the Action button, at one moment. */
  pressOthers = (...buttons: string[]) => this.#others(true, buttons);
  releaseOthers = (...buttons: string[]) => this.#others(false, buttons);
  hold = (ms: number) => this.press().wait(ms).release();
  tap = () => this.hold(100).wait(100);

  home(input: Parameters<World["homeInput"]>[0]): this {
    this.world.homeInput(input, instant(this.now));
    this.#answer();
    this.#look();
    return this;
  }

  provision(change: { key?: string; ssid?: string; account?: string | null } = {}): this {
    return this.input({ kind: "provision", ...HOME_WIFI, account: "home", ...change });
  }

  /** The device plane has connected: what it keeps retained is in the broker, and the plug is told. */
  announce(): this {
    for (const topic of PLUG_TOPICS) this.broker.add(topic);
    return this.input({ kind: "announced", topics: PLUG_TOPICS });
  }

  /** Lets `ms` pass, watching the lamp at each of its changes. */
  wait(ms: number): this {
    const end = this.now + ms;
    while (this.now < end) {
      const deadline = this.world.nextDeadline() ?? end;
      const change = this.world.plug ? lampChangesAt(this.firmware, this.plug, instant(this.now)) : end;
      this.now = Math.min(end, Math.max(this.now, deadline), change);
      this.world.advance(instant(this.now));
      this.#answer();
      this.#look();
    }
    return this;
  }

  /** Lets `ms` pass in one jump, without watching the lamp. */
  jump(ms: number): this {
    this.now += ms;
    this.world.advance(instant(this.now));
    this.#startAnew();
    return this;
  }

  /** The store answers the oldest save or wipe that waits; with a code, that it failed. */
  answerStore(code?: string): this {
    const next = this.#pending.shift();
    if (next === undefined) throw new Error("nothing waits for the store");
    if (code !== undefined) return this.input({ kind: "saveFailed", ticket: next.ticket, code });
    if (next.kind === "save") this.stored = next.record;
    return this.input({ kind: next.kind === "wipe" ? "wiped" : "saved", ticket: next.ticket });
  }

  /** Lets the store answer all that waits. */
  answerStoreIfAny(): this {
    while (this.#pending.length > 0) this.answerStore();
    return this;
  }

  get waitingForStore() {
    return this.#pending.map((effect) => effect.kind);
  }

  state = (region: Region) => stateOf(this.firmware, this.plug, region);
  get pattern() {
    return shown(this.firmware, this.plug).name;
  }
  get color() {
    return lampAt(this.firmware, this.plug, instant(this.now));
  }
  get listed() {
    return this.keptHome.accounts.filter((account) => account.listsPlug).map((account) => account.name);
  }
  effectsOf = <K extends WorldEffect["kind"]>(kind: K) =>
    this.effects.filter((effect): effect is Extract<WorldEffect, { kind: K }> => effect.kind === kind);
  notices = () => this.effectsOf("notice").map((effect) => effect.notice);
  /** What the plug refused, each as "input code". */
  refusals = () => this.effectsOf("ignored").map((effect) => `${effect.input} ${effect.code}`);
  gestures = () => this.effectsOf("gesture").map((effect) => effect.gesture);

  /** Each colour shown from `from` on, in order. */
  colorsSince(from: number): ColorName[] {
    const before = this.lamp.findLast(({ at }) => at <= from);
    return [
      ...(before ? [before.color] : []),
      ...this.lamp.filter(({ at }) => at > from).map(({ color }) => color),
    ];
  }

  /** The pattern names in the order in which the lamp showed them. */
  patterns(): string[] {
    return this.lines
      .filter((line) => / lamp /.test(line))
      .map((line) => JSON.parse(line.split(" lamp ")[1]!).pattern);
  }

  #others(down: boolean, buttons: readonly string[]): this {
    for (const button of buttons) this.input({ kind: "edge", down, button });
    return this;
  }

  /** As the host does for a plug that restarts by itself: at once, with whatever is held still down. */
  #startAnew(): void {
    if (!this.#restarts) return;
    this.#restarts = false;
    this.#pending.length = 0;
    this.world.homeInput({ kind: "plugOff" }, instant(this.now));
    const others = [...this.#down].filter((button) => button !== "");
    this.powerOn(this.#down.has(""), others, true);
  }

  #take(effect: WorldEffect): void {
    this.effects.push(effect);
    if (effect.kind === "contact") this.contactClosed = effect.closed;
    if (effect.kind === "supply") this.#pending.length = 0;
    if (effect.kind === "restart" || (effect.kind === "supply" && effect.on)) this.#restarts = true;
    if (effect.kind === "relay") this.relayClosed = effect.closed;
    if (effect.kind === "keep") this.keptHome = effect.record;
    if (effect.kind === "save" || effect.kind === "wipe" || effect.kind === "stage")
      this.#pending.push(effect);
    if (effect.kind === "goodbye" && this.#options.broker !== "silent") {
      const cleared = this.#options.broker !== "away";
      if (cleared) for (const topic of effect.topics) this.broker.delete(topic);
      this.#answers.push({ kind: "goodbyeDone", cleared });
    }
  }

  #answer(): void {
    for (let next = this.#answers.shift(); next !== undefined; next = this.#answers.shift()) {
      this.world.input(next, instant(this.now));
    }
    this.#startAnew();
    if (this.#options.store !== "by hand") while (this.#pending.length > 0) this.answerStore();
  }

  #look(): void {
    const color = this.world.plug ? this.color : "off";
    if (this.lamp.at(-1)?.color !== color) this.lamp.push({ at: this.now, color });
  }
}
