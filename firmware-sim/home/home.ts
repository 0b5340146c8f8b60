import type { JoinFailure, PlugInput } from "../input/inputs.ts";
import { after, type Instant, millis, NEVER } from "../time.ts";

/** How the plug's way out ends: the connection is reset at once, or goes mute and nobody is told. */
export type Outage = "cut" | "silent";

/** What the home keeps on its own, outside every reset of the plug. */
export interface HomeRecord {
  readonly version: 1;
  readonly wifi: { readonly ssid: string; readonly key: string };
  readonly router: "up" | "down";
  readonly cloud: "up" | "down";
  /** Whether each simulated account lists the plug. The first is the home's own. */
  readonly accounts: readonly Account[];
}

export interface Account {
  readonly name: string;
  readonly listsPlug: boolean;
}

/** The simulated home: Wi-Fi and router, and a cloud with accounts. JSON-able, changed in place by stepHome(). */
export interface Home {
  now: Instant;
  record: HomeRecord;
  /** Where the plug is on the Wi-Fi. */
  station: "away" | "joining" | "connecting" | "linked";
  asking: { readonly ssid: string; readonly key: string; readonly account: string | null } | null;
  joinsAt: Instant;
  answersAt: Instant;
}

export type HomeInput =
  | { readonly kind: "join"; readonly ssid: string; readonly key: string; readonly account: string | null }
  | { readonly kind: "connect"; readonly ssid: string; readonly key: string }
  | { readonly kind: "leave" }
  | { readonly kind: "deregister" }
  | { readonly kind: "plugOff" }
  | { readonly kind: "setWifi"; readonly to: "up" | "down"; readonly how: Outage }
  | { readonly kind: "setCloud"; readonly to: "up" | "down" }
  | { readonly kind: "removeFromAccount" };

export type HomeEffect =
  /** What the plug is told. */
  | { readonly kind: "tell"; readonly input: PlugInput }
  /** The link under the plug's own connections ended in this way; linkDown is told next. */
  | { readonly kind: "outage"; readonly how: Outage }
  /** The record changed and is to be kept. */
  | { readonly kind: "keep"; readonly record: HomeRecord };

export type HomeSink = (effect: HomeEffect) => void;

/** Joining a Wi-Fi takes this long; no source, a choice. */
const JOIN = millis(3000);
/** The cloud answers a deregistration after this long; no source, a choice. */
const ANSWER = millis(200);
/** Simulated accounts that one home remembers. */
const ACCOUNTS = 16;

export function newHome(record: HomeRecord, at: Instant): Home {
  return { now: at, record, station: "away", asking: null, joinsAt: NEVER, answersAt: NEVER };
}

export function homeRecord(wifi: HomeRecord["wifi"], account: string): HomeRecord {
  return { version: 1, wifi, router: "up", cloud: "up", accounts: [{ name: account, listsPlug: false }] };
}

/** When the home will next do something by itself; null when never. */
export function homeDeadline(home: Home): Instant | null {
  const at = Math.min(home.joinsAt, home.answersAt) as Instant;
  return at === NEVER ? null : at;
}

export function advanceHome(home: Home, to: Instant, sink: HomeSink): void {
  for (let at = homeDeadline(home); at !== null && at <= to; at = homeDeadline(home)) {
    home.now = at;
    if (home.joinsAt === at) {
      home.joinsAt = NEVER;
      admit(home, sink);
    } else {
      home.answersAt = NEVER;
      deregister(home, sink);
    }
  }
  if (to > home.now) home.now = to;
}

