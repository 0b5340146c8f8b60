import { defineConfig } from "vitest/config";

/** A quarter of an hour on the guest's own clock, which leaps over waiting. */
const LONG = 900_000;

/** These tests run in the guest that run.ts boots: one processor, one set of chips, and nothing but /run to write to. */
export default defineConfig({
  cacheDir: "/run/tmp/vite",
  test: {
    name: "pi",
    include: ["test/pi/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: LONG,
    hookTimeout: LONG,
  },
});
