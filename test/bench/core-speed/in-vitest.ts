import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { measure } from "./measure.ts";
import { vitestRival } from "./vitest-rival.ts";

const { BENCH_SECONDS = "", BENCH_RESULT = "" } = process.env;

it("tells hours", { timeout: 600_000 }, () => {
  writeFileSync(BENCH_RESULT, JSON.stringify(measure(vitestRival, Number(BENCH_SECONDS))));
});
