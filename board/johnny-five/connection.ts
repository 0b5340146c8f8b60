import { after, type Clock, type Millis, millis } from "../../firmware-sim/index.ts";
import { flashAdvice } from "../flash/advice.ts";
import { BoardError } from "../port.ts";
import { forgetBoard, makeBoard } from "./five-board.ts";
import { type FirmataIo, type FiveBoard, loadLibrary } from "./library.ts";
import { Line } from "./line.ts";
import type { FirmataTransport } from "./transport.ts";

/**
 * A board that was reset by opening its port tells its version by itself after 2 s; one that was not is
 * asked after this time.
 */
const ASK_VERSION_AFTER = 200;

export const USUAL_BOOT_TIMEOUT = millis(8000);

/** How a board is reached, and what to call it in messages. */
export interface Route {
  readonly transport: () => FirmataTransport;
  readonly clock: Clock;
  /** "/dev/ttyACM0", "the emulated Uno". */
  readonly place: string;
  readonly bootTimeout: Millis;
}

/** One connection: its own transport, firmata-io and johnny-five Board, never used again. */
export class Connection {
  /** The hardware went away; called once, never after {@link drop}. */
  onEnd: (cause: Error | null) => void = () => {};
  readonly line: Line;
  readonly io: FirmataIo;
  readonly board: FiveBoard;

  /** All three are made in one tick: firmata-io and Board see only an `open` that is still to come. */
  constructor(transport: FirmataTransport) {
    const { Firmata } = loadLibrary();
    this.line = new Line(transport);
    this.io = new Firmata(this.line, { reportVersionTimeout: ASK_VERSION_AFTER });
    this.board = makeBoard(this.io);
    // Both throw what nobody listens to. What they could report here, the line tells us itself.
    this.io.on("error", () => {});
    this.board.on("error", () => {});
    this.line.onGarbled = () => {
      this.io.buffer.length = 0;
    };
    this.line.onEnd = (cause) => this.onEnd(cause);
  }

  /** Lets everything go: no timer and no handle of it stays. Resolves when the transport is closed. */
  drop(): Promise<void> {
    this.onEnd = () => {};
    forgetBoard(this.board);
    clearTimeout(this.io.reportVersionTimeoutId);
    return new Promise((resolve) => this.line.close(resolve));
  }
}

/**
 * A connection whose firmware has introduced itself.
 * @throws BoardError `not_firmata`, `old_firmware`, `lost`; or the transport's own error when it cannot open
 */
export async function connect(route: Route, signal: AbortSignal): Promise<Connection> {
  const connection = new Connection(route.transport());
  try {
    await introduction(connection, route, signal);
    return connection;
  } catch (error) {
    void connection.drop();
    throw error;
  }
}

function introduction(connection: Connection, route: Route, signal: AbortSignal): Promise<void> {
  const { clock, place } = route;
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      cancel();
      signal.removeEventListener("abort", abort);
      if (error) reject(error);
      else resolve();
    };
    const abort = () => settle(new BoardError("lost", `${place}: given up while connecting`));
    const cancel = clock.wakeAt(after(clock.now(), route.bootTimeout), () =>
      settle(silence(connection, route)),
    );
    signal.addEventListener("abort", abort);
    connection.board.once("ready", () => settle());
    connection.onEnd = (cause) => settle(endWhileConnecting(connection, place, cause));
  });
}

function endWhileConnecting(connection: Connection, place: string, cause: Error | null): Error {
  if (cause && !connection.line.opened) return cause;
  const why = `${place} went away before its firmware had answered: check the cable, then try again`;
  return new BoardError("lost", why, { cause });
}

function silence({ io, line }: Connection, { place, bootTimeout }: Route): BoardError {
  const seconds = `${bootTimeout / 1000} s`;
  const { name, version } = io.firmware;
  if (version) {
    return new BoardError(
      "old_firmware",
      `${place} runs ${name} ${version.major}.${version.minor}, which does not say what its pins can do ` +
        `(Firmata does since 2.2). ${flashAdvice(place)}`,
    );
  }
  if (!line.opened)
    return new BoardError(
      "lost",
      `${place} did not open within ${seconds}: unplug the board, plug it in again`,
    );
  return new BoardError(
    "not_firmata",
    `${place} gave no Firmata answer within ${seconds}. A new Arduino, or one used for something else, has another program on it: ${flashAdvice(place)}`,
  );
}
