import {
  after,
  type Clock,
  type ColorName,
  type Instant,
  instant,
  millis,
} from "../../firmware-sim/index.ts";
import { GpiochipIo, type Level, listChips, type Syscalls } from "../gpiochip-io/index.ts";
import { forgetBoard, makeBoard } from "../johnny-five/five-board.ts";
import type { FiveBoard } from "../johnny-five/library.ts";
import type { BoardSession } from "../lasting-port.ts";
import { levelsOf, type Outputs, SAFE } from "../levels.ts";
import type { PinMap } from "../pins.ts";
import { BoardError } from "../port.ts";
import { headerChip } from "./header-chip.ts";
import { CONSUMER, explainGpioError, ON_THE_PI } from "./open-error.ts";

/** Until the pull-up holds the button's line high. Assumed: 100 times what its 50 kΩ take for 1 nF, a long wire. */
const PULLED_UP = millis(5);

export interface HeaderOptions {
  readonly pins: PinMap;
  readonly clock: Clock;
  /** When, by that clock, CLOCK_MONOTONIC stood at so many ns: the kernel dates edges so. */
  readonly dated: (monotonicNs: bigint) => Instant;
  /** Another kernel, for tests. */
  readonly kernel?: Syscalls | undefined;
}

/**
 * The plug's lines taken, in their safe state.
 * @throws BoardError `no_chip`, `port_denied`, `pin_busy`, `lost`
 */
export async function openHeader(options: HeaderOptions, signal: AbortSignal): Promise<BoardSession> {
  const { kernel, clock } = options;
  let session: HeaderSession | undefined;
  try {
    const io = new GpiochipIo({ chip: headerPath(kernel), consumer: CONSUMER }, kernel);
    session = new HeaderSession(io, options);
    session.take();
    await session.ready;
    await new Promise<void>((resolve) => void clock.wakeAt(after(clock.now(), PULLED_UP), resolve));
    if (signal.aborted) throw new BoardError("lost", "given up while the GPIO lines were set up");
    session.begin();
    return session;
  } catch (error) {
    await session?.close();
    throw explainGpioError(error);
  }
}

/** @throws GpioError, BoardError `no_chip` */
function headerPath(kernel: Syscalls | undefined): string {
  const { chips, refused } = listChips(kernel);
  const chip = headerChip(chips);
  if (chip !== undefined) return chip.path;
  // What may not be opened does not tell its label either.
  if (refused[0] !== undefined) throw refused[0];
  const others = chips.map(({ label, path }) => `${label} (${path})`).join(", ");
  const found = others === "" ? "this machine has no GPIO chip" : `this machine has only ${others}`;
  throw new BoardError("no_chip", `a Raspberry Pi's GPIO chip was not found, ${found}: ${ON_THE_PI}`);
}

/** Button, lamp and relay on the header's lines; thrown away when the chip goes. */
class HeaderSession implements BoardSession {
  onEdge: (down: boolean, at: Instant) => void = () => {};
  onEnd: (reason: string) => void = () => {};
  /** johnny-five has taken the chip for its board. Rejects when the chip went before. */
  readonly ready: Promise<unknown>;
  readonly #io: GpiochipIo;
  readonly #board: FiveBoard<GpiochipIo>;
  readonly #options: HeaderOptions;
  readonly #button: number;
  #shown = SAFE;
  #down = false;
  /** No edge is told with an earlier date than the one before. */
  #last: Instant;
  #over = false;

  constructor(io: GpiochipIo, options: HeaderOptions) {
    this.#io = io;
    this.#board = makeBoard(io);
    this.#options = options;
    this.#button = options.pins.button.pin;
    this.#last = options.clock.now();
    this.ready = new Promise((resolve, reject) => {
      this.#board.once("ready", resolve);
      io.once("disconnect", reject);
    });
    this.ready.catch(() => {});
    io.once("disconnect", ({ code }) => {
      this.#letGo();
      this.onEnd(`${io.chip.path} went away (${code})`);
    });
    // Also after an exception that nobody caught. A killed process runs nothing: there the kernel takes the lines back.
    process.on("exit", this.#letGo);
  }

  /** @throws GpioError */
  take(): void {
    this.#io.openOutputs(this.#levels(SAFE));
    this.#io.openInput(this.#button, "pull-up");
  }

  /** From here on edges are told. @throws GpioError when the chip is gone */
  begin(): void {
    this.#down = this.#io.readLine(this.#button) === 0;
    this.#io.on("edge", ({ pin, level, timestampNs, lost }) => {
      if (pin !== this.#button) return;
      this.#tell(level === 0, this.#options.dated(timestampNs));
      if (lost > 0) this.#look();
    });
  }

  setLed(color: ColorName): void {
    this.#show({ ...this.#shown, color });
  }

  setRelay(closed: boolean): void {
    this.#show({ ...this.#shown, closed });
  }

  drain(): void {
    this.#io.drain();
  }

  async readButton(): Promise<boolean> {
    return this.#look() && this.#down;
  }

  async close(): Promise<void> {
    this.onEnd = () => {};
    this.#letGo();
  }

  /** Tells earlier edges, and what no edge has told; false when the chip is gone. */
  #look(): boolean {
    try {
      this.#tell(this.#io.readLine(this.#button) === 0, this.#options.clock.now());
      return true;
    } catch {
      return false;
    }
  }

  #tell(down: boolean, at: Instant): void {
    if (down === this.#down || this.#over) return;
    this.#down = down;
    this.#last = instant(Math.max(this.#last, Math.min(at, this.#options.clock.now())));
    this.onEdge(down, this.#last);
  }

  #show(outputs: Outputs): void {
    this.#shown = outputs;
    this.#io.writeLines(this.#levels(outputs));
  }

  #levels(outputs: Outputs): ReadonlyMap<number, Level> {
    return new Map([...levelsOf(this.#options.pins, outputs)].map(([pin, high]) => [pin, high ? 1 : 0]));
  }

  readonly #letGo = (): void => {
    if (this.#over) return;
    this.#over = true;
    process.off("exit", this.#letGo);
    try {
      this.#io.writeLines(this.#levels(SAFE));
    } catch {
      // The lines were never taken.
    }
    this.#io.close();
    forgetBoard(this.#board);
  };
}
