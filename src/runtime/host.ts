import {
  type Cancel,
  compile,
  type Instant,
  instant,
  lampAt,
  lampChangesAt,
  NEVER,
  newHome,
  type PlugInput,
  type Profile,
} from "../../firmware-sim/index.ts";
import { CatchUp } from "./catch-up.ts";
import { type Command, done, type Outcome, refused } from "./command.ts";
import { circuitInputOf, homeInputOf, plugInputOf } from "./command-input.ts";
import { deliver, type Takers } from "./deliver.ts";
import { DeviceContact } from "./device-contact.ts";
import { Faults } from "./faults.ts";
import { moveFinger } from "./finger.ts";
import { type HostOptions, makeNamed } from "./host-options.ts";
import { viewOf } from "./household/room.ts";
import { Keeper } from "./keeper.ts";
import { type ChangeListener, Listeners, type ReportListener } from "./listeners.ts";
import { Outputs } from "./outputs.ts";
import { Parts } from "./parts.ts";
import { Sleeper } from "./sleeper.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";
import { Supply } from "./supply.ts";
import { ACTION } from "./words.ts";
import { type States, World } from "./world.ts";

export type { HostOptions } from "./host-options.ts";
export type { Report } from "./listeners.ts";

/** A plug running on a board: sleeps to the next deadline, writes lamp and relay, keeps what must be kept. */
export class Host {
  readonly #options: HostOptions;
  readonly #world: World;
  readonly #contact: DeviceContact;
  readonly #keeper: Keeper;
  readonly #sleeper: Sleeper;
  readonly #outputs: Outputs;
  readonly #listeners = new Listeners();
  readonly #supply: Supply;
  readonly #catchUp: CatchUp;
  readonly #faults: Faults;
  readonly #parts: Parts;
  readonly #takers: Takers;
  #closed = false;

