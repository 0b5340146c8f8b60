import type { Instant } from "../../../firmware-sim/index.ts";
import type { Settings } from "../../config/settings.ts";
import { WATCH } from "../../control/protocol.ts";
import { prettyLog, printable } from "../../log.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import type { Batch, BenchEvent } from "../../view/batch.ts";
import { changesBetween } from "../../view/story.ts";
import { type ExitCode, Unreachable } from "../failure.ts";
import { visitPlug } from "../find-running.ts";
import type { Io } from "../io.ts";
import { takeTerminal } from "../live/take-terminal.ts";
import type { Terminal } from "../live/terminal.ts";
import { packageVersion } from "../package-version.ts";
import { lookOf, terminalOf } from "../run/screen.ts";
import { StopRequest } from "../run/stop-request.ts";
import { batchesOf } from "./batches.ts";
import { askedOf } from "./keys.ts";
import { WatchedPlug } from "./watched-plug.ts";

/** What a terminal shows at once of what was said before. */
const EARLIER = 10;

/**
 * Shows a plug that runs elsewhere until it ends or nobody wants to look any more: on a terminal as `run` does, else a line for
 * each change, or with `json` for each event.
 * @throws UsageError, Unreachable, StoreError
 */
export async function watch(settings: Settings, json: boolean, io: Io): Promise<ExitCode> {
  const socket = await visitPlug(settings, io.env);
  const stop = new StopRequest();
  stop.requested.then(() => socket.destroy());
  io.stdout.on("error", () => stop.ask("output closed"));
  let shown: Shown | undefined;
  try {
    socket.write(`${JSON.stringify(WATCH)}\n`);
    for await (const batch of batchesOf(socket)) {
      if ("ok" in batch) {
        io.err(`plugbench: not done: ${printable(batch.ok ? "it answered" : batch.message)}.\n`);
        return 1;
      }
      if (shown !== undefined) shown.take(batch);
      else shown = begin(batch, { settings, json, io, quit: () => stop.ask("q") });
    }
  } catch (error) {
    // A plug that dies breaks the connection off.
    const isBroken = error instanceof Error && "syscall" in error;
    if (!stop.signal.aborted && !isBroken) throw error;
  } finally {
    shown?.end();
    stop.dispose();
    socket.destroy();
  }
  if (stop.signal.aborted) return 0;
  if (shown === undefined) throw new Unreachable("The plug ended before it said anything: start it again.");
  if (await runsOn(settings, io))
    throw new Unreachable("The plug let go of this terminal, which took nothing for 30 s: watch it again.");
  shown.ended();
  return 0;
}

const runsOn = (settings: Settings, io: Io): Promise<boolean> =>
  visitPlug(settings, io.env).then(
    (socket) => {
      socket.destroy();
      return true;
    },
    () => false,
  );

interface Shown {
  take(batch: Batch): void;
  /** The plug has. */
  ended(): void;
  end(): void;
}

interface Wish {
  readonly settings: Settings;
  readonly json: boolean;
  readonly io: Io;
  readonly quit: () => void;
}

function begin({ at, hello }: Batch, wish: Wish): Shown {
  if (hello === undefined) throw new Unreachable("The plug said nothing of itself: start it again.");
  const { version } = hello.card;
  if (version !== packageVersion())
    throw new Unreachable(
      `The plug runs plugbench ${printable(version)}, and this is ${packageVersion()}: watch it with the same version.`,
    );
  const plug = new WatchedPlug(hello, at);
  if (wish.json) return inJson(plug, wish.io.out);
  const terminal = terminalOf(wish.io);
  return terminal === undefined ? inLines(plug, wish.io.out) : onTerminal(plug, terminal, wish);
}

function inJson(plug: WatchedPlug, out: Io["out"]): Shown {
  const tell = (event: object): void => out(`${JSON.stringify(event)}\n`);
  return {
    take: (batch) => plug.apply(batch).forEach(tell),
    ended: () => tell({ at: plug.mirror.at, kind: "ended" }),
    end: () => {},
  };
}

/** Each line has the time of what it tells. */
function teller(plug: WatchedPlug, write: (line: string) => void) {
  let moment: Instant | undefined;
  const wall = (): Date => new Date(Date.now() - (moment === undefined ? 0 : plug.now() - moment));
  const log = prettyLog(write, wall);
  const said = (event: BenchEvent): void => {
    if (event.kind !== "said") return;
    moment = event.at;
    log(event);
    moment = undefined;
  };
  const ended = (): void => log({ level: "info", event: "ended", text: "The plug has ended." });
  return { log, said, ended };
}

function inLines(plug: WatchedPlug, out: Io["out"]): Shown {
  const { log, said, ended } = teller(plug, out);
  for (const entry of changesBetween(plug.mirror.snapshot, undefined)) log(entry);
  const take = (batch: Batch): void => {
    const before = plug.mirror.snapshot;
    plug.apply(batch).forEach(said);
    for (const entry of changesBetween(plug.mirror.snapshot, before)) log(entry);
  };
  return { take, ended, end: () => {} };
}

function onTerminal(plug: WatchedPlug, terminal: Terminal, { settings, io, quit }: Wish): Shown {
  const { log, said, ended } = teller(plug, (lines) => terminal.print(lines));
  const { card, events } = plug.mirror;
  const ask = askedOf({ ...settings, id: card.id }, io.env, log);
  const look = lookOf(io.env);
  const end = takeTerminal({ scene: plug, terminal, look, pace: systemClock, io, log, ask, quit });
  events
    .filter(({ kind }) => kind === "said")
    .slice(-EARLIER)
    .forEach(said);
  return { take: (batch) => plug.apply(batch).forEach(said), ended, end };
}
