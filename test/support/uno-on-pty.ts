import { type ToldProcess, toldProcess } from "./told-process.ts";

export type UnoCommand = "plug" | "unplug" | "restart" | "press" | "release" | "look" | "countRises";

export interface UnoAnswer {
  /** Levels of the relay's pin 8 and the lamp's pins 9, 10, 11. */
  readonly levels: readonly boolean[];
  /** How often any of these has gone high since the last `countRises`. */
  readonly rises: number;
}

export type UnoOnPty = ToldProcess<UnoCommand, UnoAnswer>;

/** Starts a process with an emulated Uno for the port `path`; its time runs `speed` times as fast. */
export function unoOnPty(path: string, options: { version?: "2.4" | "2.5"; speed?: number } = {}): UnoOnPty {
  return toldProcess("./uno-process.ts", [path, options.version ?? "2.5", String(options.speed ?? 1)]);
}
