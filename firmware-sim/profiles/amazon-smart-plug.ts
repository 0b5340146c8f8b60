import { millis } from "../time.ts";
import type { Profile } from "./profile.ts";
import {
  alternate,
  assumed,
  between,
  blink,
  documented,
  PLAIN,
  span,
  steady,
  thirdParty,
  whileUpdating,
} from "./write.ts";

/**
 * The Amazon Smart Plug as the seed document S1 tells it. No source gives a millisecond of the real plug
 * but one third-party page (12 s of hold): every other number is a choice, and says so.
 */
export const amazonSmartPlug = {
  id: "amazon-smart-plug",
  name: "Amazon Smart Plug",
  maker: "Amazon",
  ...PLAIN,
  sources: {
    S1: "tomstek.us, on the factory reset of the Amazon smart plug, 2020",
    S3: "robots.net, on smart plugs that blink red",
    ACK: "Amazon's Alexa Connect Kit, its SDK's sample plug, which is not the plug that is sold",
  },
  timings: {
    debounce: span(30, assumed("other firmware uses 20, 50 or 75 ms")),
    tapMax: span(1000, assumed("no source")),
    confirmWindow: span(10_000, assumed("no reset of this make waits for it")),
    stuckButton: span(60_000, assumed("no source")),
    resetting: span(5000, between(2000, 10_000, assumed("S1 step 3 says several seconds, without a number"))),
    deregisterTimeout: span(3000, assumed("no source")),
    setupWindow: span(900_000, assumed("simple set-up windows elsewhere are 5 to 15 min")),
    joinTimeout: span(30_000, assumed("no source")),
    connectTimeout: span(10_000, assumed("no source")),
    networkLost: span(10_000, assumed("no source")),
    identify: span(10_000, assumed("no source")),
    looseWindow: span(10_000, assumed("no source; three drop-outs within 10 s tell a loose contact")),
    updateConfirm: span(60_000, assumed("no source; other firmware calls a boot good after 60 s")),
  },
  rungs: [
    {
      name: "mixed",
      at: millis(3000),
      reset: null,
      ...between(
        1000,
        5000,
        assumed("S1 step 2 gives the stage, not its time; Matter's trigger is 3 s; not below tapMax"),
      ),
    },
    {
      name: "armed",
      at: millis(12_000),
      reset: { name: "factory", when: "released" },
      guard: span(250, between(0, 1000, assumed("one whole red flash has been seen"))),
      ...between(
        5000,
        20_000,
        thirdParty(
          "appr.com: at least 12 seconds; red only and acting on release: S1 steps 2 and 3; other plugs reset after 5 s, ACK's after 20 s",
        ),
      ),
    },
  ],
  resets: {
    factory: {
      erases: ["wifi", "account", "startUp", "schedules", "energy"],
      cloudRemoval: "auto",
      ...documented(
        "S1: Wi-Fi information is erased; the account is left if the plug is online and signed in",
      ),
    },
  },
  app: {
    remove: {
      reset: "factory",
      ...assumed("ACK: a module that its account took off its list resets itself; said of a sample plug"),
    },
  },
  outlet: {
    watts: 1800,
    volts: 120,
    ...thirdParty("smarthomepoint.com: at most 1800 W, which is 15 A at 120 V"),
    meter: null,
    overheat: {
      trip: 100,
      release: 90,
      ...assumed("S3: plugs in general can overheat; the limits are those of shelly-homekit"),
    },
    overload: span(1000, assumed("S3: too much power overheats; no source says how soon it is switched off")),
  },
  patterns: {
    boot: {
      pattern: blink("red", 250, 250, 3),
      color: documented("S1 step 1: flashes red"),
      timing: between(200, 2000, assumed("S1 step 1 says several times, without a number")),
    },
    setup: {
      pattern: blink("blue", 500, 500),
      color: documented("S1 steps 1 and 3: blinks blue, no red"),
      timing: assumed("no source"),
    },
    joining: {
      pattern: blink("blue", 125, 125),
      color: assumed("remembered as fast blue, not found in any source"),
      timing: assumed("no source"),
    },
    mixed: {
      pattern: alternate(["red", 250], ["blue", 250]),
      color: documented("S1 step 2: blue and red at first"),
      timing: assumed("no source"),
    },
    armed: {
      pattern: blink("red", 250, 250),
      color: documented("S1 steps 2 and 3: blinks only red"),
      timing: assumed("no source"),
    },
    resetting: {
      pattern: steady("red"),
      color: documented("S1 step 3: solid red"),
      timing: assumed("lasts as long as timings.resetting and the wipe"),
    },
    identify: {
      pattern: blink("green", 250, 250),
      color: assumed("a colour that means nothing else here"),
      timing: assumed("no source"),
    },
    trouble: {
      pattern: blink("red", 500, 500),
      color: documented("S3: a loose connection or overheating blinks red; of plugs in general"),
      timing: assumed("S3 gives no speed"),
    },
    offline: {
      pattern: blink("red", 1000, 1000),
      color: documented("S3: network trouble blinks red; of plugs in general"),
      timing: assumed("no source"),
    },
    updating: {
      pattern: blink("blue", 100, 900),
      color: assumed("no source tells that this plug shows its updates"),
      timing: assumed("no source"),
    },
    on: {
      pattern: steady("blue"),
      color: thirdParty("the-daily-record.com 2020-10-25: blue when on"),
      timing: assumed("steady"),
    },
    dark: {
      pattern: steady("off"),
      color: documented("S1 step 1: turns off entirely"),
      timing: assumed("steady"),
    },
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "resetting" },
    { when: { button: "armed" }, show: "armed" },
    { when: { button: "mixed" }, show: "mixed" },
    { when: { identify: "identifying" }, show: "identify" },
    { when: { health: "overheated" }, show: "trouble" },
    { when: { health: "overloaded" }, show: "trouble" },
    { when: { mains: "flickering" }, show: "trouble" },
    { when: { update: "required" }, show: "trouble" },
    ...whileUpdating("updating"),
    { when: { lifecycle: "joining" }, show: "joining" },
    { when: { lifecycle: "setup" }, show: "setup" },
    { when: { lifecycle: "offline" }, show: "offline" },
    { when: { lifecycle: "idle-unprovisioned" }, show: "dark" },
    { when: { relay: "closed" }, show: "on" },
    { when: {}, show: "dark" },
  ],
  startUpOnOff: { value: "previous", ...assumed("no source on the plug after a power cut") },
} as const satisfies Profile;
