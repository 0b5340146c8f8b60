import { REGIONS } from "../../firmware-sim/index.ts";
import type { Snapshot } from "./snapshot.ts";

/** Every word that a snapshot's lifecycle can be: the supply's until the plug runs, then the lifecycle's. */
export const LIFECYCLES = [
  ...new Set([...REGIONS.supply.filter((state) => state !== "running"), ...REGIONS.lifecycle]),
];

/** Whether the firmware runs: before and after, nobody is there who could speak. */
export const runs = ({ lifecycle }: Pick<Snapshot, "lifecycle">): boolean =>
  lifecycle !== "off" && lifecycle !== "booting";

export const outletOf = ({ relay }: Pick<Snapshot, "relay">): "on" | "off" => (relay.closed ? "on" : "off");

/** What the Action button is called where a profile's buttons are named; no other can be. */
export const ACTION = "action";
