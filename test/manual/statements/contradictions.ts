import type { Contradiction } from "./contradiction.ts";

const AMAZON = "amazon-smart-plug";

/** Where documents disagree about plugs, with each other, with themselves or with what others write. */
const ABOUT_PLUGS: readonly Contradiction[] = [
  {
    about: "what makes a held button reset",
    claims: [
      ["S1 step 3", "letting go while only red blinks"],
      ["appr.com", "12 s of holding, or more"],
      ["Amazon's sample code, Matter, Shelly, Tasmota", "20, 6, 10 or 40 s, with the button still down"],
    ],
    taken: `${AMAZON}: letting go, from 12 s on, once red alone has been seen; the others as their makers say`,
    other: { fields: ["rungs.at", "rungs.reset.when"] },
  },
  {
    about: "a factory reset and the account",
    claims: [
      ["S1 note 2", "the reset itself takes an online plug out of the account"],
      ["alphr.com, appr.com", "it must be removed in the app as well"],
      ["S3 solution 2", "settings and data are erased; it names no account"],
    ],
    taken: `${AMAZON}: removed if the account can be reached at that moment, else still listed; generic-red-blink: not removed`,
    other: { fields: ["resets.cloudRemoval"] },
  },
  {
    about: "whether blue and red are a stage of the hold",
    claims: [
      ["S1 step 2", "one may see them"],
      ["S1 step 2, read otherwise", "the blue is that of a plug that was waiting for set-up"],
    ],
    taken: "always a stage, whatever was shown before",
    other: { fields: ["indicator.when"] },
  },
  {
    about: "the lamp while the plug resets",
    claims: [
      ["S1 step 3", "solid red, then blinking blue"],
      ["appr.com", "flashes orange, then blue"],
    ],
    taken: "S1",
    other: { fields: ["patterns.pattern"] },
  },
  {
    about: "the steps of the reset",
    claims: [
      ["S1", "hold, let go, wait"],
      ["appr.com", "hold, let go, unplug for 10 s, plug in, remove in the app"],
    ],
    taken: "S1",
    other: { none: "what a person does is no setting; `ctl` plays either" },
  },
  {
    about: "the lamp of a plug that is well, with its outlet off",
    claims: [
      ["S1 step 1", "dark"],
      ["S3, what a red blink means", "steady green or blue"],
      ["Emporia", "purple"],
    ],
    taken: `${AMAZON}: dark; generic-red-blink: green`,
    other: { fields: ["indicator.when", "patterns.pattern"] },
  },
  {
    about: "steady blue",
    claims: [
      ["the-daily-record.com", "the outlet is on"],
      ["Amazon's sample code, S3", "all is well, whatever the outlet does"],
    ],
    taken: `${AMAZON}: the outlet is on`,
    other: { fields: ["indicator.when"] },
  },
  {
    about: "blinking red",
    claims: [
      ["S1 steps 1 and 2", "the plug starts, or is about to be reset"],
      ["S3", "something is wrong"],
    ],
    taken: "both, each in its state; starting and a held button come before any trouble",
    other: { fields: ["indicator.when"] },
  },
  {
    about: "the speed of red blinks",
    claims: [
      ["S3", "one red blink for every trouble; it names no speed"],
      ["icdsc", "a fast one is too much current"],
    ],
    taken: "generic-red-blink: one blink for every trouble",
    other: { profile: "generic-red-blink-coded" },
  },
  {
    about: "letting go too early",
    claims: [
      ["nRF and Silabs samples of Matter", "cancels"],
      ["Amazon's sample code", "opens set-up, and erases nothing"],
      ["shelly-homekit", "still switches the outlet"],
    ],
    taken: "cancels, and switches nothing",
    other: { profile: "shelly-homekit" },
  },
  {
    about: "a button that is held on and on",
    claims: [
      ["S1", "does not say"],
      ["Ezlo", "more than 20 s cancels"],
      ["Amazon's sample code, Matter, Shelly", "the reset has long begun"],
    ],
    taken: `${AMAZON}, generic-red-blink: the plug waits, and tells of a stuck button`,
    other: { profile: "matter-plug" },
  },
  {
    about: "a reset while the outlet is on",
    claims: [
      ["S1", "does not say"],
      ["Amazon's sample code", "waits until the outlet is off"],
    ],
    taken: "it is done, and the outlet goes off with it",
    other: { none: "nobody says it of a plug that is sold" },
  },
  {
    about: "a power cut during a reset",
    claims: [
      ["S1", "does not say"],
      ["Amazon's sample code", "the plug comes back not connected, and is to be reset again"],
    ],
    taken: "before the reset is noted nothing has happened; after it the next start finishes the reset",
    other: { none: "a plug that is half reset keeps secrets that it was told to forget" },
  },
  {
    about: "the lamp once set-up has waited in vain",
    claims: [
      ["S1 step 1", "dark is possible"],
      ["Amazon's sample code", "goes on blinking"],
    ],
    taken: `${AMAZON}: dark after 15 min; generic-red-blink: then green, as nothing is wrong`,
    other: { fields: ["timings.setupWindow", "indicator.when"] },
  },
  {
    about: "the steady light of a plug that is well",
    claims: [["S3, what a red blink means", "green or blue; it does not say which"]],
    taken: "generic-red-blink: green",
    other: { fields: ["patterns.pattern"] },
  },
  {
    about: "a loose connection",
    claims: [
      ["S3 solution 1", "it interrupts the power"],
      ["S3 solution 1", "it makes the lamp blink, which needs power"],
    ],
    taken: "power comes and goes in bursts, and the plug blinks while it has any",
    other: { none: "without power no lamp is lit" },
  },
  {
    about: "unplugging",
    claims: [
      ["S3 solution 3", "at once, when the plug is warm"],
      ["S3 solution 4", "never during an update"],
    ],
    taken: "the plug asks not to be unplugged, and works after it was",
    other: { none: "a plug that an update can ruin is of no use to either" },
  },
  {
    about: "how an update comes to the plug",
    claims: [
      ["S3 solution 4", "by USB from a computer"],
      ["S3 solution 4", "by the phone app"],
    ],
    taken: "over the network, begun by a command",
    other: { none: "the simulated plug has no USB" },
  },
];

