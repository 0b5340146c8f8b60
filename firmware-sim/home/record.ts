/** What the home keeps on its own, outside every reset of the plug. */
export interface HomeRecord {
  readonly version: 1;
  /** What the router takes now. */
  readonly wifi: { readonly ssid: string; readonly key: string };
  /** The key that the router took before its password was changed; null when it was not, or the plug has the new one. */
  readonly formerKey: string | null;
  readonly router: "up" | "down";
  /** How the router reaches the place where the plug is. */
  readonly signal: "good" | "weak";
  /** The same seed gives the same bursts of a weak signal. */
  readonly signalSeed: number;
  readonly dhcp: "up" | "down";
  readonly dns: "up" | "down";
  /** `blocks`: it lets the plug out to nobody. */
  readonly firewall: "open" | "blocks";
  readonly cloud: "up" | "down";
  /** Whether each simulated account lists the plug. The first is the home's own. */
  readonly accounts: readonly Account[];
  /** The plug was taken off the list, and is to be told when it next reaches the cloud. */
  readonly owesRemoval: boolean;
}

export interface Account {
  readonly name: string;
  readonly listsPlug: boolean;
}

/** A home in which all is well, and no account lists the plug. */
export const homeRecord = (wifi: HomeRecord["wifi"], account: string): HomeRecord => ({
  version: 1,
  wifi,
  formerKey: null,
  router: "up",
  signal: "good",
  signalSeed: 1,
  dhcp: "up",
  dns: "up",
  firewall: "open",
  cloud: "up",
  accounts: [{ name: account, listsPlug: false }],
  owesRemoval: false,
});
