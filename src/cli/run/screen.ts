import type { Cancel, Clock } from "../../../firmware-sim/index.ts";
import type { Environment } from "../../config/read-settings.ts";
import type { Settings } from "../../config/settings.ts";
import { jsonLog, type Log, prettyLog } from "../../log.ts";
import type { Host } from "../../runtime/host.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import type { Feed } from "../../view/feed.ts";
import { changesBetween, entryOf } from "../../view/story.ts";
import type { Io } from "../io.ts";
import { hostKeys } from "../live/host-keys.ts";
import type { Look } from "../live/live.ts";
import { plugScene } from "../live/plug-scene.ts";
import { takeTerminal } from "../live/take-terminal.ts";
import { Terminal } from "../live/terminal.ts";

/** Where a running plug is shown: a log, and on a terminal what is, too. */
export interface Screen {
  readonly log: Log;
  /** Absent where nothing can be repainted. */
  readonly terminal?: Terminal;
  readonly look: Look;
}

export async function openScreen(settings: Settings, io: Io, wall: () => Date): Promise<Screen> {
  const look = lookOf(io.env);
  if (settings.log === "json") return { log: await jsonLog(io.out, wall), look };
  const terminal = terminalOf(io);
  if (terminal === undefined) return { log: prettyLog(io.out, wall), look };
  return { log: prettyLog((lines) => terminal.print(lines), wall), terminal, look };
}

/** The terminal that the program writes to, if it is one that can be repainted. */
export const terminalOf = ({ stdout, out, env }: Io): Terminal | undefined =>
  stdout.isTTY && env["TERM"] !== "dumb" ? new Terminal(stdout, out) : undefined;

/** Colour unless NO_COLOR is set, and ASCII alone unless the locale is of UTF-8; Windows draws Unicode in any. */
export function lookOf(env: Environment, platform = process.platform): Look {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return {
    color: (env["NO_COLOR"] ?? "") === "",
    ascii: platform !== "win32" && !/utf-?8/i.test(locale),
  };
}

interface Shown {
  readonly host: Host;
  readonly clock: Clock;
  /** Of this host, made before what is shown here is. */
  readonly feed: Feed;
  readonly io: Io;
  readonly quit: () => void;
}

/**
 * Shows what happens from the host's start on, until it is cancelled. A terminal shows what is, and its log tells events only;
 * any other log has a line for every change too.
 */
export function showOn({ log, terminal, look }: Screen, { host, clock, feed, io, quit }: Shown): Cancel {
  const ends: Cancel[] = [];
  const begin = (terminal: Terminal): void => {
    const keys = hostKeys(host, clock, log);
    const scene = plugScene(feed, clock);
    ends.push(
      keys.end,
      takeTerminal({ scene, terminal, look, pace: systemClock, io, log, ask: keys.ask, quit }),
    );
  };
  ends.push(
    host.onReport((report) => {
      const entry = entryOf(report, host.profile);
      if (entry !== undefined) log(entry);
    }),
    host.onChange((now, before) => {
      const isFirst = now === before;
      if (terminal === undefined)
        for (const entry of changesBetween(now, isFirst ? undefined : before)) log(entry);
      else if (isFirst) begin(terminal);
    }),
  );
  return () => {
    for (const end of ends) end();
  };
}
