import { ADVICE, APP, again, checked, type Statements, unchecked } from "./form.ts";

const ECHO = "echo";
const DOT = "echo-dot";
const BOTH = [ECHO, DOT] as const;

const NO_GLITCH = "no fault of the bench is a confused assistant; that the device starts anew is checked";
const SHOW = "no profile of an Echo Show is shipped; its gestures are said to be those of echo-dot";

/** The resets of Echo devices, up to the one by voice. What they leave to the account is in s2-account.ts. */
export const s2Resets = {
  opening: {
    "S2.opening.assistant": unchecked(
      "the bench has an assistant's buttons, ring and resets, not its services",
      "an Echo answers questions, plays music and controls a smart home by voice",
    ),
    "S2.opening.confused": unchecked(NO_GLITCH, "like any gadget it may get confused"),
    "S2.opening.several": checked("there are several resets, which erase more or less", ...BOTH),
  },
  "soft reset": {
    "S2.soft.glitches": unchecked(NO_GLITCH, "it clears small glitches: no answer, commands misunderstood"),
    "S2.soft.keeps-all": checked("a soft reset erases neither personal data nor settings", ...BOTH),
    "S2.soft.unplug": checked("an Echo is soft-reset by 20 s without power", ECHO),
    "S2.soft.action-hold": checked("an Echo Dot is, by its Action button held for 20 s", DOT),
    "S2.soft.action-lights": checked("in that hold its ring is orange first, and blue next", DOT),
    "S2.soft.restarts": checked("after that hold the device starts anew", DOT),
    "S2.soft.show": unchecked(SHOW, "an Echo Show is soft-reset as the Dot"),
    "S2.soft.icon": unchecked("a print on the case", "the Action button shows a microphone"),
  },
  "factory reset in the app": {
    "S2.app.when": unchecked(ADVICE, "it comes next when a soft reset did not help"),
    "S2.app.as-new": checked("a factory reset leaves the device as it left the factory", ...BOTH),
    "S2.app.ways": again("S2.opening.several"),
  },
  "factory reset in the app, steps 1 to 4": {
    "S2.app.pages": unchecked(APP, "the way through the app to the device's options"),
  },
  "factory reset in the app, step 5": {
    "S2.app.begins": checked("the app can begin a factory reset", ...BOTH),
  },
  "factory reset in the app, after the steps": {
    "S2.app.prompts": unchecked(APP, "the app wants the reset to be confirmed"),
    "S2.app.signs-out": checked("it signs the device out of the account", ...BOTH),
    "S2.app.personal": checked("it deletes personal data: recordings, reminders", ...BOTH),
    "S2.app.skills": checked("it removes the skills that were enabled", ...BOTH),
    "S2.app.keeps-wifi": checked("it keeps the Wi-Fi connection", ...BOTH),
    "S2.app.rejoins": checked("so the Wi-Fi need not be set up anew", ...BOTH),
  },
  "factory reset by buttons": {
    "S2.buttons.possible": checked("the buttons on the device can begin a factory reset", ...BOTH),
  },
  "factory reset by buttons, Echo steps 1 to 3": {
    "S2.buttons.echo-at-power-on": checked(
      "it begins with microphone-off and volume-down held while power comes",
      ECHO,
    ),
  },
  "factory reset by buttons, Echo step 4": {
    "S2.buttons.echo-lights": checked("the ring is orange first, and blue next", ECHO),
    "S2.buttons.echo-too-early": checked(
      "both are to be held until the blue: let go before, nothing is reset",
      ECHO,
    ),
  },
  "factory reset by buttons, Echo step 5": {
    "S2.buttons.echo-release": checked("let go at the blue, the Echo resets", ECHO),
  },
  "factory reset by buttons, Dot and Show step 1": {
    "S2.buttons.dot-hold": checked("it begins with the Action button held for 25 s", DOT),
    "S2.buttons.show": unchecked(SHOW, "an Echo Show is reset as the Dot"),
  },
  "factory reset by buttons, Dot and Show step 2": {
    "S2.buttons.dot-lights": checked("the ring turns blue, then orange", DOT),
  },
  "factory reset by buttons, Dot and Show step 3": {
    "S2.buttons.dot-off-and-on": checked("held on, the ring goes off and on again", DOT),
    "S2.buttons.dot-too-early": checked("let go before that, there is no factory reset", DOT),
  },
  "factory reset by buttons, Dot and Show step 4": {
    "S2.buttons.dot-release": checked("let go after it, the Dot has been reset to its factory state", DOT),
  },
  "factory reset by buttons, after the steps": {
    "S2.buttons.as-app": checked("it does what the reset in the app does", ...BOTH),
    "S2.buttons.alone": checked("it needs neither phone nor Wi-Fi", ...BOTH),
    "S2.buttons.useful": unchecked(ADVICE, "so it helps when the connection is the trouble"),
  },
  "factory reset by voice": {
    "S2.voice.possible": checked("saying so to the device begins a factory reset", ...BOTH),
    "S2.voice.asks": checked("it first asks whether to erase all, and has erased nothing yet", ...BOTH),
    "S2.voice.no": checked("no leaves everything as it was", ...BOTH),
    "S2.voice.yes": checked("yes begins the reset", ...BOTH),
    "S2.voice.tells": checked("after yes it says that it is resetting", ...BOTH),
    "S2.voice.older": checked("a device without this reset is reset by its buttons instead", ...BOTH),
  },
} as const satisfies Statements;
