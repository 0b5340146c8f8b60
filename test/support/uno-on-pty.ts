import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type UnoCommand = "plug" | "unplug" | "restart" | "press" | "release" | "look" | "countRises";

export interface UnoAnswer {
  /** Levels of the relay's pin 8 and the lamp's pins 9, 10, 11. */
  readonly levels: readonly boolean[];
  /** How often any of these has gone high since the last `countRises`. */
  readonly rises: number;
}

export interface UnoOnPty {
  tell(command: UnoCommand): Promise<UnoAnswer>;
  end(): Promise<void>;
}

/** Starts a process with an emulated Uno for the port `path`; its time runs `speed` times as fast. */
export function unoOnPty(path: string, options: { version?: "2.4" | "2.5"; speed?: number } = {}): UnoOnPty {
  const program = fileURLToPath(new URL("./uno-process.ts", import.meta.url));
  const args = [path, options.version ?? "2.5", String(options.speed ?? 1)];
  const child = fork(program, args, { execArgv: ["--import", "tsx"] });
  const waiting: { resolve: (answer: UnoAnswer) => void; reject: (error: Error) => void }[] = [];
  child.on("message", (answer) => waiting.shift()?.resolve(answer as UnoAnswer));
  child.on("exit", () => {
    for (const { reject } of waiting.splice(0)) reject(new Error("the emulated Uno's process has ended"));
  });
  return {
    tell: (command) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
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
