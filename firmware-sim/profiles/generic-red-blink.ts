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
  whileUpdating,
} from "./write.ts";

/**
 * A plug of no make in particular, as the seed document S3 tells it: a steady light when all is well, and
 * one and the same red blink for every trouble. S3 names two resets, of the network and of everything, and
 * leaves how to do them to the maker; it gives no number at all.
 */
export const genericRedBlink = {
  id: "generic-red-blink",
  name: "Generic plug that blinks red",
  maker: "no maker in particular",
  ...PLAIN,
  sources: { S3: "robots.net, on smart plugs that blink red" },
  timings: UNKNOWN_TIMINGS,
  rungs: [
    {
      name: "networkArmed",
      at: millis(5000),
      reset: { name: "network", when: "released" },
      ...assumed("S3 gives no time; 5 s as on TP-Link Kasa"),
    },
    {
      name: "factoryArmed",
      at: millis(10_000),
      reset: { name: "factory", when: "released" },
      ...assumed("S3 gives no time; 10 s as on TP-Link Kasa"),
    },
  ],
  resets: {
    network: {
      erases: ["wifi"],
      cloudRemoval: "manual",
      ...documented("S3 solution 2 step 3: a network reset, after which the plug joins the Wi-Fi anew"),
    },
    factory: {
      erases: ["wifi", "account", "startUp", "schedules", "energy"],
      cloudRemoval: "manual",
      ...documented("S3 solution 2 step 5: settings and data are erased; it names no account"),
    },
  },
  outlet: {
    watts: 1800,
    volts: 120,
    ...assumed("S3 gives no rating; 15 A at 120 V"),
    meter: documented("S3: plugs often measure energy; it names no unit"),
    overheat: {
      trip: 100,
      release: 90,
      ...assumed(
        "S3: overheating blinks red, and it is to cool down; the limits are those of shelly-homekit",
      ),
    },
    overload: span(1000, assumed("S3: too much power; no source says how soon it is switched off")),
  },
  patterns: {
    boot: { pattern: darkFor(1000), color: unknown, timing: unknown },
    setup: { pattern: blink("blue", 500, 500), color: unknown, timing: unknown },
    joining: { pattern: blink("blue", 200, 200), color: unknown, timing: unknown },
    networkArmed: { pattern: blink("green", 500, 500), color: unknown, timing: unknown },
    factoryArmed: { pattern: blink("green", 200, 200), color: unknown, timing: unknown },
    resetting: { pattern: steady("blue"), color: unknown, timing: unknown },
    identify: { pattern: blink("white", 250, 250), color: unknown, timing: unknown },
    trouble: {
      pattern: blink("red", 500, 500),
      color: documented("S3: blinks red, whatever the trouble"),
      timing: assumed("S3 gives no speed"),
    },
    fine: {
      pattern: steady("green"),
      color: documented("S3: steady green or blue, not said of what; green here"),
      timing: documented("S3: steady"),
    },
    dark: { pattern: steady("off"), color: assumed("a plug without power"), timing: assumed("steady") },
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "resetting" },
    { when: { button: "factoryArmed" }, show: "factoryArmed" },
    { when: { button: "networkArmed" }, show: "networkArmed" },
    { when: { identify: "identifying" }, show: "identify" },
    { when: { health: "overheated" }, show: "trouble" },
    { when: { health: "overloaded" }, show: "trouble" },
    { when: { contacts: "welded" }, show: "trouble" },
    { when: { mains: "flickering" }, show: "trouble" },
    { when: { finger: "stuck" }, show: "trouble" },
    { when: { nvm: "failing" }, show: "trouble" },
    { when: { update: "required" }, show: "trouble" },
    // S3 solution 4 step 5: that it no longer blinks red tells that the update is done.
    ...whileUpdating("trouble"),
    { when: { lifecycle: "joining" }, show: "joining" },
    { when: { lifecycle: "setup" }, show: "setup" },
    { when: { lifecycle: "offline" }, show: "trouble" },
    { when: {}, show: "fine" },
  ],
  startUpOnOff: { value: "previous", ...unknown },
} as const satisfies Profile;
