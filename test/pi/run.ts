// npm run test:pi [-- test files and options of vitest]     on a clock that leaps over waiting
// npm run test:pi -- --exec node some/program.mjs           on the real clock, for what is to be measured

import type { Job } from "./guest/job.ts";
import { inGuest } from "./guest.ts";
import { builtKernel } from "./kernel.ts";

const TEN_MINUTES = 600_000;
const VITEST = "node_modules/vitest/vitest.mjs run --config test/pi/vitest.config.ts --configLoader runner";

const args = process.argv.slice(2);
const exec = args[0] === "--exec";
const command = exec ? args.slice(1) : ["node", ...VITEST.split(" "), ...args];
const kernel = builtKernel();
if (kernel === undefined || process.platform !== "linux" || process.arch !== "x64") {
  const reason = kernel === undefined ? "run npm run test:pi:build first" : "they need Linux on x64";
  process.stderr.write(`SKIPPED: the Raspberry Pi tests on a real kernel's GPIO: ${reason}.\n`);
  process.exitCode = process.env["CI"] ? 1 : 0;
} else {
  const { code } = await inGuest(command as unknown as Job["command"], {
    kernel,
    clock: exec ? "real" : "own",
    withinMs: TEN_MINUTES,
    live: true,
  });
  if (code === undefined)
    process.stderr.write("The guest ended, or took ten minutes, before its command did.\n");
  process.exitCode = code ?? 1;
}
