import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** `reset`: its button; `lose`: the next byte that is sent to it does not arrive. */
export type BoardCommand = "plug" | "unplug" | "reset" | "lose" | "look";

export interface BoardLook {
  /** Base64 of its 32 KiB of program memory. */
  readonly flash: string;
  /** The bootloader listens; else the program runs. */
  readonly listens: boolean;
}

export interface BoardOnPty {
  tell(command: BoardCommand): Promise<BoardLook>;
  end(): Promise<void>;
}

/**
 * Starts a process with an Uno for the port `path`: a bootloader, and behind it an emulated chip that runs whatever is in its
 * memory; at first a sketch that says nothing. `signature`: of another chip, as "1e9801"; `worn`: address of a broken byte.
 */
export function bootloaderOnPty(
  path: string,
  options: { readonly signature?: string; readonly worn?: number } = {},
): BoardOnPty {
  const program = fileURLToPath(new URL("./bootloader-process.ts", import.meta.url));
  const args = [path, options.signature ?? "1e950f", String(options.worn ?? "")];
  const child = fork(program, args, { execArgv: ["--import", "tsx"] });
  const waiting: ((look: BoardLook) => void)[] = [];
  child.on("message", (look) => waiting.shift()?.(look as BoardLook));
  return {
    tell: (command) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        child.send(command);
      }),
    async end() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
