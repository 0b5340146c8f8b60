import { createInterface } from "node:readline";
import type { Io } from "./io.ts";

/** Whether whoever is at the terminal answers y or yes; not when the input ends or `signal` aborts. */
export function agrees({ stdin, out }: Io, question: string, signal: AbortSignal): Promise<boolean> {
  out(`${question} [y/N] `);
  const lines = createInterface({ input: stdin, terminal: false });
  const stop = (): void => lines.close();
  signal.addEventListener("abort", stop, { once: true });
  return new Promise((resolve) => {
    lines.once("line", (answer) => {
      resolve(/^\s*y(es)?\s*$/i.test(answer));
      stop();
    });
    lines.once("close", () => {
      signal.removeEventListener("abort", stop);
      resolve(false);
    });
  });
}
