import { millis } from "../time.ts";
import type { Profile } from "./profile.ts";
import {
  alternate,
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

/**
 * A TP-Link Kasa plug in the colours of the HS105, amber and blue (the HS300 and KP303 are amber and
 * green). Its maker names two resets by the length of the hold and the lamp's colours, without a
 * millisecond of a blink; that the hold is over when the button goes up is a reading, since 10 s could not
 * be reached past a 5 s that acts at once.
 *
 * Left out: blue and amber lit at the same time, for the outlet and the Wi-Fi (HS103 hardware v5).
 */
export const kasaPlug = {
  id: "kasa-plug",
  name: "Kasa Smart Plug",
  maker: "TP-Link",
  ...PLAIN,
  sources: {
    KB: "community.tp-link.com, knowledge base 412482: HS105, HS300, KP303",
    elektroda: "elektroda.com, topic 4120893, inside an HS103 v5",
    P105: "manual of the Tapo P105 at easymanua.ls",
  },
  timings: UNKNOWN_TIMINGS,
  rungs: [
    {
      name: "softArmed",
      at: millis(5000),
      reset: { name: "soft", when: "released" },
      ...documented("KB: 5 s; that letting go decides is a reading"),
    },
    {
      name: "factoryArmed",
      at: millis(10_000),
      reset: { name: "factory", when: "released" },
      ...documented("KB: 10 s; that letting go decides is a reading"),
    },
  ],
  resets: {
    soft: {
      erases: ["wifi"],
      cloudRemoval: "manual",
      ...documented("KB: the configuration is kept; P105 of the same maker: 5 s reset the Wi-Fi"),
    },
    factory: {
      erases: ["wifi", "account", "startUp", "schedules", "energy"],
      cloudRemoval: "manual",
      ...documented("KB: factory reset; what becomes of the account is not said"),
    },
  },
  outlet: UNKNOWN_OUTLET,
  patterns: {
    boot: { pattern: darkFor(1000), color: unknown, timing: unknown },
    setup: {
      pattern: alternate(["orange", 500], ["blue", 500]),
      color: assumed("as after 5 s of hold"),
      timing: unknown,
    },
    joining: { pattern: blink("blue", 250, 250), color: unknown, timing: unknown },
    softArmed: {
      pattern: alternate(["orange", 500], ["blue", 500]),
      color: documented("KB: amber and blue in turn on the HS105"),
      timing: unknown,
    },
    factoryArmed: {
      pattern: blink("orange", 200, 200),
      color: documented("KB: amber"),
      timing: assumed("KB says rapid, without a number"),
    },
    resetting: { pattern: steady("orange"), color: unknown, timing: unknown },
    identify: { pattern: blink("blue", 500, 500), color: unknown, timing: unknown },
    offline: {
      pattern: steady("orange"),
      color: assumed("elektroda: amber is the Wi-Fi; that it is lit without it is a choice"),
      timing: unknown,
    },
    on: {
      pattern: steady("blue"),
      color: thirdParty("elektroda: blue is the outlet"),
      timing: assumed("steady"),
    },
    dark: {
      pattern: steady("off"),
      color: thirdParty("elektroda: blue is the outlet"),
      timing: assumed("steady"),
    },
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "resetting" },
    { when: { button: "factoryArmed" }, show: "factoryArmed" },
    { when: { button: "softArmed" }, show: "softArmed" },
    { when: { identify: "identifying" }, show: "identify" },
    { when: { lifecycle: "joining" }, show: "joining" },
    { when: { lifecycle: "setup" }, show: "setup" },
    { when: { lifecycle: "offline" }, show: "offline" },
    { when: { relay: "closed" }, show: "on" },
    { when: {}, show: "dark" },
  ],
  startUpOnOff: { value: "previous", ...unknown },
} as const satisfies Profile;
