import type { Clock, ColorName, Instant } from "../../firmware-sim/index.ts";
import type { BoardName, BoardPort, Finger } from "../port.ts";

/** A board in memory: the caller is the finger, and looks at lamp and relay. */
export interface VirtualBoard extends BoardPort {
  readonly finger: Finger;
  readonly lamp: ColorName;
  readonly relayClosed: boolean;
  /** Pulls the cable: lamp dark, relay open, writes are dropped. Nothing happens when it is already pulled. */
  lose(reason?: string): void;
  /** Puts the cable back; nothing happens when it was in. */
  comeBack(): void;
}

/** `name` lets it stand for another board in tests. */
export function openVirtualBoard(options: {
  readonly clock: Clock;
  readonly name?: BoardName;
}): VirtualBoard {
  return new MemoryBoard(options.clock, options.name ?? "virtual");
}

class MemoryBoard implements VirtualBoard {
  readonly name: BoardName;
  readonly finger: Finger = { press: () => this.#move(true), release: () => this.#move(false) };
  readonly #clock: Clock;
  readonly #onEdge: ((down: boolean, at: Instant) => void)[] = [];
  readonly #onLost: ((reason: string) => void)[] = [];
  readonly #onBack: (() => void)[] = [];
  #down = false;
  #plugged = true;
  #closed = false;
  #lamp: ColorName = "off";
  #relayClosed = false;

  constructor(clock: Clock, name: BoardName) {
    this.#clock = clock;
    this.name = name;
  }

  get lamp(): ColorName {
    return this.#lamp;
  }

  get relayClosed(): boolean {
    return this.#relayClosed;
  }

  onButtonEdge(listener: (down: boolean, at: Instant) => void): void {
    this.#onEdge.push(listener);
  }

  onLost(listener: (reason: string) => void): void {
    this.#onLost.push(listener);
  }

  onBack(listener: () => void): void {
    this.#onBack.push(listener);
  }

  readButton(): Promise<boolean> {
    return Promise.resolve(this.#alive && this.#down);
  }

  setLed(color: ColorName): void {
    if (this.#alive) this.#lamp = color;
  }

  setRelay(closed: boolean): void {
    if (this.#alive) this.#relayClosed = closed;
  }

  lose(reason = "the virtual board was unplugged"): void {
    if (!this.#alive) return;
    this.#plugged = false;
    this.#goSafe();
    for (const listener of this.#onLost) listener(reason);
  }

  comeBack(): void {
    if (this.#plugged || this.#closed) return;
    this.#plugged = true;
    for (const listener of this.#onBack) listener();
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#goSafe();
    return Promise.resolve();
  }

  get #alive(): boolean {
    return this.#plugged && !this.#closed;
  }

  #goSafe(): void {
    this.#lamp = "off";
    this.#relayClosed = false;
  }

  /** The finger moves the button even when nobody can see it. */
  #move(down: boolean): void {
    if (this.#down === down) return;
    this.#down = down;
    if (!this.#alive) return;
    const at = Math.floor(this.#clock.now()) as Instant;
    for (const listener of this.#onEdge) listener(down, at);
  }
}
