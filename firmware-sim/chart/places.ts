import { place } from "./row.ts";

export const BOOTING = place("supply", "booting");
export const BUTTON_UP = place("button", "up");
export const CLOUD = place("network", "cloud");
export const NO_LINK = place("network", "down");
export const NO_POWER = place("supply", "off");
export const NO_RESET = place("reset", "idle");
export const PRESS_IGNORED = place("button", "ignored");
export const RESETTING = place("lifecycle", "resetting");
export const RUNNING = place("supply", "running");
export const WIPING = place("reset", "wiping");
