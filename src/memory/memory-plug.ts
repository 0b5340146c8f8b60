import { openVirtualBoard } from "../../board/virtual/index.ts";
import type { Profile } from "../../firmware-sim/index.ts";
import { type Answerer, answererFor } from "../control/answer.ts";
import { type Request, refusedAnswer } from "../control/protocol.ts";
import { refused } from "../runtime/command.ts";
import { compiledOnce } from "../runtime/compiled.ts";
import { Host } from "../runtime/host.ts";
import type { PlugTime } from "../runtime/plug-time.ts";
import { noDeviceLink } from "../runtime/ports.ts";
import { scheduleAlarms } from "../runtime/schedule/alarms.ts";
import { calendarOf } from "../schedule/calendar.ts";
import { Feed } from "../view/feed.ts";
import { HOME_WIFI, keyInMemory } from "./home-key.ts";
import { keptInMemory } from "./kept.ts";

export interface MemoryPlugOptions {
  readonly id: string;
  readonly profile: Profile;
  /** Makes that a fault can put in its place; by default only its own. */
  readonly makes?: readonly Profile[];
  readonly time: PlugTime;
  /** By which its schedules fire, IANA. */
  readonly zone: string;
  /** Of this program, x.y.z. */
  readonly version: string;
}

/** A plug that nothing outlives. */
export interface MemoryPlug {
  readonly feed: Feed;
  readonly answer: Answerer;
  close(): Promise<void>;
}

/** What is for the one whose process it is, or needs a broker or a disk. */
const ABSENT: readonly Request["do"][] = ["stop", "forget", "report"];

/**
 * A plug on the virtual board in a home of its own, without broker, maker or disk: plugged in, set up, listed by the home's
 * account. Runs in a browser as well as in Node.
 */
export async function openMemoryPlug(options: MemoryPlugOptions): Promise<MemoryPlug> {
  const { id, profile, time, version } = options;
  const { clock, wall } = time;
  const board = openVirtualBoard({ clock });
  const calendar = calendarOf(options.zone);
  const host = new Host({
    firmware: compiledOnce(profile),
    makes: options.makes ?? [profile],
    board,
    clock,
    wall,
    ...keptInMemory("set up", { wifi: HOME_WIFI, profile }),
    deviceLink: noDeviceLink,
    parts: [scheduleAlarms(calendar)],
  });
  const feed = new Feed({
    host,
    clock,
    card: {
      id,
      serial: id,
      version,
      board: board.name,
      pins: null,
      broker: null,
      time: "goes",
      mayPress: true,
    },
  });
  const identity = {
    id,
    profile: profile.id,
    board: board.name,
    pid: 0,
    state: "memory",
    broker: null,
  };
  const answer = answererFor({
    host,
    time,
    calendar,
    identity,
    keyOf: keyInMemory,
    source: "page",
    forget: async () => refused("no_effect", "this plug has no broker"),
    report: async () => ABSENT_HERE,
    stop: async () => {},
  });
  await host.start();
  return {
    feed,
    answer: async (request, gone) => (ABSENT.includes(request.do) ? ABSENT_HERE : answer(request, gone)),
    close: async () => {
      feed.close();
      await host.close();
    },
  };
}

const ABSENT_HERE = refusedAnswer("forbidden", "a plug that is kept in memory has nothing of the kind");
