import { type ToldProcess, toldProcess } from "./told-process.ts";

/** `reset`: its button; `lose`: the next byte that is sent to it does not arrive. */
export type BoardCommand = "plug" | "unplug" | "reset" | "lose" | "look";

export interface BoardLook {
  /** Base64 of its 32 KiB of program memory. */
  readonly flash: string;
  /** The bootloader listens; else the program runs. */
  readonly listens: boolean;
}

export type BoardOnPty = ToldProcess<BoardCommand, BoardLook>;

/**
 * Starts a process with an Uno for the port `path`: a bootloader, and behind it an emulated chip that runs whatever is in its
 * memory; at first a sketch that says nothing. `signature`: of another chip, as "1e9801"; `worn`: address of a broken byte.
 */
export function bootloaderOnPty(
  path: string,
  options: { readonly signature?: string; readonly worn?: number } = {},
): BoardOnPty {
  const { signature = "1e950f", worn = "" } = options;
  return toldProcess("./bootloader-process.ts", [path, signature, String(worn)]);
}
