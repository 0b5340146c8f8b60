import type { BoardPort } from "../../board/port.ts";
import {
  type Cancel,
  type Clock,
  type ColorName,
  type Firmware,
  type HomeRecord,
  type Instant,
  instant,
  lampAt,
  lampChangesAt,
  NEVER,
  newHome,
  type PlugInput,
  type TraceSink,
} from "../../firmware-sim/index.ts";
import { type Command, done, type Outcome, refused } from "./command.ts";
import { homeInputOf, plugInputOf } from "./command-input.ts";
import { DeviceContact } from "./device-contact.ts";
import { Keeper } from "./keeper.ts";
import { type ChangeListener, Listeners, type ReportListener } from "./listeners.ts";
import type { DeviceLink, HomeStore, PlugStore } from "./ports.ts";
import { Sleeper } from "./sleeper.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";
import { World, type WorldEffect } from "./world.ts";

/** A wake this late, ms, is a stall: what became due meanwhile was not seen by anyone. */
const STALL = 100;
/** After a stall this long, ms, in a hold, the button's level is read before anything else is decided. */
const RESAMPLE = 1000;

export type { Report } from "./listeners.ts";

export interface HostOptions {
  readonly firmware: Firmware;
  readonly board: BoardPort;
  readonly clock: Clock;
  readonly plugStore: PlugStore;
  readonly homeStore: HomeStore;
  readonly home: HomeRecord;
  readonly deviceLink: DeviceLink;
  /** Lets keys, ctl and topics press the button of a board that has a real one. */
  readonly allowVirtualButton?: boolean;
  readonly trace?: TraceSink;
  readonly wall?: () => Date;
}

