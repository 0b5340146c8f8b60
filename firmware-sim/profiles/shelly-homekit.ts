import { millis } from "../time.ts";
import type { Profile } from "./profile.ts";
import { shellyPlugS } from "./shelly-plug-s.ts";
import {
  assumed,
  blink,
  code,
  PLAIN,
  span,
  steady,
  UNKNOWN_TIMINGS,
  unknown,
  whileUpdating,
} from "./write.ts";

const oneColor = assumed("the firmware knows a lamp, not its colour");
const lamp = code("lamp, CheckSysLED");

/**
 * A Shelly Plug S that runs shelly-homekit instead of its maker's firmware, read in its source: what has no number
 * there is assumed, as on other plugs. A hold of less than 10 s switches the outlet however long it was.
 *
 * Left out: what two presses within 500 ms do, and that a press waits so long for a second one; that it is not paired
 * (500/500), for a cloud stands here for the one that would be; the restart after a reset; a button
 * that is pressed only after power came, which opens the fail-safe as well for 3 s.
 */
export const shellyHomekit = {
  id: "shelly-homekit",
  name: "Shelly Plug S with shelly-homekit",
  maker: "Shelly-HomeKit contributors",
  ...PLAIN,
  variantOf: {
    profile: "shelly-plug-s",
    reading: "the same plug with another firmware, whose source is open",
  },
  sources: {
    lamp: "mongoose-os-apps/shelly-homekit, src/shelly_sys_led_btn.cpp",
    input: "mongoose-os-apps/shelly-homekit, src/shelly_input_pin.cpp",
    reset: "mongoose-os-apps/shelly-homekit, libreset/src/shelly_reset.cpp",
    heat: "mongoose-os-apps/shelly-homekit, mos.yml and src/shelly_main.cpp, CheckOverheat",
  },
  timings: {
    ...UNKNOWN_TIMINGS,
    debounce: span(20, code("input: 20 ms")),
    tapMax: span(9999, code("lamp: a press that ends before the long one at 10 s counts as single")),
    resetting: span(2600, code("reset: 600 ms of 100/100, and a restart 2000 ms after the wipe")),
  },
  rungs: [
    {
      name: "resetReached",
      at: millis(10_000),
      reset: { name: "network", when: "reached" },
      ...code("lamp: long press 10 000 ms, with the button still down"),
    },
  ],
  otherButtons: [],
  combination: {
    buttons: ["action"],
    when: "powerOn",
    skew: span(1, assumed("one button alone")),
    rungs: [
      {
        name: "failSafe",
        at: millis(2000),
        reset: { name: "factory", when: "reached" },
        ...code("reset: held for 20 looks of 100 ms in the first seconds of a cold boot"),
      },
    ],
    ...code("reset: fail-safe"),
  },
  counts: [
    {
      of: "powerOns",
      times: 6,
      within: span(10_000, code("reset: a boot that lasts 10 s sets the counter back")),
      reset: "network",
      ...code("reset: five boots shorter than that, and the next one resets"),
    },
  ],
  resets: {
    network: {
      erases: ["wifi"],
      cloudRemoval: "manual",
      ...code("reset: ResetDevice, the Wi-Fi and the passwords of its own pages"),
    },
    factory: {
      erases: ["wifi", "account", "startUp", "schedules", "energy"],
      cloudRemoval: "manual",
      ...code("reset: WipeDevice, all configuration and every pairing"),
    },
  },
  outlet: {
    ...shellyPlugS.outlet,
    meter: assumed("the same plug as with its maker's firmware"),
    overheat: { trip: 100, release: 90, ...code("heat: off at 100 °C, free again at 90 °C") },
    overload: null,
  },
  patterns: {
    boot: {
      pattern: blink("blue", 100, 100, 15),
      color: oneColor,
      timing: code("reset: 30 looks of 100 ms at a cold boot, the lamp toggling at each"),
    },
    failSafe: {
      pattern: steady("off"),
      color: oneColor,
      timing: code("reset: dark while the button is down at a cold boot"),
    },
    held: { pattern: steady("blue"), color: oneColor, timing: lamp },
    resetting: {
      pattern: blink("blue", 100, 100),
      color: oneColor,
      timing: code("reset: 100/100 before the wipe; identify, the same, after it"),
    },
    identify: { pattern: blink("blue", 100, 100), color: oneColor, timing: lamp },
    joining: { pattern: blink("blue", 200, 200), color: oneColor, timing: lamp },
    updating: { pattern: blink("blue", 250, 250), color: oneColor, timing: lamp },
    setup: { pattern: blink("blue", 875, 25), color: oneColor, timing: lamp },
    serverOff: { pattern: blink("blue", 25, 875), color: oneColor, timing: lamp },
    dark: { pattern: steady("off"), color: oneColor, timing: lamp },
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { combination: "held" }, show: "failSafe" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "resetting" },
    { when: { identify: "identifying" }, show: "identify" },
    { when: { button: "pressed" }, show: "held" },
    { when: { lifecycle: "joining" }, show: "joining" },
    { when: { lifecycle: "connecting" }, show: "joining" },
    ...whileUpdating("updating"),
    { when: { lifecycle: "setup" }, show: "setup" },
    { when: { lifecycle: "idle-unprovisioned" }, show: "setup" },
    { when: { lifecycle: "offline" }, show: "serverOff" },
    { when: {}, show: "dark" },
  ],
  startUpOnOff: { value: "previous", ...unknown },
} as const satisfies Profile;
