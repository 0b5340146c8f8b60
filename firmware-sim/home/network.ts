import type { JoinFailure, NetworkTrouble } from "../input/inputs.ts";
import { after, millis, NEVER } from "../time.ts";
import { list, tellRemoval } from "./account.ts";
import { takes } from "./signal.ts";
import { type Home, type HomeSink, keep, type Outage, tell } from "./state.ts";

/** Joining a Wi-Fi takes this long; no source, a choice. */
const JOIN = millis(3000);

/** What keeps the plug from having a link, the first that it meets. */
function linkTrouble({ record, asking, faded }: Home): NetworkTrouble | null {
  if (record.router === "down" || asking!.ssid !== record.wifi.ssid) return "not_found";
  if (faded) return "weak_signal";
  if (asking!.key !== record.wifi.key) return "wrong_password";
  return record.dhcp === "down" ? "no_address" : null;
}

/** What keeps a plug that has a link from the cloud. */
function cloudTrouble({ dns, firewall, cloud }: Home["record"]): NetworkTrouble | null {
  if (dns === "down") return "no_names";
  if (firewall === "blocks") return "blocked";
  return cloud === "down" ? "cloud_down" : null;
}

/**
 * The plug goes on trying as long as it has no link. Only the attempts that can end otherwise than the last one are
 * worked out: the first, and one after each change.
 */
export function tryToJoin(home: Home): void {
  home.joinsAt = home.asking === null ? NEVER : after(home.now, takes(home, JOIN));
}

/** After anything that may cost the plug its link, or give it one. */
export function reviewLink(home: Home, how: Outage, sink: HomeSink): void {
  if (home.station === "linked") {
    const trouble = linkTrouble(home);
    if (trouble === null) return;
    home.station = "connecting";
    home.reached = false;
    sink({ kind: "outage", how });
    tell(sink, { kind: "linkDown" });
    // A signal is heard fading; what else it may be shows at the next attempt.
    if (trouble === "weak_signal") complain(home, trouble, sink);
  }
  tryToJoin(home);
}

/** After anything that may put the cloud in the plug's reach, or out of it. */
export function reviewCloud(home: Home, sink: HomeSink): void {
  if (home.station !== "linked") return;
  tellReach(home, sink);
  complain(home, cloudTrouble(home.record), sink);
}

export const reachesCloud = ({ station, record }: Home): boolean =>
  station === "linked" && cloudTrouble(record) === null;

/** The joining time is over: the Wi-Fi and, when signing in, the account take the plug or refuse it. */
export function admit(home: Home, sink: HomeSink): void {
  const trouble = linkTrouble(home);
  const joining = home.station === "joining";
  const failure = joining ? refusal(home, trouble) : null;
  if (failure !== null) tell(sink, { kind: "joinFailed", reason: failure });
  else if (trouble === null) link(home, joining, sink);
  // One that is being set up is not answered, and gives up by itself.
  else if (!joining) complain(home, trouble, sink);
}

function link(home: Home, joining: boolean, sink: HomeSink): void {
  home.station = "linked";
  if (joining) welcome(home, sink);
  tell(sink, { kind: "linkUp" });
  tellReach(home, sink);
  if (joining) tell(sink, { kind: "joined" });
  complain(home, cloudTrouble(home.record), sink);
}

function refusal({ record, asking }: Home, trouble: NetworkTrouble | null): JoinFailure | null {
  if (trouble === "wrong_password") return trouble;
  if (trouble === "not_found" && record.router === "up") return "unknown_network";
  const account = asking!.account;
  if (trouble !== null || account === null) return null;
  if (cloudTrouble(record) !== null) return "cloud_unreachable";
  return record.accounts.some((other) => other.listsPlug && other.name !== account) ? "owned_by_other" : null;
}

/** A plug that is set up anew has the password that the router takes, and is owed nothing from before. */
function welcome(home: Home, sink: HomeSink): void {
  const { formerKey, owesRemoval } = home.record;
  if (formerKey !== null || owesRemoval) keep(home, { formerKey: null, owesRemoval: false }, sink);
  const account = home.asking!.account;
  if (account !== null) list(home, account, sink);
}

function tellReach(home: Home, sink: HomeSink): void {
  const reached = reachesCloud(home);
  if (reached === home.reached) return;
  home.reached = reached;
  tell(sink, { kind: reached ? "cloudUp" : "cloudDown" });
  if (reached) tellRemoval(home, sink);
}

/** The plug learns why; only a new reason is told. */
function complain(home: Home, trouble: NetworkTrouble | null, sink: HomeSink): void {
  if (trouble !== null && trouble !== home.trouble) tell(sink, { kind: "networkTrouble", reason: trouble });
  home.trouble = trouble;
}
