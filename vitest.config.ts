import { defineConfig } from "vitest/config";

const tier = (name: string, include: string[], exclude: string[], testTimeout: number) => ({
  test: { name, include, exclude, testTimeout, hookTimeout: testTimeout },
});

/**
 * `main` needs Node alone; `system` needs the programs that CONTRIBUTING.md names; `long` takes its time. Those of test/pi have a
 * kernel and a configuration of their own.
 */
export default defineConfig({
  test: {
    // Many tests wait for a keep-alive, a child process or a paced line: more of them than cores can run at once.
    maxWorkers: 4,
    projects: [
      tier("main", ["test/**/*.test.ts"], ["test/system/**", "test/long/**", "test/pi/**"], 60_000),
      tier("system", ["test/system/**/*.test.ts"], [], 300_000),
      {
        test: {
          ...tier(
            "long",
            ["test/long/**/*.test.ts", "test/laws/*.test.ts", "test/mqtt/hostile-commands.test.ts"],
            [],
            3_600_000,
          ).test,
          env: { PLUGBENCH_LAWS_TIMES: "100" },
        },
      },
    ],
  },
});
