import { millis } from "../time.ts";
import { ECHO, ECHO_REST } from "./echo-common.ts";
import type { Profile } from "./profile.ts";
import { assumed, span, thirdParty } from "./write.ts";

/**
 * The Echo with microphone-off and volume-down as the seed document S2 tells it: both held while power comes, until the
 * ring was orange and then is blue, reset it when they are let go. Four pages say the same of one that runs, and give 20 s: both
 * are taken. Its soft reset is a power cut, of 20 s in S2; here any cut will do.
 *
 * Left out: what either button does by itself (mute, volume); all that is left out of echo-dot.
 */
export const echo = {
  id: "echo",
  name: "Echo",
  ...ECHO,
  sources: {
    ...ECHO.sources,
    four: "xda-developers, pcwelt, ytechb, h-o-m-e.org: Echo and Dot, 2nd generation",
  },
  rungs: [],
  otherButtons: ["mic-off", "volume-down"],
  combination: {
    buttons: ["mic-off", "volume-down"],
    when: "either",
    skew: span(500, assumed("no source known")),
    rungs: [
      {
        name: "orange",
        at: millis(5000),
        reset: null,
        ...assumed("S2: orange, then blue, without a number; four: orange before 20 s"),
      },
      {
        name: "blue",
        at: millis(20_000),
        reset: { name: "factory", when: "released" },
        ...thirdParty("four: 20 s; the colours, and that letting go follows them: S2"),
      },
    ],
    ...assumed("S2: held as power comes; four: pressed while it runs; both are taken"),
  },
  indicator: [
    { when: { supply: "off" }, show: "dark" },
    { when: { combination: "blue" }, show: "blue" },
    { when: { combination: "orange" }, show: "orange" },
    { when: { supply: "booting" }, show: "boot" },
    { when: { lifecycle: "resetting" }, show: "resetting" },
    ...ECHO_REST,
  ],
} as const satisfies Profile;
