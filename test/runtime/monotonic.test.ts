import { describe, expect, it, vi } from "vitest";

describe("a moment of the machine's monotonic clock", () => {
  it("is dated right, even where the first look at the program's own clock takes long", async () => {
    const look = performance.now.bind(performance);
    const slow = vi.spyOn(performance, "now").mockImplementationOnce(() => {
      for (const end = look() + 20; look() < end; );
      return look();
    });
    vi.resetModules();
    const { instantOfMonotonic } = await import("../../src/runtime/monotonic.ts");
    slow.mockRestore();
    const before = performance.now();
    const dated = instantOfMonotonic(process.hrtime.bigint());
    expect(dated).toBeGreaterThanOrEqual(Math.floor(before) - 1);
    expect(dated).toBeLessThanOrEqual(performance.now());
  });
});
