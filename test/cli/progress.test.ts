import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Progress } from "../../src/cli/procedure/progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function started(terminal: boolean) {
  const written: string[] = [];
  const progress = new Progress({ terminal, columns: 30, write: (text) => void written.push(text) });
  progress.set("Checking a.md: step 1 of 3");
  return { progress, written };
}

it("says nothing of what is done within a second", () => {
  for (const terminal of [true, false]) {
    const { progress, written } = started(terminal);
    vi.advanceTimersByTime(990);
    progress.end();
    vi.advanceTimersByTime(60_000);
    expect(written).toEqual([]);
  }
});

it("overwrites one line of a terminal, no wider than that is, and leaves none", () => {
  const { progress, written } = started(true);
  vi.advanceTimersByTime(1500);
  progress.set("Checking a.md: step 2 of 3");
  vi.advanceTimersByTime(1500);
  progress.end();
  expect(written[0]).toBe("\r\u001b[KChecking a.md: step 1 of 3, 1");
  expect(written.at(-2)).toBe("\r\u001b[KChecking a.md: step 2 of 3, 3");
  expect(written.at(-1)).toBe("\r\u001b[K");
});

it("writes a line every 10 s where it is kept", () => {
  const { progress, written } = started(false);
  vi.advanceTimersByTime(10_000);
  progress.set("Checking a.md: step 2 of 3");
  vi.advanceTimersByTime(15_000);
  progress.end();
  expect(written).toEqual([
    "Checking a.md: step 1 of 3, 10 s so far\n",
    "Checking a.md: step 2 of 3, 20 s so far\n",
  ]);
});
