import { type ColorName, colorAt, type Instant, millis, since } from "../../firmware-sim/index.ts";
import type { Snapshot } from "../runtime/snapshot.ts";

/** The lamp's colour at this instant. */
export const lampNow = (now: Snapshot, at: Instant): ColorName =>
  now.lifecycle === "off" || now.board === "offline"
    ? "off"
    : colorAt(now.led.pattern, millis(Math.max(0, since(now.led.since, at))));
