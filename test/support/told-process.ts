import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A program in a process of its own, which answers every command with a message. */
export interface ToldProcess<Command, Answer> {
  tell(command: Command): Promise<Answer>;
  end(): Promise<void>;
}

/** Starts a program of this folder. */
export function toldProcess<Command extends string, Answer>(
  file: string,
  args: readonly string[],
): ToldProcess<Command, Answer> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(program, args, { execArgv: ["--import", "tsx"] });
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  child.on("message", (answer) => waiting.shift()?.resolve(answer as Answer));
  child.on("exit", () => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`the process of ${file} has ended`));
  });
  return {
    tell: (command) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.send(command);
      }),
    async end() {
      if (child.exitCode !== null) return;
      // What was asked last need not be answered any more.
      waiting.length = 0;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
