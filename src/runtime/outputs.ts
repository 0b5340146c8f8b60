import type { BoardPort } from "../../board/port.ts";
import type { ColorName, Effect } from "../../firmware-sim/index.ts";
import type { Snapshot } from "./snapshot.ts";

/** What the plug shows on its board: lamp and relay, written only when they change. */
export class Outputs {
  relay: Snapshot["relay"];
  readonly #board: BoardPort;
  readonly #wallTime: () => string;
  #lamp: ColorName | undefined;

  constructor(board: BoardPort, wallTime: () => string) {
    this.#board = board;
    this.#wallTime = wallTime;
    this.relay = { closed: false, source: "power", changed: wallTime() };
  }

  light(color: ColorName): void {
    if (color !== this.#lamp) this.#board.setLed((this.#lamp = color));
  }

  switch({ closed, source }: Extract<Effect, { kind: "relay" }>): void {
    this.#board.setRelay(closed);
    if (closed !== this.relay.closed) this.relay = { closed, source, changed: this.#wallTime() };
  }

  /** The board is another one now, in its safe state. */
  forgetLamp(): void {
    this.#lamp = undefined;
  }
}
