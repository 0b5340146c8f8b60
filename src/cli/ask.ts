import { createInterface } from "node:readline";
import { printable } from "../log.ts";
import type { Io } from "./io.ts";

/** Whether somebody is there who sees a question and can answer it. */
export const canAsk = ({ stdin, stdout }: Io): boolean => stdin.isTTY && stdout.isTTY;

/** Whether whoever is at the terminal answers y or yes; not when the input ends or `signal` aborts. */
export function agrees({ stdin, out }: Io, question: string, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  out(`${printable(question)} [y/N] `);
  const lines = createInterface({ input: stdin, terminal: false });
  const stop = (): void => lines.close();
  signal.addEventListener("abort", stop, { once: true });
  return new Promise((resolve) => {
    let answer: string | undefined;
    lines.once("line", (line) => {
      answer = line;
      stop();
    });
    lines.once("close", () => {
      signal.removeEventListener("abort", stop);
      // Nobody has ended the question's line.
      if (answer === undefined) out("\n");
      resolve(/^\s*y(es)?\s*$/i.test(answer ?? ""));
    });
  });
}
