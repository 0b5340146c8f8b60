import { millis } from "../time.ts";
import type { Profile } from "./profile.ts";
import {
  assumed,
  blink,
  darkFor,
  documented,
  PLAIN,
  steady,
  thirdParty,
  UNKNOWN_OUTLET,
  UNKNOWN_TIMINGS,
  unknown,
} from "./write.ts";

const oneColor = assumed("the module knows a network lamp, not its colour");

/**
 * A plug with Tuya's Wi-Fi module, whose lamp is the network's: its maker gives the milliseconds.
 *
 * Left out: pairing through an access point (slow blink, 1500/1500), which a second hold is said to lead
 * to; a lamp of the outlet's own.
 */
export const tuyaPlug = {
  id: "tuya-plug",
  name: "Tuya Wi-Fi plug",
  maker: "Tuya",
  ...PLAIN,
  sources: {
    module: "developer.tuya.com, Wi-Fi plug module LC4, id K95afq6r6nyfi",
    bauhn: "devices.esphome.io, bauhn-aspu-1019",
  },
  timings: UNKNOWN_TIMINGS,
  rungs: [
    {
      name: "resetReached",
      at: millis(5000),
      reset: { name: "pairing", when: "reached" },
      ...thirdParty("bauhn: hold about 5 s, until it clicks or blinks fast"),
    },
  ],
  resets: {
    pairing: {
      erases: ["wifi", "account"],
      cloudRemoval: "manual",
      ...assumed("bauhn: it pairs anew; what it forgets and what the account is told are not said"),
    },
  },
  outlet: UNKNOWN_OUTLET,
  patterns: {
    boot: { pattern: darkFor(1000), color: unknown, timing: unknown },
    pairing: {
      pattern: blink("blue", 250, 250),
      color: oneColor,
      timing: documented("module: 250 ms on, 250 ms off while it can be set up (EZ)"),
    },
    identify: { pattern: blink("blue", 500, 500), color: unknown, timing: unknown },
    joined: { pattern: steady("blue"), color: oneColor, timing: documented("module: steady once joined") },
    dark: {
      pattern: steady("off"),
      color: documented("module: dark while not joined"),
      timing: documented("module: dark while not joined"),
    },
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "pairing" },
    { when: { identify: "identifying" }, show: "identify" },
    { when: { lifecycle: "setup" }, show: "pairing" },
    { when: { lifecycle: "joining" }, show: "pairing" },
    { when: { network: "down" }, show: "dark" },
    { when: {}, show: "joined" },
  ],
  startUpOnOff: { value: "previous", ...unknown },
} as const satisfies Profile;
