import { type Millis, millis, roundOf } from "../../firmware-sim/index.ts";
import type { Host } from "../runtime/host.ts";
import type { Start } from "./start.ts";
import type { BenchTime } from "./time.ts";

/** Longer than any make takes, once it has booted, to get where a bench begins. */
const PATIENCE = 60_000;
/** A board shows by then what the plug has decided. */
const SHOWN = 100;

/** Starts the host, and brings the plug to where it is to be. @throws Error when it does not get there */
export async function begin(start: Start, host: Host, time: BenchTime): Promise<void> {
  const powered = start !== "boxed" && start !== "unplugged";
  if (!powered) host.command({ do: "power", to: "off" });
  await time.during(host.start());
  if (powered) {
    await reach(start === "setup" ? "setup" : "online", host, time);
    if (host.snapshot.relay.closed) host.command({ do: "relay", to: "off", source: "ctl" });
    await time.pass(lasting(host), () => false);
  }
  if (start === "offline") {
    host.command({ do: "wifi", to: "down", how: "cut" });
    await reach("offline", host, time);
  }
  await time.pass(millis(SHOWN), () => false);
}

async function reach(lifecycle: string, host: Host, time: BenchTime): Promise<void> {
  const patience = millis(bootOf(host) + PATIENCE);
  const late = await time.pass(patience, () => host.snapshot.lifecycle === lifecycle);
  if (late) throw new Error(`the plug was not ${lifecycle} within ${patience / 1000} s`);
}

/** Ms. */
function bootOf({ profile }: Host): number {
  const { pattern } = profile.patterns.boot;
  return pattern.kind === "steps" && pattern.times !== "forever" ? roundOf(pattern) * pattern.times : 0;
}

/** By then a make that counts short power-ons does not count this one. */
function lasting({ profile }: Host): Millis {
  return millis(profile.counts.find(({ of }) => of === "powerOns")?.within.for ?? 0);
}
