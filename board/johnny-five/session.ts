import {
  after,
  type Clock,
  type ColorName,
  type Instant,
  type Millis,
  millis,
} from "../../firmware-sim/index.ts";
import { flashAdvice } from "../flash/advice.ts";
import type { BoardSession } from "../lasting-port.ts";
import type { PinMap } from "../pins.ts";
import { BoardError, type WiringProbe } from "../port.ts";
import { type Connection, connect, type Route } from "./connection.ts";
import { PlugIo } from "./plug-io.ts";

/** With the 1 s of the safe state it stays below the 2 s that a close may take. */
const CLOSED_WITHIN = millis(500);

/** One connection with the plug's pins set up, from its safe state to its end. */
export class Session implements BoardSession {
  onEdge: (down: boolean, at: Instant) => void = () => {};
  /** The hardware went away or restarted; called once, never after {@link close}. */
  onEnd: (reason: string) => void = () => {};
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #io: PlugIo;

  constructor(connection: Connection, pins: PinMap, { clock, place }: Route) {
    this.#connection = connection;
    this.#clock = clock;
    this.#io = new PlugIo(connection.board, pins, clock, (action) => connection.line.defer(action));
    this.#io.onEdge = (down, at) => this.onEdge(down, at);
    this.#io.onRestart = () => this.#end(`${place} restarted`);
    connection.onEnd = (cause) => this.#end(`${place} went away${cause ? ` (${cause.message})` : ""}`);
  }

  /** False when the board went away or stopped answering meanwhile. */
  setUp(): Promise<boolean> {
    return this.#io.setUp();
  }

  setLed(color: ColorName): void {
    this.#io.setLed(color);
  }

  setRelay(closed: boolean): void {
    this.#io.setRelay(closed);
  }

  readButton(): Promise<boolean> {
    return this.#io.readButton();
  }

  probe(): WiringProbe {
    return this.#io.probe();
  }

  /** Safe state first; ends within 1.5 s of the clock, whatever the hardware does. */
  async close(): Promise<void> {
    this.onEnd = () => {};
    await this.#io.makeSafe();
    await atMost(CLOSED_WITHIN, this.drop(), this.#clock);
  }

  drop(): Promise<void> {
    this.#io.abandon();
    return this.#connection.drop();
  }

  #end(reason: string): void {
    void this.drop();
    this.onEnd(reason);
  }
}

/** @throws what {@link connect} throws, and BoardError `not_firmata` when a pin cannot do its work */
export async function openSession(route: Route, pins: PinMap, signal: AbortSignal): Promise<Session> {
  const connection = await connect(route, signal);
  const unfit = unfitPin(connection, pins);
  if (unfit !== undefined) {
    void connection.drop();
    const firmware = connection.io.firmware.name ?? "its firmware";
    const why = `${route.place} runs ${firmware}, which cannot use pin ${unfit} as the wiring asks`;
    throw new BoardError("not_firmata", `${why}: ${flashAdvice(route.place)}`);
  }
  const session = new Session(connection, pins, route);
  const abort = () => void session.drop();
  signal.addEventListener("abort", abort);
  const confirmed = await session.setUp();
  signal.removeEventListener("abort", abort);
  if (confirmed && !signal.aborted) return session;
  void session.drop();
  throw new BoardError("lost", `${route.place} stopped answering while it was set up: check its cable`);
}

function unfitPin({ io }: Connection, { button, led, relay }: PinMap): number | undefined {
  const { INPUT, OUTPUT } = io.MODES;
  const can = (pin: number, mode: number) => io.pins[pin]?.supportedModes.includes(mode) ?? false;
  if (!can(button.pin, INPUT)) return button.pin;
  return [relay.pin, led.red, led.green, led.blue].find((pin) => !can(pin, OUTPUT));
}

/** Resolves when `work` does, or after `span`. */
function atMost(span: Millis, work: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.wakeAt(after(clock.now(), span), resolve);
    void work.then(() => {
      cancel();
      resolve();
    });
  });
}
