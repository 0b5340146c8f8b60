import type { Identity } from "../link/dialect.ts";
import type { Make } from "../make.ts";
import type { Names } from "./names.ts";

/** Entries of each list about relays, switches, buttons and names: what clients know from the first version on. */
const PLACES = 8;

/** "OFF", "ON", "TOGGLE", "HOLD", as answers and commands spell them. */
const STATES = ["OFF", "ON", "TOGGLE", "HOLD"] as const;

export const ONLINE = "Online";
export const OFFLINE = "Offline";

/** No part of the program has an address in the simulated home, and clients insist on one. */
export const NO_ADDRESS = "0.0.0.0";

/** A Tasmota device names its module; this one is none of them. */
export const MODULE = "plugbench";

/**
 * Options by number, as clients need them to read the rest. All are off, among them 73 and 114: the button acts on the
 * relay alone and sends no Button1 messages, so no `btn` is announced; and single presses are not swapped (11, 13).
 */
const OPTIONS = Object.fromEntries(
  [4, 11, 13, 17, 20, 30, 68, 73, 82, 114, 117].map((option) => [option, 0]),
);

/** `value` for the first, `rest` for all others. */
const first = <Item>(value: Item, rest: Item): Item[] => [value, ...Array<Item>(PLACES - 1).fill(rest)];

/**
 * What Home Assistant's Tasmota integration asks of `tasmota/discovery/<MAC>/config`: every key that its library
 * (hatasmota, TASMOTA_DISCOVERY_SCHEMA) requires, and those that it knows beside them, as a plug with one relay, or none, has them.
 */
export const discoveryConfig = ({ topic, mac }: Names, { version }: Identity, { outlet }: Make) => ({
  ip: NO_ADDRESS,
  dn: topic,
  fn: first<string | null>(topic, null),
  hn: topic,
  mac,
  md: MODULE,
  ty: 0,
  if: 0,
  ofln: OFFLINE,
  onln: ONLINE,
  state: STATES,
  sw: version,
  t: topic,
  ft: "%prefix%/%topic%/",
  tp: ["cmnd", "stat", "tele"],
  rl: first(outlet ? 1 : 0, 0),
  swc: first(-1, -1),
  swn: first(null, null),
  btn: first(0, 0),
  so: OPTIONS,
  lk: 0,
  lt_st: 0,
  bat: 0,
  dslp: 0,
  sho: [],
  sht: [],
  ver: 1,
});

/** Clients take the names of what is measured from it, not the numbers. */
export const discoverySensors = ({ meter }: Make) => ({
  sn: meter ? { ENERGY: { Total: 0, Power: 0, Voltage: 0, Current: 0 } } : {},
  ver: 1,
});
