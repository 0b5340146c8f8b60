// Which kernel the tests boot, and where the built one lies.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** What the kernel has beyond `allnoconfig`, as text in Kconfig's form. */
export const KERNEL_CONFIG = readFileSync(new URL("kernel.config", import.meta.url), "utf8");

interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Three numbers of User-Mode Linux that no configuration reaches. */
export const EDITS: readonly Edit[] = [
  // gpio-sim raises an edge at the next tick: every 1 ms instead of every 10 ms.
  {
    file: "arch/um/Kconfig",
    from: "config HZ\n\tint\n\tdefault 100\n",
    to: "config HZ\n\tint\n\tdefault 1000\n",
  },
  // All 64 interrupts are User-Mode Linux's own; each line that is watched for edges wants one more.
  {
    file: "arch/um/include/asm/irq.h",
    from: "#define NR_IRQS\t\t\tUM_LAST_SIGNAL_IRQ\n",
    to: "#define NR_IRQS\t\t\t(UM_LAST_SIGNAL_IRQ + 64)\n",
  },
  // On a clock of the guest's own, a loop that reads it takes about as long as it does on the real one: 10 µs a turn.
  {
    file: "arch/um/kernel/time.c",
    from: "time_travel_update_time_rel(TIMER_MULTIPLIER);",
    to: "time_travel_update_time_rel(10 * NSEC_PER_USEC);",
  },
];

const HASH = createHash("sha256")
  .update(KERNEL_CONFIG)
  .update(JSON.stringify(EDITS))
  .digest("hex")
  .slice(0, 12);

export function cacheFolder(): string {
  const cache = process.env["XDG_CACHE_HOME"];
  return join(cache === undefined || cache === "" ? join(homedir(), ".cache") : cache, "plugbench");
}

/** Where the kernel built from sources of this version ("6.12") belongs. */
export function kernelPath(version: string): string {
  return join(cacheFolder(), `linux-gpio-${version}-${HASH}`);
}

/** The kernel that was built with today's configuration, of whichever version. */
export function builtKernel(): string | undefined {
  if (!existsSync(cacheFolder())) return undefined;
  const name = readdirSync(cacheFolder()).find(
    (it) => it.startsWith("linux-gpio-") && it.endsWith(`-${HASH}`),
  );
  return name === undefined ? undefined : join(cacheFolder(), name);
}
