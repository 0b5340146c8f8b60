import { after, type Instant, millis, NEVER } from "../time.ts";
import { removalHeard, tellRemoval, unlist } from "./account.ts";
import { change, type HomeChange, routerIsBack } from "./change.ts";
import { admit, reachesCloud, reviewLink, tryToJoin } from "./network.ts";
import type { HomeRecord } from "./record.ts";
import { startSignal, stopSignal, takes, turnSignal } from "./signal.ts";
import { type Home, type HomeSink, tell } from "./state.ts";

export type HomeInput =
  | { readonly kind: "join"; readonly ssid: string; readonly key: string; readonly account: string | null }
  | { readonly kind: "connect"; readonly ssid: string; readonly key: string }
  | { readonly kind: "leave" }
  | { readonly kind: "deregister" }
  | { readonly kind: "plugOff" }
  /** `resets`: the plug is of a make that resets itself when it hears of it, now or when it is back. */
  | { readonly kind: "removeFromAccount"; readonly resets?: boolean }
  | HomeChange;

/** The cloud answers a deregistration after this long; no source, a choice. */
const ANSWER = millis(200);

export const newHome = (record: HomeRecord, at: Instant): Home => ({
  now: at,
  record,
  station: "away",
  asking: null,
  joinsAt: NEVER,
  answersAt: NEVER,
  restartedAt: NEVER,
  faded: false,
  fadesAt: NEVER,
  dice: record.signalSeed,
  reached: false,
  trouble: null,
  toldRemoval: false,
});

/** When the home will next do something by itself; null when never. */
export function homeDeadline(home: Home): Instant | null {
  const at = Math.min(home.joinsAt, home.answersAt, home.restartedAt, home.fadesAt) as Instant;
  return at === NEVER ? null : at;
}

export function advanceHome(home: Home, to: Instant, sink: HomeSink): void {
  for (let at = homeDeadline(home); at !== null && at <= to; at = homeDeadline(home)) {
    home.now = at;
    fire(home, sink);
  }
  if (to > home.now) home.now = to;
}

/** The one that is due; of several, one after the other. */
function fire(home: Home, sink: HomeSink): void {
  if (home.joinsAt === home.now) {
    home.joinsAt = NEVER;
    admit(home, sink);
  } else if (home.answersAt === home.now) {
    home.answersAt = NEVER;
    deregister(home, sink);
  } else if (home.restartedAt === home.now) {
    routerIsBack(home, sink);
  } else {
    turnSignal(home);
    reviewLink(home, "silent", sink);
  }
}

/** Lets one input happen at `at`, after everything that was due until then. */
export function stepHome(home: Home, input: HomeInput, at: Instant, sink: HomeSink): void {
  advanceHome(home, at, sink);
  switch (input.kind) {
    case "join":
    case "connect":
      removalHeard(home, sink);
      home.station = input.kind === "join" ? "joining" : "connecting";
      home.reached = false;
      home.asking = {
        ssid: input.ssid,
        key: input.key,
        account: input.kind === "join" ? input.account : null,
      };
      home.trouble = null;
      startSignal(home);
      tryToJoin(home);
      break;
    case "leave":
      // What the plug had asked for when it left is still done; the answer finds nobody.
      if (home.answersAt !== NEVER && reachesCloud(home)) unlist(home, sink);
      removalHeard(home, sink);
      if (home.station === "linked") tell(sink, { kind: "linkDown" });
      gone(home);
      break;
    case "plugOff":
      gone(home);
      break;
    case "deregister":
      removalHeard(home, sink);
      if (reachesCloud(home)) home.answersAt = after(home.now, takes(home, ANSWER));
      break;
    case "removeFromAccount":
      unlist(home, sink, input.resets);
      tellRemoval(home, sink);
      break;
    default:
      change(home, input, sink);
  }
}

function gone(home: Home): void {
  stopSignal(home);
  Object.assign(home, { station: "away", asking: null, joinsAt: NEVER, answersAt: NEVER });
  Object.assign(home, { reached: false, trouble: null, toldRemoval: false });
}

function deregister(home: Home, sink: HomeSink): void {
  if (!reachesCloud(home)) return;
  unlist(home, sink);
  tell(sink, { kind: "deregistered" });
}
