import type { Provenance } from "../profiles/profile.ts";
import { assumed } from "../profiles/write.ts";
import { millis } from "../time.ts";
import type { Load } from "./load.ts";

const seconds = (count: number) => millis(count * 1000);
const minutes = (count: number) => seconds(count * 60);

/** Things to plug in. Each W and each span is a choice: what it leans on is said, and nothing was measured. */
export const LOADS = [
  { name: "lamp", kind: "steady", watts: 60, ...assumed("S3 names lamps; the old light bulb's rating") },
  { name: "led-lamp", kind: "steady", watts: 9, ...assumed("what is sold in place of a bulb of 60 W") },
  { name: "fan", kind: "steady", watts: 45, ...assumed("S3 names fans; of a table fan's size") },
  {
    name: "coffee-maker",
    kind: "steps",
    steps: [
      { watts: 900, for: minutes(8) },
      { watts: 70, for: minutes(40) },
    ],
    repeats: false,
    ...assumed("S3 names coffee makers; brews, keeps the pot warm, and switches itself off"),
  },
  { name: "heater", kind: "steady", watts: 1500, ...assumed("the largest common on 15 A at 120 V") },
  {
    name: "kettle",
    kind: "steps",
    steps: [{ watts: 1500, for: minutes(4) }],
    repeats: false,
    ...assumed("as the heater; a litre of water boils in about 4 min"),
  },
  {
    name: "fridge",
    kind: "steps",
    steps: [
      { watts: 700, for: millis(500) },
      { watts: 110, for: minutes(20) },
      { watts: 2, for: minutes(40) },
    ],
    repeats: true,
    ...assumed("S3 names refrigerators; a motor that starts hard and runs a third of the time"),
  },
  {
    name: "air-conditioner",
    kind: "steps",
    steps: [
      { watts: 1000, for: minutes(15) },
      { watts: 60, for: minutes(10) },
    ],
    repeats: true,
    ...assumed("S3 names air conditioners; of a window unit's size, its fan goes on between"),
  },
  {
    name: "phone-charger",
    kind: "steps",
    steps: [
      { watts: 18, for: minutes(30) },
      { watts: 9, for: minutes(40) },
      { watts: 3, for: minutes(30) },
    ],
    repeats: false,
    ...assumed("a fast charger that tapers off"),
  },
  {
    name: "washing-machine",
    kind: "steps",
    steps: [
      { watts: 10, for: minutes(3) },
      { watts: 2000, for: minutes(15) },
      { watts: 150, for: minutes(45) },
      { watts: 400, for: minutes(8) },
    ],
    repeats: false,
    ...assumed("one that heats its water, as at 230 V: more than a plug for 15 A at 120 V is made for"),
  },
] as const satisfies readonly (Load & Provenance)[];

/** What is plugged in when nothing is, and what a load that is told in W is called. */
export const NO_LOAD = "none";
export const OWN_LOAD = "custom";
/** All that can be plugged in by name. */
export const LOAD_NAMES = [NO_LOAD, ...LOADS.map(({ name }) => name)] as const;

/** What `name` plugs in: null for nothing; undefined for a name that there is not. */
export function loadNamed(name: string): Load | null | undefined {
  if (name === NO_LOAD) return null;
  const found = LOADS.find((load) => load.name === name);
  if (found === undefined) return undefined;
  const { basis: _, source: __, ...load } = found;
  return load;
}
