import { printable } from "../../log.ts";
import type { Desk } from "../../procedure/observe/person.ts";
import { UsageError } from "../../usage-error.ts";
import type { Io } from "../io.ts";

/**
 * The terminal, each key told as it is pressed; `close` gives it back as it was.
 * @throws UsageError where there is no terminal
 */
export function openDesk({ stdin, err }: Io, quit: () => void): Desk & { readonly close: () => void } {
  if (!stdin.isTTY)
    throw new UsageError("--observe needs a terminal, on which a person tells by keys what the light does.");
  const takers = new Set<(key: string) => void>();
  const onData = (data: Buffer): void => {
    const input = data.toString();
    // Arrows and other escape sequences say nothing.
    if (input.startsWith("\u001b")) return;
    for (const key of input) for (const take of takers) take(key);
  };
  stdin.setRawMode(true);
  stdin.on("data", onData);
  stdin.resume();
  return {
    say: (line) => err(`${printable(line)}\n`),
    now: () => Math.round(performance.now()),
    onKey: (take) => {
      takers.add(take);
      return () => takers.delete(take);
    },
    quit,
    close: () => {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