const ABOUT_ECHOES: readonly Contradiction[] = [
  {
    about: "what a factory reset of an Echo leaves",
    claims: [
      ["S2, factory reset in the app", "the device as new, but for its Wi-Fi"],
      ["S2, by buttons", "the same as in the app"],
      ["S2, summary", "connections are to be set up again"],
      ["thinglabs, tinygrab", "the Wi-Fi is erased, too"],
    ],
    taken: "the Wi-Fi is kept, whether by app, buttons or voice",
    other: { profile: "echo-third-party" },
  },
  {
    about: "20 s on the Action button of an Echo",
    claims: [
      ["S2, soft reset", "starts anew, erases nothing"],
      ["Amazon, as appdated.de quotes it", "goes to set-up; smart-home devices stay"],
      ["how2tech", "20 to 40 s erase all"],
    ],
    taken: "S2; a profile whose `rungs.reset.name` there is factory does as how2tech says",
    other: { profile: "echo-amazon-quoted" },
  },
  {
    about: "a hold that passes 20 s on its way to 25 s",
    claims: [
      ["S2, soft reset", "20 s restart the device"],
      ["S2, by buttons", "25 s of the same button reset it"],
    ],
    taken: "let go between the two, it restarts; at 25 s it resets, with the button still down",
    other: { fields: ["rungs.reset.when"] },
  },
  {
    about: "colours on the way to 25 s",
    claims: [
      ["S2, by buttons", "blue, orange, off, on"],
      ["support.com", "orange, blue, off, on"],
      ["S2, soft reset", "orange, then blue, until 20 s"],
    ],
    taken: "S2: orange before 20 s, and from there blue, orange, off, on",
    other: { profile: "echo-third-party" },
  },
  {
    about: "microphone-off and volume-down",
    claims: [
      ["S2, by buttons", "held while power comes"],
      ["xda-developers, pcwelt, ytechb, h-o-m-e.org", "held for 20 s on a device that runs"],
    ],
    taken: "both",
    other: { fields: ["combination.when"] },
  },
  {
    about: "restarting by the power cord, or by a button",
    claims: [
      ["S2, soft reset", "an Echo by its cord, a Dot by its button"],
      ["S2, summary", "by the cord, whatever it is"],
    ],
    taken: "the cord restarts every device; the button restarts the Dot",
    other: { fields: ["rungs.reset"] },
  },
  {
    about: "how long an Echo is to be unplugged",
    claims: [
      ["S2, soft reset", "20 s"],
      ["Amazon, as appdated.de quotes it", "10 s"],
      ["several blogs", "30 s"],
    ],
    taken: "20 s in the test; any time without power restarts it",
    other: { none: "how long is up to whoever pulls the cord" },
  },
  {
    about: "recordings, reminders and skills after a factory reset",
    claims: [
      ["S2, factory reset in the app", "deleted"],
      ["S2, what stays", "they stay with the account"],
    ],
    taken: "what the device holds is deleted, what the account holds stays",
    other: { fields: ["resets.erases", "accountKeeps.what"] },
  },
  {
    about: "smart-home links after a reset",
    claims: [
      ["S2, Amazon as quoted", "they stay"],
      ["deinhome.de", "they are lost"],
    ],
    taken: "they stay with the account",
    other: { profile: "echo-third-party" },
  },
  {
    about: "the account's list after a factory reset",
    claims: [
      ["S2, factory reset in the app", "the device is signed out"],
      ["S2, deregistering", "it takes this to unlink device and account"],
    ],
    taken: "either unlinks both, if the account can be reached then; deregistering erases the Wi-Fi as well",
    other: { fields: ["resets.cloudRemoval"] },
  },
  {
    about: "which button is Action",
    claims: [
      ["S2, soft reset", "the one with the microphone"],
      ["other lists of buttons", "the one with the dot; the microphone turns the microphone off"],
    ],
    taken: "two buttons",
    other: { none: "what is printed on a button changes nothing" },
  },
  {
    about: "the Echo Show",
    claims: [
      ["S2, soft reset and by buttons", "it has the ring and the Action button of a Dot"],
      ["the device itself", "it has a screen and a bar"],
    ],
    taken: "no profile of a Show is shipped",
    other: { none: "no source tells what its bar shows" },
  },
];

export const CONTRADICTIONS = { plugs: ABOUT_PLUGS, Echoes: ABOUT_ECHOES } as const;