  constructor(options: HostOptions) {
    this.#options = options;
    const { board, effects, wall = () => new Date() } = options;
    this.#outputs = new Outputs(board, () => wall().toISOString());
    const home = newHome(options.home, options.clock.now());
    this.#world = new World(
      options.firmware,
      home,
      (effect, at) => {
        effects?.(effect, at);
        deliver(effect, this.#takers);
      },
      options.trace,
      options.stimuli,
    );
    this.#contact = new DeviceContact(options.deviceLink, (input) => this.#input(input));
    this.#keeper = new Keeper({
      plugStore: options.plugStore,
      homeStore: options.homeStore,
      tell: (input) => this.#input(input),
      failed: (message) => {
        this.#listeners.report({ kind: "storeFailed", message });
        this.#settle();
      },
    });
    this.#sleeper = new Sleeper(options.clock, (due) => void this.#wake(due));
    this.#supply = new Supply({
      board,
      keeper: this.#keeper,
      world: this.#world,
      now: () => this.#now(),
      cutAt: () => this.#sleeper.missed ?? this.#now(),
      report: (report) => this.#listeners.report(report),
      cut: () => this.#parts.cut(),
      settle: () => this.#settle(),
    });
    this.#catchUp = new CatchUp({
      board,
      world: this.#world,
      sleeper: this.#sleeper,
      supply: this.#supply,
      now: () => this.#now(),
    });
    this.#faults = new Faults({
      clock: options.clock,
      home: (change) => this.#around((at) => this.#world.homeInput(change, at)),
      circuit: (input) => this.#around((at) => this.#world.circuitInput(input, at)),
      command: (command) => this.command(command),
      view: () => viewOf(this.#world),
      changed: () => this.#settle(),
    });
    this.#parts = new Parts([() => this.#faults, ...(options.parts ?? [])], {
      clock: options.clock,
      wall,
      tell: (input) => this.#input(input),
      stage: (effect, image) => this.#keeper.stage(effect, image),
      snapshot: () => this.snapshot,
    });
    this.#takers = {
      parts: this.#parts,
      outputs: this.#outputs,
      supply: this.#supply,
      keeper: this.#keeper,
      contact: this.#contact,
      listeners: this.#listeners,
    };
    this.#listeners.onChange((now, before) => this.#parts.follow(now, before));
  }

  /** Plugs the plug in, unless its mains was switched off before. Rejects when its store cannot be read. */
  async start(): Promise<void> {
    const { board } = this.#options;
    board.onButtonEdge((down, at) => this.#edge(down, at));
    board.onLost((reason) => this.#supply.boardLost(reason));
    board.onBack(() => {
      this.#outputs.renew();
      this.#supply.boardBack();
    });
    await this.#supply.boot();
  }

  /** The make of the plug that is in place now. */
  get profile(): Profile {
    return this.#world.make.profile;
  }

  /** Everything as it is now. Only after start(). */
  get snapshot(): Snapshot {
    const { last } = this.#listeners;
    if (last === undefined) throw new Error("Host.snapshot was asked for before start() had ended");
    return last;
  }

  /** The state of each region of the plug's chart; of one that never had power, nothing but that. */
  get states(): States {
    return this.#world.states;
  }

  /** The last moment, up to now, until which all that was due has happened. */
  get doneUntil(): Instant {
    return instant(Math.min(this.#now(), (this.#world.nextDeadline() ?? NEVER) - 1));
  }

  onChange(listener: ChangeListener): Cancel {
    return this.#listeners.onChange(listener);
  }

  onReport(listener: ReportListener): Cancel {
    return this.#listeners.onReport(listener);
  }

  /** Called after all that may have changed something, for what no snapshot has: the states. */
  onSettled(listener: () => void): Cancel {
    return this.#listeners.onSettled(listener);
  }

  command(command: Command): Outcome {
    const outcome = this.#parts.command(command);
    if (outcome !== undefined) return outcome;
    switch (command.do) {
      case "press":
      case "release":
        return this.#finger(command.do === "press", command.button);
      case "power":
        return this.#supply.setMains(command.to === "on");
      case "restart":
        return this.#supply.restart(this.snapshot.lifecycle);
      case "profile":
        return this.#replace(command.to);
      case "fault":
      case "clearFault":
      case "remedy":
        return this.#faults.obey(command);
      case "wifi":
      case "cloud":
      case "removeFromAccount":
        return this.#around((at) => this.#world.homeInput(homeInputOf(command, this.profile), at));
      case "load":
      case "air":
        if (this.profile.outlet === null) return refused("no_effect", "this make of plug has no outlet");
        return this.#around((at) => this.#world.circuitInput(circuitInputOf(command), at));
      case "offerFirmware":
        return refused("no_effect", "this bench has no maker that could offer firmware");
      default:
        return this.#input(plugInputOf(command, this.#world.home.record));
    }
  }

  /** Ends within 3 s whatever board and broker do: relay open, lamp dark, both sides told. Keeps the record. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#supply.close();
    this.#parts.stop();
    this.#sleeper.stop();
    await Promise.all([this.#options.deviceLink.close(), this.#options.board.close()]);
  }

  #now(): Instant {
    return this.#options.clock.now();
  }

  #replace(name: string): Outcome {
    const make = makeNamed(name, this.#options);
    if ("ok" in make) return make;
    if (make.id !== this.profile.id) this.#supply.replace(compile(make));
    return done;
  }

  #finger(down: boolean, button: string | undefined): Outcome {
    if (button !== undefined && button !== ACTION) {
      const moved = this.#supply.moveOther(button, down);
      return moved.ok && this.#world.powered ? this.#input({ kind: "edge", down, button }) : moved;
    }
    if (!this.#supply.boardOnline) return refused("board_offline", "the board is not connected");
    return moveFinger(down, this.#options, () => this.#edge(down, this.#now()));
  }

  #edge(down: boolean, at: Instant): void {
    this.#supply.fingerDown = down;
    this.#tell({ kind: "edge", down }, this.#catchUp.toEdge(at));
  }

  #input(input: PlugInput): Outcome {
    this.#catchUp.toNow();
    return this.#tell(input, this.#now());
  }

  #tell(input: PlugInput, at: Instant): Outcome {
    this.#world.input(input, at);
    const refusal = this.#listeners.refusalOf(input.kind);
    this.#settle();
    if (refusal === undefined) return done;
    return refused(refusal.code === "stale" ? "no_effect" : refusal.code, refusal.reason);
  }

  /** Something that does not reach the plug directly. */
  #around(act: (at: Instant) => void): Outcome {
    this.#catchUp.toNow();
    act(this.#now());
    this.#settle();
    return done;
  }

  async #wake(due: Instant): Promise<void> {
    if (this.#catchUp.mustLook(due)) await this.#catchUp.look(due);
    if (this.#closed) return;
    this.#catchUp.toNow();
    this.#sleeper.stop();
    this.#settle();
  }

  /** After anything that may have changed the plug: lamp, connections, listeners, and when to look again. */
  #settle(): void {
    const { plug, home } = this.#world;
    if (plug === null || this.#closed) return;
    const now = this.#now();
    const { firmware } = this.#world;
    this.#outputs.light(lampAt(firmware, plug, now));
    const wakesAt = Math.min(this.#world.nextDeadline() ?? NEVER, lampChangesAt(firmware, plug, now));
    // A wake that is late is still to come: it reads the button's level first, and then asks again.
    if (this.#sleeper.missed === undefined) this.#sleeper.until(instant(wakesAt));
    const taken = snapshotOf(firmware, plug, home, {
      at: now,
      ...this.#supply.words,
      relay: this.#outputs.relay,
      profile: this.profile,
      ...this.#faults.inForce,
      circuit: this.#world.circuit,
      fingerDown: this.#supply.fingerDown,
    });
    this.#listeners.tell(taken);
    this.#contact.follow(taken, plug.nvm.owedGoodbye);
  }
}
