import { millis } from "../time.ts";
import { ECHO } from "./echo-common.ts";
import { echoDot } from "./echo-dot.ts";
import type { Profile } from "./profile.ts";
import { assumed, thirdParty } from "./write.ts";

const everything = ["wifi", "account", "schedules", "personal"] as const;

/** The Echo Dot as other pages than S2 tell it: its colours come in another order, and a reset takes the Wi-Fi with it. */
export const echoThirdParty = {
  ...echoDot,
  id: "echo-third-party",
  name: "Echo Dot, as other pages have it",
  variantOf: {
    profile: "echo-dot",
    reading: "25 s of Action show orange, blue, off and on, and every factory reset erases the Wi-Fi",
  },
  sources: {
    ...echoDot.sources,
    support: "support.com, on the reset of a Dot",
    thinglabs: "thinglabs and tinygrab, on the reset in the app",
    deinhome: "deinhome.de, on what a reset loses",
  },
  rungs: [
    {
      name: "orange",
      at: millis(5000),
      reset: null,
      ...assumed("support: orange first, without a number"),
    },
    { name: "blue", at: millis(20_000), reset: null, ...assumed("support: then blue, without a number") },
    {
      name: "offAndOn",
      at: millis(25_000),
      reset: { name: "factory", when: "reached" },
      ...thirdParty("support: 25 s, then off and on"),
    },
  ],
  resets: {
    factory: {
      ...ECHO.resets.factory,
      erases: everything,
      ...thirdParty("thinglabs: the Wi-Fi is gone, too; deinhome: and the links to smart-home devices"),
    },
    deregister: ECHO.resets.deregister,
  },
  accountKeeps: ECHO.accountKeeps.filter(({ what }) => !what.includes("smart-home")),
  indicator: echoDot.indicator.filter(({ when }) => !("button" in when && when.button === "orangeAgain")),
} as const satisfies Profile;

const { blue: _, ...withoutBlue } = echoDot.patterns;

/** The Echo Dot as a page quotes its maker: 20 s of Action lead to set-up, and smart-home devices stay connected. */
export const echoAmazonQuoted = {
  ...echoDot,
  id: "echo-amazon-quoted",
  name: "Echo Dot, as its maker is quoted",
  variantOf: {
    profile: "echo-dot",
    reading: "20 s of Action are no restart but lead to set-up, with smart-home devices kept",
  },
  sources: { ...echoDot.sources, appdated: "appdated.de, which quotes Amazon in German" },
  rungs: [
    echoDot.rungs[0],
    {
      name: "offAndOn",
      at: millis(20_000),
      reset: { name: "setUp", when: "reached" },
      ...thirdParty("appdated: 20 s, the ring goes off and on again, then set-up"),
    },
  ],
  resets: {
    setUp: {
      erases: everything,
      cloudRemoval: "auto",
      ...assumed("appdated: it is set up anew and keeps smart-home devices; what else it keeps is not said"),
    },
    ...ECHO.resets,
  },
  patterns: withoutBlue,
  indicator: echoDot.indicator.filter(
    ({ when }) => !("button" in when && (when.button === "orangeAgain" || when.button === "blue")),
  ),
} as const satisfies Profile;
