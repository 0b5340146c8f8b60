import { millis } from "../time.ts";
import type { Profile } from "./profile.ts";
import { assumed, blink, code, darkFor, PLAIN, span, steady, UNKNOWN_TIMINGS, unknown } from "./write.ts";

const oneColor = assumed("the firmware knows a lamp, not its colour");

/**
 * A plug that runs Tasmota with its default options. Its lamp works in ticks of 250 ms and tells what is
 * missing: the network, or the broker behind it, for which the cloud of the simulated home stands here.
 *
 * Left out: several presses within 500 ms (six open the access point, which keeps the Wi-Fi: no reset does so), the options that change the button
 * (SetOption1, 13, 32, 40) and the lamp (SetOption31, LedState).
 */
export const tasmotaPlug = {
  id: "tasmota-plug",
  name: "Plug with Tasmota",
  maker: "Tasmota",
  ...PLAIN,
  sources: {
    button: "arendst/Tasmota, tasmota/tasmota_support/support_button_v4.ino and tasmota.h",
    lamp: "arendst/Tasmota, tasmota/tasmota_support/support_tasmota.ino, Every250mSeconds",
  },
  timings: {
    ...UNKNOWN_TIMINGS,
    debounce: span(50, code("button, 50 ms")),
    tapMax: span(4000, code("button: a press is a press until the hold counts, SetOption32 = 40 x 0.1 s")),
  },
  rungs: [
    {
      name: "held",
      at: millis(4000),
      reset: null,
      ...code("button: SetOption32 = 40 x 0.1 s; letting go of a hold does not toggle"),
    },
    {
      name: "resetReached",
      at: millis(40_000),
      reset: { name: "factory", when: "reached" },
      ...code("button: ten times the hold, IMMINENT_RESET_FACTOR 10, with the button still down"),
    },
  ],
  resets: {
    factory: {
      erases: ["wifi", "account", "startUp", "schedules", "energy"],
      cloudRemoval: "manual",
      ...assumed(
        "button: a reset, not said of what; all settings here. No account is told, for there is none",
      ),
    },
  },
  outlet: {
    watts: 2300,
    volts: 230,
    ...assumed("it depends on the plug; 10 A at 230 V"),
    meter: assumed("it depends on the plug; Tasmota tells energy where there is a meter"),
    overheat: null,
    overload: null,
  },
  patterns: {
    boot: {
      pattern: darkFor(4000),
      color: unknown,
      timing: code("button: what is pressed in the first 4 s of power is ignored"),
    },
    networkDown: {
      pattern: blink("blue", 750, 750),
      color: oneColor,
      timing: code("lamp: interval 3 without network, each tick 250 ms; its comment says 1 s"),
    },
    brokerDown: {
      pattern: blink("blue", 1750, 1750),
      color: oneColor,
      timing: code("lamp: interval 7 without MQTT, each tick 250 ms; its comment says 2 s"),
    },
    restarting: { pattern: steady("blue"), color: oneColor, timing: code("lamp: solid before a restart") },
    identify: {
      pattern: blink("blue", 250, 250),
      color: oneColor,
      timing: code("lamp: its normal blink; that identify uses it is a choice"),
    },
    on: { pattern: steady("blue"), color: oneColor, timing: assumed("LedState can say so; steady") },
    dark: { pattern: steady("off"), color: assumed("LedState can say so"), timing: assumed("steady") },
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "restarting" },
    { when: { identify: "identifying" }, show: "identify" },
    { when: { network: "down" }, show: "networkDown" },
    { when: { network: "local" }, show: "brokerDown" },
    { when: { relay: "closed" }, show: "on" },
    { when: {}, show: "dark" },
  ],
  startUpOnOff: { value: "previous", ...unknown },
} as const satisfies Profile;
