import { millis } from "../time.ts";
import type { Profile } from "./profile.ts";
import {
  assumed,
  blink,
  darkFor,
  documented,
  PLAIN,
  span,
  steady,
  UNKNOWN_TIMINGS,
  unknown,
} from "./write.ts";

/**
 * The Shelly Plug S with its maker's firmware. Known: its lamp can follow the outlet, and 10 s of hold
 * reset it. Everything else of it here is a choice.
 *
 * Left out: a reset only counts within 60 s of plugging in; the lamp's two other modes (the power that is
 * drawn, always dark), and its colours, which its owner chooses.
 */
export const shellyPlugS = {
  id: "shelly-plug-s",
  name: "Shelly Plug S",
  maker: "Shelly",
  ...PLAIN,
  sources: {
    S3: "robots.net, on smart plugs that blink red",
    reset: "shelly.com/pages/shelly-reset",
    API: "shelly-api-docs, PLUGS_UI",
    "shelly-homekit": "mongoose-os-apps/shelly-homekit, another firmware for the same plug",
  },
  timings: UNKNOWN_TIMINGS,
  rungs: [
    {
      name: "resetReached",
      at: millis(10_000),
      reset: { name: "factory", when: "reached" },
      ...documented("reset: hold 10 s; that it acts with the button still down is as in shelly-homekit"),
    },
  ],
  resets: {
    factory: {
      erases: ["wifi", "account", "startUp", "schedules", "energy"],
      cloudRemoval: "manual",
      ...documented("reset: the account may still list the plug; what the plug forgets is assumed: all"),
    },
  },
  outlet: {
    watts: 2500,
    volts: 230,
    ...assumed("no source known; a choice"),
    meter: documented("API: the lamp can tell the power that is drawn, so it is measured"),
    overheat: {
      trip: 100,
      release: 90,
      ...assumed("the limits of shelly-homekit, another firmware for the same plug"),
    },
    overload: span(1000, unknown),
  },
  patterns: {
    boot: { pattern: darkFor(1000), color: unknown, timing: unknown },
    setup: { pattern: blink("blue", 500, 500), color: unknown, timing: unknown },
    joining: { pattern: blink("blue", 200, 200), color: unknown, timing: assumed("as in shelly-homekit") },
    resetting: {
      pattern: blink("blue", 100, 100),
      color: unknown,
      timing: assumed("as in shelly-homekit"),
    },
    identify: {
      pattern: blink("white", 100, 100),
      color: unknown,
      timing: assumed("as in shelly-homekit"),
    },
    trouble: {
      pattern: blink("red", 100, 100),
      color: assumed("S3 of plugs in general: trouble blinks red"),
      timing: assumed("icdsc: fast red is too much current"),
    },
    offline: {
      pattern: blink("red", 500, 500),
      color: assumed("S3 of plugs in general: trouble blinks red"),
      timing: unknown,
    },
    on: {
      pattern: steady("blue"),
      color: assumed("API: the lamp may follow the outlet; the colour is a choice"),
      timing: assumed("steady"),
    },
    dark: {
      pattern: steady("off"),
      color: assumed("API: the lamp may follow the outlet; the colour is a choice"),
      timing: assumed("steady"),
    },
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "resetting" },
    { when: { identify: "identifying" }, show: "identify" },
    { when: { health: "overheated" }, show: "trouble" },
    { when: { health: "overloaded" }, show: "trouble" },
    { when: { lifecycle: "joining" }, show: "joining" },
    { when: { lifecycle: "setup" }, show: "setup" },
    { when: { lifecycle: "offline" }, show: "offline" },
    { when: { relay: "closed" }, show: "on" },
    { when: {}, show: "dark" },
  ],
  startUpOnOff: { value: "previous", ...unknown },
} as const satisfies Profile;
