import type { BoardPort } from "../../board/port.ts";
import type { ColorName } from "../../firmware-sim/index.ts";
import type { Snapshot } from "./snapshot.ts";
import type { WorldEffect } from "./world.ts";

/** What shows on the board: the plug's lamp, and the contact as it really is; written only when they change. */
export class Outputs {
  /** The outlet as the plug believes it to be. */
  relay: Snapshot["relay"];
  readonly #board: BoardPort;
  readonly #wallTime: () => string;
  #lamp: ColorName | undefined;
  #contact = false;

  constructor(board: BoardPort, wallTime: () => string) {
    this.#board = board;
    this.#wallTime = wallTime;
    this.relay = { closed: false, source: "power", changed: wallTime() };
  }

  light(color: ColorName): void {
    if (color !== this.#lamp) this.#board.setLed((this.#lamp = color));
  }

  take(effect: Extract<WorldEffect, { kind: "relay" | "contact" }>): void {
    if (effect.kind === "contact") {
      this.#board.setRelay((this.#contact = effect.closed));
      return;
    }
    const { closed, source } = effect;
    if (closed !== this.relay.closed) this.relay = { closed, source, changed: this.#wallTime() };
  }

  /** The board is another one now, in its safe state. */
  renew(): void {
    this.#lamp = undefined;
    if (this.#contact) this.#board.setRelay(true);
  }
}
