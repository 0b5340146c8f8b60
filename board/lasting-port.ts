import {
  after,
  type Cancel,
  type Clock,
  type ColorName,
  type Instant,
  millis,
} from "../firmware-sim/index.ts";
import {
  BoardError,
  type BoardErrorCode,
  type BoardName,
  type BoardPort,
  type Finger,
  type WiringProbe,
} from "./port.ts";

const RETRY_AFTER = millis(1000);
/** The hardware is there, and somebody has to do something before it can be used. */
const IN_THE_WAY: readonly BoardErrorCode[] = ["pin_busy", "port_busy", "port_denied"];

/** One connection to the hardware, which begins and ends in its safe state and is never used again. */
export interface BoardSession
  extends Pick<BoardPort, "readButton" | "setLed" | "setRelay" | "drain" | "close"> {
  onEdge: (down: boolean, at: Instant) => void;
  /** The hardware went away; called once, in a turn of its own, never after `close`. */
  onEnd: (reason: string) => void;
  /** @throws Error while another is open */
  probe?(): WiringProbe;
}

export interface LastingPortOptions {
  readonly name: BoardName;
  /** What messages call the board, such as its port's path. */
  readonly place: string;
  readonly clock: Clock;
  readonly finger?: Finger;
  /** A new connection each time; gives up when `signal` is aborted. */
  readonly open: (signal: AbortSignal) => Promise<BoardSession>;
}

/** A board whose hardware may go away: a new connection is tried every second until it is back. */
export class LastingPort implements BoardPort {
  readonly name: BoardName;
  readonly finger?: Finger;
  drain?: () => void;
  wiring?: () => WiringProbe;
  readonly #options: LastingPortOptions;
  readonly #closing = new AbortController();
  readonly #onEdge: ((down: boolean, at: Instant) => void)[] = [];
  readonly #onLost: ((reason: string) => void)[] = [];
  readonly #onBack: (() => void)[] = [];
  #session: BoardSession | null = null;
  #cancelRetry: Cancel = () => {};
  /** What was in the way at the last try, and whether that has been told. */
  #obstacle = { message: "", told: false };

  constructor(options: LastingPortOptions) {
    this.name = options.name;
    if (options.finger) this.finger = options.finger;
    this.#options = options;
  }

  /** The first connection. Rejects as `open` does. */
  async connect(): Promise<void> {
    const session = await this.#options.open(this.#closing.signal);
    session.onEdge = (down, at) => {
      for (const listener of this.#onEdge) listener(down, at);
    };
    session.onEnd = (reason) => this.#lose(reason);
    if (session.drain) this.drain = () => this.#session?.drain?.();
    if (session.probe) this.wiring = () => this.#probe();
    this.#session = session;
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

  async readButton(): Promise<boolean> {
    return (await this.#session?.readButton()) ?? false;
  }

  setLed(color: ColorName): void {
    this.#session?.setLed(color);
  }

  setRelay(closed: boolean): void {
    this.#session?.setRelay(closed);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#cancelRetry();
    const session = this.#session;
    this.#session = null;
    await session?.close();
  }

  #probe(): WiringProbe {
    const probe = this.#session?.probe?.();
    if (probe === undefined) throw new BoardError("lost", `${this.#options.place} is not there: plug it in`);
    return probe;
  }

  #lose(reason: string): void {
    this.#session = null;
    this.#obstacle = { message: "", told: false };
    this.#retryLater();
    for (const listener of this.#onLost) listener(reason);
  }

  #retryLater(): void {
    const { clock } = this.#options;
    this.#cancelRetry = clock.wakeAt(after(clock.now(), RETRY_AFTER), () => void this.#retry());
  }

  async #retry(): Promise<void> {
    try {
      await this.connect();
    } catch (error) {
      // Whatever it is (not plugged in yet, still booting, no permission yet), the next try may succeed.
      if (this.#closing.signal.aborted) return;
      this.#retryLater();
      this.#tellObstacle(error);
      return;
    }
    for (const listener of this.#onBack) listener();
  }

  /** Once, and from the second try on: rights are often given a moment after a file has appeared. */
  #tellObstacle(error: unknown): void {
    const blocked = error instanceof BoardError && IN_THE_WAY.includes(error.code);
    const message = blocked ? error.message : "";
    if (message !== this.#obstacle.message) this.#obstacle = { message, told: false };
    else if (blocked && !this.#obstacle.told) {
      this.#obstacle.told = true;
      for (const listener of this.#onLost) listener(message);
    }
  }
}
