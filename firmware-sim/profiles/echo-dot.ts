import { millis } from "../time.ts";
import { ECHO, ECHO_REST } from "./echo-common.ts";
import type { Profile } from "./profile.ts";
import { assumed, documented } from "./write.ts";

/**
 * The Echo Dot as the seed document S2 tells it: its Action button held for 20 s restarts it (orange, then blue), for
 * 25 s resets it (blue, then orange, off and on). The way to 25 s passes 20 s, so letting go decides on a soft reset,
 * and the factory reset begins when the light goes off. An Echo Show is said to do the same.
 *
 * Left out: whatever the assistant does when it is not reset; the Wi-Fi set-up that a shorter hold is said to open,
 * which erases nothing; the ring's other colours (microphone off, messages, calls, volume); any turning.
 */
export const echoDot = {
  id: "echo-dot",
  name: "Echo Dot",
  ...ECHO,
  rungs: [
    {
      name: "orange",
      at: millis(5000),
      reset: null,
      ...assumed("S2: orange before 20 s; ring: orange opens the Wi-Fi set-up, 5 s is a choice"),
    },
    {
      name: "blue",
      at: millis(20_000),
      reset: { name: "soft", when: "released" },
      ...documented("S2 soft reset: 20 s, orange and then blue; that letting go decides is a reading"),
    },
    {
      name: "orangeAgain",
      at: millis(22_500),
      reset: { name: "soft", when: "released" },
      ...assumed("S2 factory reset by buttons: orange after blue, before 25 s; half-way is a choice"),
    },
    {
      name: "offAndOn",
      at: millis(25_000),
      reset: { name: "factory", when: "reached" },
      ...documented("S2 factory reset by buttons: 25 s, hold until the light goes off and on, then let go"),
    },
  ],
  resets: {
    soft: {
      erases: [],
      cloudRemoval: "manual",
      ...documented("S2: a soft reset restarts the device and deletes nothing"),
    },
    ...ECHO.resets,
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "resetting" },
    { when: { button: "orangeAgain" }, show: "orange" },
    { when: { button: "blue" }, show: "blue" },
    { when: { button: "orange" }, show: "orange" },
    ...ECHO_REST,
  ],
} as const satisfies Profile;
