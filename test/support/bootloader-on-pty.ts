import { type ToldProcess, toldProcess } from "./told-process.ts";

/** `reset`: its button; `lose`: the next byte that is sent to it does not arrive. */
export type BoardCommand = "plug" | "unplug" | "reset" | "lose" | "look";

export interface BoardLook {
  /** Base64 of its program memory. */
  readonly flash: string;
  /** The bootloader listens; else the program runs. */
  readonly listens: boolean;
}

export type BoardOnPty = ToldProcess<BoardCommand, BoardLook>;

interface BoardOnPtyOptions {
  readonly kind?: "uno" | "mega";
  readonly signature?: string;
  readonly worn?: number;
}

/**
 * Starts a process with an Uno or a Mega for the port `path`: a bootloader, and behind an Uno's an emulated chip that runs whatever is in its
 * memory; at first a sketch that says nothing. `signature`: of another chip, as "1e9801"; `worn`: address of a broken byte.
 */
export function bootloaderOnPty(path: string, options: BoardOnPtyOptions = {}): BoardOnPty {
  const { kind = "uno", signature = kind === "uno" ? "1e950f" : "1e9801", worn = "" } = options;
  return toldProcess("./bootloader-process.ts", [path, kind, signature, String(worn)]);
}