/** A plug running on a board: sleeps to the next deadline, writes lamp and relay, keeps what must be kept. */
export class Host {
  readonly #options: HostOptions;
  readonly #world: World;
  readonly #contact: DeviceContact;
  readonly #keeper: Keeper;
  readonly #sleeper: Sleeper;
  readonly #listeners = new Listeners();
  #relay: Snapshot["relay"];
  #lamp: ColorName | undefined;
  #mains = true;
  #boardOnline = true;
  #fingerDown = false;
  /** Counts boots and power cuts: a boot that was overtaken by a cut does not go on. */
  #life = 0;
  #closed = false;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#relay = { closed: false, source: "power", changed: this.#wallTime() };
    const home = newHome(options.home, options.clock.now());
    this.#world = new World(options.firmware, home, (effect) => this.#take(effect), options.trace);
    this.#contact = new DeviceContact(options.deviceLink, (input) => this.#input(input));
    this.#keeper = new Keeper({
      plugStore: options.plugStore,
      homeStore: options.homeStore,
      tell: (input) => this.#input(input),
      failed: (message) => this.#storeFailed(message),
    });
    this.#sleeper = new Sleeper(options.clock, (due) => void this.#wake(due));
  }

  /** Plugs the plug in. Rejects when its store cannot be read. */
  async start(): Promise<void> {
    const { board } = this.#options;
    board.onButtonEdge((down, at) => this.#edge(down, at));
    board.onLost((reason) => this.#boardLost(reason));
    board.onBack(() => this.#boardBack());
    await this.#boot();
  }

  /** Everything as it is now. Only after start(). */
  get snapshot(): Snapshot {
    const { last } = this.#listeners;
    if (last === undefined) throw new Error("Host.snapshot was asked for before start() had ended");
    return last;
  }

  onChange(listener: ChangeListener): Cancel {
    return this.#listeners.onChange(listener);
  }

  onReport(listener: ReportListener): Cancel {
    return this.#listeners.onReport(listener);
  }

  command(command: Command): Outcome {
    switch (command.do) {
      case "press":
      case "release":
        return this.#finger(command.do === "press");
      case "power":
        return this.#setMains(command.to === "on");
      case "wifi":
      case "cloud":
      case "removeFromAccount":
        return this.#home(homeInputOf(command));
      default:
        return this.#input(plugInputOf(command, this.#world.home.record));
    }
  }

  /** Ends within 3 s whatever board and broker do: relay open, lamp dark, both sides told. Keeps the record. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#sleeper.stop();
    await Promise.all([this.#options.deviceLink.close(), this.#options.board.close()]);
  }

  #now(): Instant {
    return this.#options.clock.now();
  }

  #wallTime(): string {
    return (this.#options.wall?.() ?? new Date()).toISOString();
  }

  async #boot(): Promise<void> {
    const life = ++this.#life;
    const { record, health } = await this.#keeper.load();
    const buttonDown = await this.#options.board.readButton();
    if (life !== this.#life || this.#closed) return;
    this.#fingerDown = buttonDown;
    this.#world.powerOn({ nvm: record, health, buttonDown }, this.#now());
    this.#settle();
  }

  #powerLost(): void {
    this.#life++;
    this.#keeper.cut();
    this.#world.input({ kind: "powerLost" }, this.#now());
    this.#world.homeInput({ kind: "plugOff" }, this.#now());
    this.#settle();
  }

  #bootAgain(): void {
    this.#boot().catch((error: Error) => this.#storeFailed(error.message));
  }

  #storeFailed(message: string): void {
    this.#listeners.report({ kind: "storeFailed", message });
    this.#settle();
  }

  #setMains(on: boolean): Outcome {
    if (on === this.#mains) return done;
    this.#mains = on;
    if (!on) this.#powerLost();
    else if (this.#boardOnline) this.#bootAgain();
    this.#settle();
    return done;
  }

  #boardLost(reason: string): void {
    this.#boardOnline = false;
    this.#fingerDown = false;
    this.#listeners.report({ kind: "board", online: false, reason });
    this.#powerLost();
  }

  #boardBack(): void {
    this.#boardOnline = true;
    this.#lamp = undefined;
    this.#listeners.report({ kind: "board", online: true, reason: "" });
    if (this.#mains) this.#bootAgain();
    this.#settle();
  }

  #finger(down: boolean): Outcome {
    if (!this.#boardOnline) return refused("board_offline", "the board is not connected");
    const { finger } = this.#options.board;
    if (finger !== undefined) down ? finger.press() : finger.release();
    else if (this.#options.allowVirtualButton) this.#edge(down, this.#now());
    else
      return refused(
        "forbidden",
        "this board has a real button: press that one, or start with --allow-virtual-button",
      );
    return done;
  }

  /** An edge that waited while the host stalled counts from when the host ought to have looked. */
  #edge(down: boolean, at: Instant): void {
    this.#fingerDown = down;
    const { due } = this.#sleeper;
    this.#input({ kind: "edge", down }, at - due > STALL ? due : at);
  }

  #input(input: PlugInput, at = this.#now()): Outcome {
    this.#world.input(input, at);
    const refusal = this.#listeners.refusalOf(input.kind);
    this.#settle();
    if (refusal === undefined) return done;
    return refused(refusal.code === "stale" ? "no_effect" : refusal.code, refusal.reason);
  }

  #home(input: Parameters<World["homeInput"]>[0]): Outcome {
    this.#world.homeInput(input, this.#now());
    this.#settle();
    return done;
  }

  async #wake(due: Instant): Promise<void> {
    const late = this.#now() - due;
    if (late > RESAMPLE && this.#world.plug?.contact.down) {
      const life = this.#life;
      const down = await this.#options.board.readButton();
      if (life !== this.#life || this.#closed) return;
      if (!down && this.#world.plug.contact.raw) this.#world.input({ kind: "buttonLost" }, due);
    }
    const now = this.#now();
    this.#world.advance(now);
    if (late > STALL) this.#world.input({ kind: "stalled", since: due }, now);
    this.#settle();
  }

  #take(effect: WorldEffect): void {
    switch (effect.kind) {
      case "relay":
        this.#options.board.setRelay(effect.closed);
        if (effect.closed !== this.#relay.closed) {
          this.#relay = { closed: effect.closed, source: effect.source, changed: this.#wallTime() };
        }
        break;
      case "save":
        this.#keeper.save(effect);
        break;
      case "wipe":
        this.#keeper.wipe(effect);
        break;
      case "goodbye":
        this.#contact.goodbye(effect.topics);
        break;
      case "outage":
        this.#contact.outage = effect.how;
        break;
      case "keep":
        this.#keeper.saveHome(effect.record);
        break;
      case "gesture":
      case "notice":
      case "ignored":
        this.#listeners.report(effect);
        break;
    }
  }

  /** After anything that may have changed the plug: lamp, connections, listeners, and when to look again. */
  #settle(): void {
    const { plug, home } = this.#world;
    if (plug === null || this.#closed) return;
    const now = this.#now();
    const { firmware, board } = this.#options;
    const color = lampAt(firmware, plug, now);
    if (color !== this.#lamp) board.setLed((this.#lamp = color));
    const wakesAt = Math.min(this.#world.nextDeadline() ?? NEVER, lampChangesAt(firmware, plug, now));
    this.#sleeper.until(instant(wakesAt));
    const taken = snapshotOf(firmware, plug, home, {
      at: now,
      power: this.#mains ? "on" : "off",
      board: this.#boardOnline ? "online" : "offline",
      relay: this.#relay,
      fingerDown: this.#fingerDown,
    });
    this.#listeners.tell(taken);
    this.#contact.follow(taken, plug.nvm.owedGoodbye);
  }
}