/** Lets one input happen at `at`, after everything that was due until then. */
export function stepHome(home: Home, input: HomeInput, at: Instant, sink: HomeSink): void {
  advanceHome(home, at, sink);
  switch (input.kind) {
    case "join":
    case "connect":
      home.station = input.kind === "join" ? "joining" : "connecting";
      home.asking = {
        ssid: input.ssid,
        key: input.key,
        account: input.kind === "join" ? input.account : null,
      };
      tryToJoin(home);
      break;
    case "leave":
    case "plugOff":
      // What the plug had asked for when it left is still done; the answer finds nobody.
      if (input.kind === "leave" && home.answersAt !== NEVER && reachesCloud(home)) unlist(home, sink);
      if (home.station === "linked" && input.kind === "leave")
        sink({ kind: "tell", input: { kind: "linkDown" } });
      home.answersAt = NEVER;
      home.station = "away";
      home.asking = null;
      home.joinsAt = NEVER;
      break;
    case "deregister":
      if (reachesCloud(home)) home.answersAt = after(home.now, ANSWER);
      break;
    case "setWifi":
      setWifi(home, input.to, input.how, sink);
      break;
    case "setCloud":
      setCloud(home, input.to, sink);
      break;
    case "removeFromAccount":
      unlist(home, sink);
      break;
  }
}

const reachesCloud = (home: Home) =>
  home.record.cloud === "up" && home.record.router === "up" && home.station === "linked";

function keep(home: Home, change: Partial<HomeRecord>, sink: HomeSink): void {
  home.record = { ...home.record, ...change };
  sink({ kind: "keep", record: home.record });
}

function unlist(home: Home, sink: HomeSink): void {
  keep(home, { accounts: home.record.accounts.map(({ name }) => ({ name, listsPlug: false })) }, sink);
}

function tryToJoin(home: Home): void {
  home.joinsAt = home.record.router === "up" && home.asking !== null ? after(home.now, JOIN) : NEVER;
}

/** The joining time is over: the Wi-Fi and, when signing in, the account take the plug or refuse it. */
function admit(home: Home, sink: HomeSink): void {
  const asking = home.asking!;
  const failure = refusal(home, asking.account);
  if (failure !== null) {
    // A plug that connects with kept credentials goes on trying; one that is being set up is told.
    if (home.station === "joining") sink({ kind: "tell", input: { kind: "joinFailed", reason: failure } });
    return;
  }
  const joining = home.station === "joining";
  home.station = "linked";
  if (joining && asking.account !== null) list(home, asking.account, sink);
  sink({ kind: "tell", input: { kind: "linkUp" } });
  if (home.record.cloud === "up") sink({ kind: "tell", input: { kind: "cloudUp" } });
  if (joining) sink({ kind: "tell", input: { kind: "joined" } });
}

function refusal(home: Home, account: string | null): JoinFailure | null {
  const { wifi, cloud, accounts } = home.record;
  if (home.asking!.ssid !== wifi.ssid) return "unknown_network";
  if (home.asking!.key !== wifi.key) return "wrong_password";
  if (account === null) return null;
  if (cloud === "down") return "cloud_unreachable";
  return accounts.some((other) => other.listsPlug && other.name !== account) ? "owned_by_other" : null;
}

function list(home: Home, name: string, sink: HomeSink): void {
  const others = home.record.accounts.filter((account) => account.name !== name);
  const [own, ...rest] = home.record.accounts;
  const listed = { name, listsPlug: true };
  // The home's own account stays first, and is never forgotten.
  const accounts = own?.name === name ? [listed, ...rest] : [own!, listed, ...others.slice(1)];
  keep(home, { accounts: accounts.slice(0, ACCOUNTS) }, sink);
}

function deregister(home: Home, sink: HomeSink): void {
  if (!reachesCloud(home)) return;
  unlist(home, sink);
  sink({ kind: "tell", input: { kind: "deregistered" } });
}

function setWifi(home: Home, to: "up" | "down", how: Outage, sink: HomeSink): void {
  if (home.record.router === to) return;
  keep(home, { router: to }, sink);
  if (to === "down" && home.station === "linked") {
    home.station = "connecting";
    sink({ kind: "outage", how });
    sink({ kind: "tell", input: { kind: "linkDown" } });
  }
  tryToJoin(home);
}

function setCloud(home: Home, to: "up" | "down", sink: HomeSink): void {
  if (home.record.cloud === to) return;
  keep(home, { cloud: to }, sink);
  if (home.station === "linked")
    sink({ kind: "tell", input: { kind: to === "up" ? "cloudUp" : "cloudDown" } });
}
