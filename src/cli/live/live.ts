import {
  type Cancel,
  type Clock,
  type Instant,
  instant,
  millis,
  NEVER,
  nextChange,
  since,
} from "../../../firmware-sim/index.ts";
import type { Host } from "../../runtime/host.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { liveLine } from "./line.ts";
import type { Painter } from "./painter.ts";

interface LiveOptions {
  readonly host: Host;
  readonly clock: Clock;
  readonly painter: Painter;
  readonly stdout: NodeJS.WriteStream;
  readonly color: boolean;
}

/** Keeps the painted line as the plug is, at the lamp's true cadence, until it is cancelled. */
export function showLive({ host, clock, painter, stdout, color }: LiveOptions): Cancel {
  let cancelWake: Cancel = () => {};

  const paint = (): void => {
    cancelWake();
    const at = clock.now();
    const { snapshot } = host;
    const { rungs, combination } = host.profile;
    const ladder = snapshot.hold?.buttons === undefined ? rungs : (combination?.rungs ?? []);
    painter.paint(liveLine(snapshot, at, ladder, { columns: stdout.columns || 80, color }));
    const next = nextLook(snapshot, at);
    cancelWake = next === NEVER ? () => {} : clock.wakeAt(next, paint);
  };
  const resized = (): void => {
    paint();
    painter.repaint();
  };

  const unlisten = host.onChange(paint);
  stdout.on("resize", resized);
  paint();
  return () => {
    cancelWake();
    unlisten();
    stdout.off("resize", resized);
  };
}

/** When the line will look different by itself: at the lamp's next change, and four times a second in a hold. */
function nextLook(now: Snapshot, at: Instant): Instant {
  const change = nextChange(now.led.pattern, millis(Math.max(0, since(now.led.since, at))));
  const lamp = change === null ? NEVER : at + change;
  return instant(Math.min(lamp, now.hold === null ? NEVER : at + 250));
}
