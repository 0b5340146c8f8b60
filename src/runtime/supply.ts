import type { BoardPort } from "../../board/port.ts";
import { type Firmware, factoryRecord, type Instant } from "../../firmware-sim/index.ts";
import { done, type Outcome, refused } from "./command.ts";
import type { Keeper } from "./keeper.ts";
import type { Report } from "./listeners.ts";
import type { World } from "./world.ts";

interface SupplyOptions {
  readonly board: BoardPort;
  readonly keeper: Keeper;
  readonly world: World;
  /** Now, for a boot. */
  readonly now: () => Instant;
  /** Now, for a power cut: after a stall, when the host ought to have looked. */
  readonly cutAt: () => Instant;
  readonly report: (report: Report) => void;
  /** After anything that may have changed the plug. */
  readonly settle: () => void;
}

/** Whether the plug has power, which takes both mains and a board, and its boots. */
export class Supply {
  mains = true;
  boardOnline = true;
  /** The button's level, as far as anyone has looked. */
  fingerDown = false;
  readonly #options: SupplyOptions;
  /** Counts boots and power cuts: a boot that was overtaken by a cut does not go on. */
  #life = 0;
  #closed = false;
  /** The record of a plug that was put in the old one's place is durable. */
  #renewed: Promise<void> = Promise.resolve();

  constructor(options: SupplyOptions) {
    this.#options = options;
  }

  get life(): number {
    return this.#life;
  }

  /** Rejects when the store cannot be read. */
  async boot(): Promise<void> {
    const { keeper, board, world, now, settle } = this.#options;
    const life = ++this.#life;
    await this.#renewed;
    const { record, health } = await keeper.load();
    const buttonDown = await board.readButton();
    if (life !== this.#life || this.#closed) return;
    this.fingerDown = buttonDown;
    world.powerOn({ nvm: record, health, buttonDown }, now());
    settle();
  }

  setMains(on: boolean): Outcome {
    if (on === this.mains) return done;
    this.mains = on;
    if (on) this.#bootAgain();
    else this.#cut();
    this.#options.settle();
    return done;
  }

  boardLost(reason: string): void {
    this.boardOnline = false;
    this.fingerDown = false;
    this.#options.report({ kind: "board", online: false, reason });
    this.#cut();
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
    const { keeper, world } = this.#options;
    this.#cut();
    world.make = firmware;
    const record = factoryRecord(firmware.profile.startUpOnOff.value);
    this.#renewed = keeper.renew(record).catch((error: Error) => this.#failed(error));
    this.#bootAgain();
    this.#options.settle();
  }

  /** No boot goes on after this. */
  close(): void {
    this.#closed = true;
  }

  #cut(): void {
    const { keeper, world, cutAt, settle } = this.#options;
    this.#life++;
    keeper.cut();
    const at = cutAt();
    if (world.powered) world.input({ kind: "powerLost" }, at);
    world.homeInput({ kind: "plugOff" }, at);
    settle();
  }

  #bootAgain(): void {
    if (this.mains && this.boardOnline) this.boot().catch((error: Error) => this.#failed(error));
  }

  #failed({ message }: Error): void {
    this.#options.report({ kind: "storeFailed", message });
    this.#options.settle();
  }
}
