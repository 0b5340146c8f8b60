import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { within } from "../../src/runtime/within.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("resolves as work that is done in time, and leaves no timer behind", async () => {
  expect(await within(1000, Promise.resolve("done"), "late")).toBe("done");
  expect(vi.getTimerCount()).toBe(0);
});

it("rejects as work that fails, and leaves no timer behind", async () => {
  await expect(within(1000, Promise.reject(new Error("no")), "late")).rejects.toThrow("no");
  expect(vi.getTimerCount()).toBe(0);
});

it("waits for as long as it may and no longer", async () => {
  const ended = vi.fn();
  void within(1000, new Promise(() => {}), "late").then(ended);
  await vi.advanceTimersByTimeAsync(999);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledWith("late");
});
