import {
  after,
  type Cancel,
  type Clock,
  type ColorName,
  type Instant,
  type Millis,
  millis,
} from "../../firmware-sim/index.ts";
import type { PinMap } from "../pins.ts";
import { BoardError, type BoardName, type BoardPort, type Finger, type WiringProbe } from "../port.ts";
import { USUAL_BOOT_TIMEOUT } from "./connection.ts";
import { openSession, type Session } from "./session.ts";
import type { FirmataTransport } from "./transport.ts";

const RETRY_AFTER = millis(1000);

export interface JohnnyFiveOptions {
  readonly name: BoardName;
  /** A new transport for every connection, also after the hardware was lost. It opens itself. */
  readonly transport: () => FirmataTransport;
  readonly pins: PinMap;
  readonly clock: Clock;
  readonly finger?: Finger;
  /** What messages call the board, such as its port's path; its name when left out. */
  readonly place?: string;
  /** How long the board may take from opening to its answer; 8000 ms when left out. */
  readonly bootTimeout?: Millis;
}

/**
 * Opens a board that speaks Firmata, in its safe state. When it is lost, a new connection is tried every
 * second until it is back.
 * @throws BoardError `not_firmata`, `old_firmware`, `lost`; or the transport's own error when it cannot open
 */
export async function openJohnnyFive(options: JohnnyFiveOptions): Promise<BoardPort> {
  const port = new FirmataPort(options);
  await port.connect();
  return port;
}

class FirmataPort implements BoardPort {
  readonly name: BoardName;
  readonly finger?: Finger;
  readonly #options: JohnnyFiveOptions;
  readonly #closing = new AbortController();
  readonly #onEdge: ((down: boolean, at: Instant) => void)[] = [];
  readonly #onLost: ((reason: string) => void)[] = [];
  readonly #onBack: (() => void)[] = [];
  #session: Session | null = null;
  #cancelRetry: Cancel = () => {};

  constructor(options: JohnnyFiveOptions) {
    this.name = options.name;
    if (options.finger) this.finger = options.finger;
    this.#options = options;
  }

  async connect(): Promise<void> {
    const { name, clock, transport, pins, place = name, bootTimeout = USUAL_BOOT_TIMEOUT } = this.#options;
    const session = await openSession({ transport, clock, place, bootTimeout }, pins, this.#closing.signal);
    session.onEdge = (down, at) => {
      for (const listener of this.#onEdge) listener(down, at);
    };
    session.onEnd = (reason) => this.#lose(reason);
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

  wiring(): WiringProbe {
    const { name, place = name } = this.#options;
    if (this.#session === null) throw new BoardError("lost", `${place} is not there: plug it in`);
    return this.#session.probe();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#cancelRetry();
    const session = this.#session;
    this.#session = null;
    await session?.close();
  }

  #lose(reason: string): void {
    this.#session = null;
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
    } catch {
      // Whatever it is (not plugged in yet, still booting, no permission yet), the next try may succeed.
      if (!this.#closing.signal.aborted) this.#retryLater();
      return;
    }
    for (const listener of this.#onBack) listener();
  }
}
