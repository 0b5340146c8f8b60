import { millis } from "../time.ts";
import type { Profile } from "./profile.ts";
import {
  assumed,
  blink,
  code,
  darkFor,
  PLAIN,
  span,
  steady,
  thirdParty,
  UNKNOWN_TIMINGS,
  unknown,
} from "./write.ts";

const oneColor = assumed("the example knows a status lamp, not its colour");
const status = code("AppTask, StatusLed");

/**
 * A Matter plug as the examples of connectedhomeip behave: the lamp tells the state of the connection, not
 * that of the outlet, and a held button says for 3 s that it is about to reset, and can still be let go.
 *
 * Left out: the second lamp, which is the outlet's; the second button; what letting go before 3 s starts
 * in the examples (here: the outlet toggles, as on every plug with one button).
 */
export const matterPlug = {
  id: "matter-plug",
  name: "Matter plug",
  maker: "Connectivity Standards Alliance",
  ...PLAIN,
  sources: {
    nRF: "Nordic's nRF sample of a Matter device",
    AppTask: "project-chip/connectedhomeip 00c4e460, examples/lighting-app/nrfconnect/main/AppTask.cpp",
    BaseApplication: "project-chip/connectedhomeip, examples/platform/silabs/BaseApplication.cpp",
  },
  timings: {
    ...UNKNOWN_TIMINGS,
    setupWindow: span(900_000, thirdParty("nRF: open to set-up for 15 min")),
  },
  rungs: [
    {
      name: "resetPending",
      at: millis(3000),
      reset: null,
      ...code("AppTask: trigger after 3000 ms; letting go in the 3000 ms after it cancels"),
    },
    {
      name: "resetReached",
      at: millis(6000),
      reset: { name: "factory", when: "reached" },
      ...code(
        "AppTask: cancel window of 3000 ms after the trigger; then it acts, with the button still down",
      ),
    },
  ],
  resets: {
    factory: {
      erases: ["wifi", "account", "startUp", "schedules", "energy"],
      cloudRemoval: "manual",
      ...assumed(
        "AppTask: a factory reset; that it erases all of these, and tells no controller, is assumed",
      ),
    },
  },
  outlet: {
    watts: 1800,
    volts: 120,
    ...assumed("the example knows no rating; 15 A at 120 V"),
    meter: null,
    overheat: null,
    overload: null,
  },
  patterns: {
    boot: { pattern: darkFor(1000), color: unknown, timing: unknown },
    unprovisioned: { pattern: blink("green", 50, 950), color: oneColor, timing: status },
    joining: {
      pattern: blink("green", 100, 100),
      color: oneColor,
      timing: code("AppTask, StatusLed: somebody is connected to set it up"),
    },
    detached: {
      pattern: blink("green", 950, 50),
      color: oneColor,
      timing: code("AppTask, StatusLed: provisioned, and not or not fully connected"),
    },
    connected: { pattern: steady("green"), color: oneColor, timing: status },
    resetPending: { pattern: blink("green", 500, 500), color: oneColor, timing: status },
    resetting: { pattern: steady("off"), color: unknown, timing: unknown },
    identify: {
      pattern: blink("green", 250, 250),
      color: oneColor,
      timing: code("BaseApplication, ActivateStatusLedPatterns; before the status"),
    },
    dark: { pattern: steady("off"), color: assumed("a plug without power"), timing: assumed("steady") },
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "resetting" },
    { when: { button: "resetPending" }, show: "resetPending" },
    { when: { identify: "identifying" }, show: "identify" },
    { when: { lifecycle: "joining" }, show: "joining" },
    { when: { lifecycle: "setup" }, show: "unprovisioned" },
    { when: { lifecycle: "idle-unprovisioned" }, show: "unprovisioned" },
    { when: { network: "cloud" }, show: "connected" },
    { when: {}, show: "detached" },
  ],
  startUpOnOff: { value: "previous", ...unknown },
} as const satisfies Profile;
