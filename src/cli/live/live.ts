import {
  type Cancel,
  type Clock,
  type ColorName,
  type Instant,
  instant,
  millis,
  NEVER,
  nextChange,
  since,
} from "../../../firmware-sim/index.ts";
import { lampNow } from "../../view/lamp-now.ts";
import type { Mirror } from "../../view/mirror.ts";
import { frame } from "./frame.ts";
import { rungsOf } from "./hold-rows.ts";
import { liveLine } from "./line.ts";
import type { Drawing, Terminal } from "./terminal.ts";
import { cellOf } from "./timeline-rows.ts";

/** A plug that somebody looks at, here or in another process. */
export interface Scene {
  readonly mirror: Mirror;
  /** The plug's. */
  now(): Instant;
  onChange(taker: () => void): Cancel;
}

export interface Look {
  readonly color: boolean;
  readonly ascii: boolean;
}

/** Shortest time between two paintings, ms: where the lamp has changed, and where it has not. */
const LAMP_PACE = 20;
const PACE = 100;

/**
 * Keeps what a terminal shows as the plug is, at the lamp's true cadence, until it is cancelled. `pace` is the real time: a
 * plug's own that runs faster is not painted more often.
 */
export function showLive(scene: Scene, terminal: Terminal, look: Look, pace: Clock): Cancel {
  let cancelWake: Cancel = () => {};
  let due: number = NEVER;
  let painted = instant(-PACE);
  let lamp: ColorName | undefined;

  const drawing: Drawing = {
    line: (columns) =>
      liveLine(scene.mirror.snapshot, scene.now(), rungsOf(scene.mirror), { columns, ...look }),
    frame: (size, messages) => frame(scene.mirror, scene.now(), { ...size, ...look, messages }),
  };
  const wakeBy = (moment: number): void => {
    if (moment >= due) return;
    cancelWake();
    due = moment;
    cancelWake = pace.wakeAt(instant(moment), paint);
  };
  const paint = (): void => {
    due = NEVER;
    const now = pace.now();
    const color = lampNow(scene.mirror.snapshot, scene.now());
    const wait = (color === lamp ? PACE : LAMP_PACE) - since(painted, now);
    if (wait <= 0) {
      lamp = color;
      painted = now;
      terminal.paint(drawing);
    } else wakeBy(now + wait);
    wakeBy(now + nextLook(scene, terminal.size.columns));
  };
  // Never inside the plug's own step, which has a lamp to switch.
  const soon = (): void => wakeBy(pace.now());

  const unlisten = scene.onChange(soon);
  terminal.onMessage = soon;
  soon();
  return () => {
    cancelWake();
    unlisten();
    terminal.onMessage = () => {};
  };
}

/** In how many ms it will look different by itself: the lamp, a hold, or the timeline that moves on. */
function nextLook(scene: Scene, columns: number): number {
  const { led, hold } = scene.mirror.snapshot;
  const at = scene.now();
  const cell = cellOf(columns);
  const looks = [cell - (at % cell)];
  const lamp = nextChange(led.pattern, millis(Math.max(0, since(led.since, at))));
  // The plug switches it first.
  if (lamp !== null) looks.push(lamp + 1);
  if (hold !== null) looks.push(PACE);
  return Math.max(1, Math.min(...looks));
}
