import type { BoardPort } from "../../board/port.ts";
import { type Firmware, factoryRecord, type Instant } from "../../firmware-sim/index.ts";
import { done, type Outcome, refused } from "./command.ts";
import type { Keeper } from "./keeper.ts";
import type { Report } from "./listeners.ts";
import type { Snapshot } from "./snapshot.ts";
import { ACTION } from "./words.ts";
import type { World, WorldEffect } from "./world.ts";

interface SupplyOptions {
  readonly board: BoardPort;
  readonly keeper: Keeper;
  readonly world: World;
  /** Now, for a boot. */
  readonly now: () => Instant;
  /** Now, for a power cut: after a stall, when the host ought to have looked. */
  readonly cutAt: () => Instant;
  readonly report: (report: Report) => void;
  /** What was going on inside the plug is over. */
  readonly cut: () => void;
  /** After anything that may have changed the plug. */
  readonly settle: () => void;
}

/** Whether the plug has power, which takes both mains and a board, and its boots. */
export class Supply {
  mains = true;
  boardOnline = true;
  /** The button's level, as far as anyone has looked. */
  fingerDown = false;
  /** The other buttons that are held: the bench's fingers stay where they are, power or not. */
  othersDown: readonly string[] = [];
  readonly #options: SupplyOptions;
  /** Counts boots and power cuts: a boot that was overtaken by a cut does not go on. */
  #life = 0;
  #closed = false;
  /** Mains is there and has failed for longer than the plug can bridge. */
  #sagging = false;
  /** The record of a plug that was put in the old one's place is durable. */
  #renewed: Promise<void> = Promise.resolve();

  constructor(options: SupplyOptions) {
    this.#options = options;
  }

  /** As a snapshot says it. */
  get words(): Pick<Snapshot, "power" | "board" | "otherButtons"> {
    return {
      power: this.mains ? "on" : "off",
      board: this.boardOnline ? "online" : "offline",
      otherButtons: this.othersDown,
    };
  }

  get life(): number {
    return this.#life;
  }

  /** Without mains the plug only lies there. Rejects when the store cannot be read. */
  async boot(restarted = false): Promise<void> {
    const { keeper, board, world, now, settle } = this.#options;
    const life = ++this.#life;
    await this.#renewed;
    const { record, health } = await keeper.load();
    const buttonDown = await board.readButton();
    if (life !== this.#life || this.#closed) return;
    this.fingerDown = buttonDown;
    const { othersDown } = this;
    const others = othersDown.length > 0 ? { othersDown } : {};
    const again = restarted ? { restarted } : {};
    const power = { nvm: record, health, buttonDown, ...others, ...again };
    if (this.mains) world.powerOn(power, now());
    else world.lay(power, now());
    settle();
  }

  /** A finger on, or off, one of the make's other buttons; the plug, if it has power, is still to be told. */
  moveOther(button: string, down: boolean): Outcome {
    const { world, settle } = this.#options;
    const { otherButtons } = world.make.profile;
    if (!otherButtons.includes(button)) {
      const known = [ACTION, ...otherButtons].join(", ");
      return refused("bad_value", `this make of plug has no button "${button}"; it has ${known}`);
    }
    const others = this.othersDown.filter((name) => name !== button);
    this.othersDown = down ? [...others, button] : others;
    settle();
    return done;
  }

  setMains(on: boolean): Outcome {
    if (on === this.mains) return done;
    this.mains = on;
    const { world, now, cutAt } = this.#options;
    if (!on) this.#cut();
    world.circuitInput({ kind: "mains", on }, on ? now() : cutAt());
    if (on) this.#bootAgain();
    this.#options.settle();
    return done;
  }

  /** Of a board that was lost before, `reason` says why it cannot come back. */
  boardLost(reason: string): void {
    const before = this.boardOnline;
    this.boardOnline = false;
    this.fingerDown = false;
    this.#options.report({ kind: "board", online: false, reason });
    if (before) this.#cut();
    else this.#options.settle();
  }

  boardBack(): void {
    this.boardOnline = true;
    this.#options.report({ kind: "board", online: true, reason: "" });
    this.#bootAgain();
    this.#options.settle();
  }

  restart(lifecycle: string): Outcome {
    if (!this.#options.world.powered) return refused("no_power", "the plug has no power");
    if (lifecycle === "resetting") return refused("busy", "the plug is resetting");
    this.#cut();
    this.#bootAgain();
    return done;
  }

  /** Puts a plug fresh from the factory in the old one's place. */
  replace(firmware: Firmware): void {
    const { keeper, world, now } = this.#options;
    this.#cut();
    world.replace(firmware, now());
    this.othersDown = [];
    world.circuitInput({ kind: "replace", outlet: firmware.profile.outlet }, now());
    const record = factoryRecord(firmware.profile.startUpOnOff.value);
    this.#renewed = keeper.renew(record).catch((error: Error) => this.#failed(error));
    this.#bootAgain();
    this.#options.settle();
  }

  /** No boot goes on after this. */
  close(): void {
    this.#closed = true;
    this.#life++;
  }

  /** Mains fails in its socket, or is back; or the plug has ended its own life. The plug knows it already. */
  take(effect: Extract<WorldEffect, { kind: "supply" | "restart" }>): void {
    this.#sagging = effect.kind === "supply" && !effect.on;
    if (effect.kind === "restart" || !effect.on) this.#endLife();
    this.#bootAgain(effect.kind === "restart");
  }

  #endLife(): void {
    const { keeper, cut } = this.#options;
    this.#life++;
    keeper.cut();
    cut();
  }

  #cut(): void {
    const { world, cutAt, settle } = this.#options;
    this.#endLife();
    const at = cutAt();
    if (world.powered) world.input({ kind: "powerLost" }, at);
    world.homeInput({ kind: "plugOff" }, at);
    settle();
  }

  #bootAgain(restarted = false): void {
    if (this.mains && this.boardOnline && !this.#sagging)
      this.boot(restarted).catch((error: Error) => this.#failed(error));
  }

  #failed({ message }: Error): void {
    this.#options.report({ kind: "storeFailed", message });
    this.#options.settle();
  }
}
