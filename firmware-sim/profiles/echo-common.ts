import type { Profile } from "./profile.ts";
import {
  alternate,
  assumed,
  blink,
  documented,
  PLAIN,
  sequence,
  span,
  steady,
  thirdParty,
  UNKNOWN_TIMINGS,
  unknown,
} from "./write.ts";

/** The ring goes off and on again while it resets, each for half of this, ms. */
const OFF_AND_ON = 4000;

const signsOut = ["account", "schedules", "personal"] as const;
const kept = documented("S2: no reset of the device erases it");

/** What every Echo here has in common. A ring of lights is one lamp: what turns on the ring blinks here. */
export const ECHO = {
  ...PLAIN,
  maker: "Amazon",
  sources: {
    S2: "an article on how to reset Alexa devices, whose title asks for a reset button",
    ring: "caregiversmatter.org, sunnyside-times and mostathmr.com, on the ring's colours",
    ACK: "developer.amazon.com, Alexa Connect Kit: not of an Echo",
  },
  timings: {
    ...UNKNOWN_TIMINGS,
    resetting: span(OFF_AND_ON, assumed("S2: the light goes off and on again, without a number")),
  },
  resets: {
    factory: {
      erases: signsOut,
      cloudRemoval: "auto",
      ...documented(
        "S2: it signs out and deletes what is personal, and keeps the Wi-Fi; by app, buttons, voice",
      ),
    },
    deregister: {
      erases: ["wifi", ...signsOut],
      cloudRemoval: "auto",
      ...documented("S2: the link to the account is cut, and all data on the device is deleted"),
    },
  },
  app: {
    reset: {
      reset: "factory",
      ...documented("S2: Reset to Factory Defaults among the options of the device"),
    },
    deregister: { reset: "deregister", ...documented("S2: Deregister among the settings of the device") },
    remove: {
      reset: "deregister",
      ...assumed("S2 says nothing of a device that is offline then; ACK: the module resets itself"),
    },
  },
  voice: {
    reset: "factory",
    answer: span(8000, assumed("S2: it asks, and yes begins, no cancels; how long it waits is not said")),
    ...documented("S2: only the newest devices"),
  },
  // S2's list of what stays with the account.
  accountKeeps: [
    { what: "the login of the account", ...kept },
    { what: "cards and other means of payment", ...kept },
    { what: "voice recordings and transcripts in the cloud", ...kept },
    { what: "links to smart-home and other wireless devices", ...kept },
    { what: "music, audio books and e-books", ...kept },
    { what: "the history of what was bought", ...kept },
    { what: "reminders, alerts, skills and routines of the account", ...kept },
    { what: "preferences, such as the assistant's voice", ...kept },
  ],
  outlet: null,
  patterns: {
    boot: {
      pattern: sequence([
        ["blue", 4000],
        ["cyan", 500],
        ["off", 500],
        ["cyan", 500],
        ["off", 500],
      ]),
      color: thirdParty("ring: blue with turning cyan, at its end pulses of cyan, then off"),
      timing: unknown,
    },
    orange: {
      pattern: steady("orange"),
      color: documented("S2: orange"),
      timing: assumed("steady"),
    },
    blue: { pattern: steady("blue"), color: documented("S2: blue"), timing: assumed("steady") },
    resetting: {
      pattern: alternate(["off", OFF_AND_ON / 2], ["blue", OFF_AND_ON / 2]),
      color: documented("S2: off and on again; the colour it comes on in is not said, blue here"),
      timing: unknown,
    },
    setup: {
      pattern: blink("orange", 500, 500),
      color: thirdParty("ring: turning orange while it joins a Wi-Fi"),
      timing: assumed("one turn a second"),
    },
    joining: {
      pattern: blink("orange", 250, 250),
      color: thirdParty("ring: turning orange while it joins a Wi-Fi"),
      timing: assumed("faster than set-up, so that the two can be told apart"),
    },
    asking: {
      pattern: steady("cyan"),
      color: thirdParty("ring: blue with cyan while it listens; cyan here"),
      timing: assumed("steady"),
    },
    identify: { pattern: blink("cyan", 500, 500), color: unknown, timing: unknown },
    offline: {
      pattern: blink("orange", 1000, 1000),
      color: assumed("ring: orange is about the Wi-Fi; not said of one that is lost"),
      timing: unknown,
    },
    dark: { pattern: steady("off"), color: thirdParty("ring: off when ready"), timing: assumed("steady") },
  },
  startUpOnOff: { value: "previous", ...assumed("it has no outlet") },
} as const satisfies Partial<Profile>;

/** The lamp after what the buttons at hand show. */
export const ECHO_REST = [
  { when: { voice: "asking" }, show: "asking" },
  { when: { identify: "identifying" }, show: "identify" },
  { when: { lifecycle: "joining" }, show: "joining" },
  { when: { lifecycle: "setup" }, show: "setup" },
  { when: { lifecycle: "offline" }, show: "offline" },
  { when: {}, show: "dark" },
] as const satisfies Profile["indicator"];
