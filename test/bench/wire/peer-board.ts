import { createRequire } from "node:module";
import type { FirmataTransport } from "../../../board/johnny-five/transport.ts";

interface Led {
  on(): void;
  off(): void;
  blink(ms: number): void;
  stop(): void;
}
interface Button {
  on(event: "press" | "release", listener: () => void): void;
}
export interface PeerBoard {
  once(event: "ready", listener: () => void): void;
}

/** What the benches use of johnny-five as anyone uses it: the peer. */
interface JohnnyFive {
  readonly Board: new (options: object) => PeerBoard;
  readonly Led: {
    new (options: { pin: number; board: PeerBoard }): Led;
    readonly RGB: new (options: {
      pins: { red: number; green: number; blue: number };
      board: PeerBoard;
    }) => Pick<Led, "stop"> & { color(color: string): void };
  };
  readonly Button: new (options: { pin: number; isPullup: boolean; board: PeerBoard }) => Button;
}

const require = createRequire(import.meta.url);
export const five = require("johnny-five") as JohnnyFive;
const { Firmata } = require("firmata-io") as { Firmata: new (transport: FirmataTransport) => object };

/** johnny-five's own Board on `transport`, as its documentation opens one. */
export function fiveBoard(transport: FirmataTransport): Promise<PeerBoard> {
  return new Promise((resolve) => {
    const board = new five.Board({ io: new Firmata(transport), repl: false, debug: false });
    board.once("ready", () => resolve(board));
  });
}
