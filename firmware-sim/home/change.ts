import { after, millis, NEVER } from "../time.ts";
import { reviewCloud, reviewLink } from "./network.ts";
import type { HomeRecord } from "./record.ts";
import { startSignal, stopSignal, turnSignal } from "./signal.ts";
import { type Home, type HomeSink, keep, type Outage } from "./state.ts";

/** What someone at the router, or far away in the cloud, does; and where the plug is put. */
export type HomeChange =
  /** The router. */
  | { readonly kind: "setWifi"; readonly to: "up" | "down"; readonly how: Outage }
  /** Down, and up by itself with all of its services. */
  | { readonly kind: "restartRouter" }
  | { readonly kind: "setSignal"; readonly to: "good" }
  /** `seed`: of its bursts, a whole number from 0 to 2^32 - 1. */
  | { readonly kind: "setSignal"; readonly to: "weak"; readonly seed: number }
  /** The router takes this key from now on; null: the one from before it was changed. */
  | { readonly kind: "setKey"; readonly to: string | null }
  | { readonly kind: "setDhcp" | "setDns"; readonly to: "up" | "down" }
  | { readonly kind: "setFirewall"; readonly to: "open" | "blocks" }
  | { readonly kind: "setCloud"; readonly to: "up" | "down" };

/** A router is up again after this long; no source, a choice. */
const RESTART = millis(60_000);

export function change(home: Home, input: HomeChange, sink: HomeSink): void {
  switch (input.kind) {
    case "setWifi":
      if (home.record.router === input.to && home.restartedAt === NEVER) break;
      home.restartedAt = NEVER;
      keep(home, { router: input.to }, sink);
      reviewLink(home, input.how, sink);
      break;
    case "restartRouter":
      home.restartedAt = after(home.now, RESTART);
      keep(home, { router: "down" }, sink);
      reviewLink(home, "cut", sink);
      break;
    case "setSignal":
      setSignal(home, input, sink);
      break;
    case "setKey":
      setKey(home, input.to, sink);
      break;
    case "setDhcp":
      // As at the end of a lease: an address that is not renewed is lost.
      if (set(home, "dhcp", input.to, sink)) reviewLink(home, "cut", sink);
      break;
    case "setDns":
      if (set(home, "dns", input.to, sink)) reviewCloud(home, sink);
      break;
    case "setFirewall":
      if (set(home, "firewall", input.to, sink)) reviewCloud(home, sink);
      break;
    case "setCloud":
      if (set(home, "cloud", input.to, sink)) reviewCloud(home, sink);
      break;
  }
}

/** The restart is over. */
export function routerIsBack(home: Home, sink: HomeSink): void {
  home.restartedAt = NEVER;
  keep(home, { router: "up", dhcp: "up", dns: "up" }, sink);
  reviewLink(home, "cut", sink);
}

/** False: it was so already. */
function set<K extends "dhcp" | "dns" | "firewall" | "cloud">(
  home: Home,
  what: K,
  to: HomeRecord[K],
  sink: HomeSink,
): boolean {
  if (home.record[what] === to) return false;
  keep(home, { [what]: to }, sink);
  return true;
}

function setSignal(home: Home, input: Extract<HomeChange, { kind: "setSignal" }>, sink: HomeSink): void {
  const { signal, signalSeed } = home.record;
  if (input.to === "good" && signal === "good") return;
  const seed = input.to === "weak" ? input.seed : signalSeed;
  keep(home, { signal: input.to, signalSeed: seed }, sink);
  home.dice = seed;
  stopSignal(home);
  // A plug that uses the network loses it at once: what was done is seen.
  if (home.station !== "away") {
    startSignal(home);
    if (input.to === "weak") turnSignal(home);
  }
  reviewLink(home, "silent", sink);
}

function setKey(home: Home, to: string | null, sink: HomeSink): void {
  const { wifi, formerKey } = home.record;
  const key = to ?? formerKey;
  if (key === null || key === wifi.key) return;
  keep(home, { wifi: { ...wifi, key }, formerKey: to === null ? null : (formerKey ?? wifi.key) }, sink);
  reviewLink(home, "cut", sink);
}
