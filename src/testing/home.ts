import type { Profile } from "../../firmware-sim/index.ts";
import { type Kept, keptInMemory } from "../memory/kept.ts";
import type { Start } from "./start.ts";

/** Of the plug that every bench has: its Wi-Fi keys are made with it. */
export const SALT = "0".repeat(32);
/** Simulated: the key is the one of the password "plugbench-home", which is no secret. */
const WIFI = {
  ssid: "plugbench",
  key: "8d35fc69ca9c0fe4d231141849edf5d77d0b9801a9ba39ef799e070a1de07b06",
} as const;

/** What plug and home know when a bench begins. */
export const kept = (start: Start, profile: Profile): Kept =>
  keptInMemory(start === "boxed" || start === "setup" ? "new" : "set up", { wifi: WIFI, profile });
