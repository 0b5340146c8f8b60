import type { Cancel, Clock } from "../../../firmware-sim/index.ts";
import type { Settings } from "../../config/settings.ts";
import { jsonLog, type Log, prettyLog } from "../../log.ts";
import type { Host } from "../../runtime/host.ts";
import { changesBetween, entryOf } from "../../view/story.ts";
import type { Io } from "../io.ts";
import { takeKeys } from "../live/key-control.ts";
import { showLive } from "../live/live.ts";
import { Painter } from "../live/painter.ts";

/** Where a running plug is shown: a log, and on a terminal one live line below it. */
export interface Screen {
  readonly log: Log;
  /** Absent where nothing can be repainted. */
  readonly painter?: Painter;
  readonly color: boolean;
}

export async function openScreen(
  settings: Settings,
  { env, out, stdout }: Io,
  wall: () => Date,
): Promise<Screen> {
  if (settings.log === "json") return { log: await jsonLog(out, wall), color: false };
  const color = (env["NO_COLOR"] ?? "") === "";
  if (!stdout.isTTY || env["TERM"] === "dumb") return { log: prettyLog(out, wall), color };
  const painter = new Painter(out);
  return { log: prettyLog((lines) => painter.print(lines), wall), painter, color };
}

interface Shown {
  readonly host: Host;
  readonly clock: Clock;
  readonly io: Io;
  readonly quit: () => void;
}

/**
 * Shows what happens from the host's start on, until it is cancelled. With a live line the log tells events only, for the line
 * shows what is; without one it has a line for every change too.
 */
export function showOn(screen: Screen, { host, clock, io, quit }: Shown): Cancel {
  const { log, painter, color } = screen;
  const { stdin, stdout } = io;
  const ends: Cancel[] = [];
  const beginLive = (painter: Painter): void => {
    ends.push(showLive({ host, clock, painter, stdout, color }), () => painter.end());
    if (stdin.isTTY) ends.push(takeKeys({ host, clock, log, stdin, quit }));
  };
  ends.push(
    host.onReport((report) => {
      const entry = entryOf(report, host.profile);
      if (entry !== undefined) log(entry);
    }),
    host.onChange((now, before) => {
      const isFirst = now === before;
      if (painter === undefined)
        for (const entry of changesBetween(now, isFirst ? undefined : before)) log(entry);
      else if (isFirst) beginLive(painter);
    }),
  );
  return () => {
    for (const end of ends) end();
  };
}
