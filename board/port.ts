import type { ColorName, Instant } from "../firmware-sim/index.ts";

/** The mocked one is for tests: there is nothing of it to be seen. */
export const BOARD_NAMES = ["virtual", "mocked-firmata", "emulated-uno", "arduino", "raspberry-pi"] as const;
export type BoardName = (typeof BOARD_NAMES)[number];

/** A finger for boards that have no real button. */
export interface Finger {
  press(): void;
  release(): void;
}

/**
 * Pins of a board by their numbers, for whoever looks at how it is wired. While it is open, what is written to lamp and
 * relay is kept, and carried out at its end; the button's edges are told as ever.
 */
export interface WiringProbe {
  /**
   * Drives a pin of the lamp or the relay, and no other; false when the board did not confirm it.
   * @throws RangeError for another pin
   */
  drive(pin: number, high: boolean): Promise<boolean>;
  /**
   * Makes every pin that can carry a button an input with pull-up, and tells its edges; gives the levels at the beginning.
   * Undefined when the board did not confirm it. Called once.
   */
  watch(
    onEdge: (pin: number, high: boolean, at: Instant) => void,
  ): Promise<ReadonlyMap<number, boolean> | undefined>;
  /** Puts every pin back as it was. Never rejects, ends within 1 s. */
  end(): Promise<void>;
}

/**
 * All that a plug can touch: one button, one RGB lamp, one relay.
 *
 * Listeners are called in the order of the edges, never before the function that registers them
 * returns. While the hardware is lost, writes are dropped, never queued.
 */
export interface BoardPort {
  readonly name: BoardName;
  /** Raw, bouncing edges as they arrive; `at` is the instant of arrival, or of the edge where the board dates it, floored to whole ms. */
  onButtonEdge(listener: (down: boolean, at: Instant) => void): void;
  /** The button's level, once all earlier edges have been told; false while the hardware is lost. Never rejects. */
  readButton(): Promise<boolean>;
  /**
   * Tells at once the edges that the hardware has dated and that nobody has heard of yet: a busy program then decides by
   * when they were. Absent on boards that only say that there was an edge.
   */
  readonly drain?: () => void;
  /** The hardware went away, or is there again and something keeps it from being used; `reason` is for people. */
  onLost(listener: (reason: string) => void): void;
  /** The hardware is back, freshly set up and in its safe state. */
  onBack(listener: () => void): void;
  setLed(color: ColorName): void;
  /** true closes the contact: the outlet is on. */
  setRelay(closed: boolean): void;
  readonly finger?: Finger;
  /**
   * Begins to look at the wiring; absent where there is none. One at a time.
   * @throws BoardError `lost` while the hardware is lost, Error while another probe is open
   */
  readonly wiring?: () => WiringProbe;
  /** Relay open, lamp dark, then the hardware is let go. Never rejects, ends within 2 s. */
  close(): Promise<void>;
}

/** The board cannot be used: whose mistake, and what to do next, are in the message. */
export class BoardError extends Error {
  override readonly name = "BoardError";
  readonly code: BoardErrorCode;
  constructor(code: BoardErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export type BoardErrorCode =
  | "no_port"
  | "several_ports"
  | "port_missing"
  | "port_busy"
  | "port_denied"
  | "no_chip"
  | "pin_busy"
  | "not_firmata"
  | "old_firmware"
  | "lost";
