import { ADVICE, APP, again, checked, type Statements, unchecked } from "./form.ts";

const BOTH = ["echo", "echo-dot"] as const;

/** Deregistering, and what the account still holds after every reset. */
export const s2Account = {
  deregistering: {
    "S2.deregister.last": unchecked(ADVICE, "it is what is left when no reset helps"),
    "S2.deregister.unlinks": checked("it ends the link between device and account", ...BOTH),
    "S2.deregister.as-new": checked("after it the whole set-up is to be done as for a new device", ...BOTH),
  },
  "deregistering, steps 1 to 4": {
    "S2.deregister.pages": unchecked(APP, "the way through the app, and its question"),
  },
  "deregistering, after the steps": {
    "S2.deregister.disconnected": again("S2.deregister.unlinks"),
    "S2.deregister.device": checked("it empties the device of all data", ...BOTH),
    "S2.deregister.cloud": checked("it deletes nothing of the account in the cloud", ...BOTH),
    "S2.deregister.other-account": checked("then another account can set the device up", ...BOTH),
    "S2.deregister.gift": unchecked(ADVICE, "it suits a device that is given away"),
  },
  "what stays": {
    "S2.stays.history": checked(
      "neither factory reset nor deregistering deletes the account's history",
      ...BOTH,
    ),
    "S2.stays.such-as": checked("recordings, smart-home links and purchases stay with the account", ...BOTH),
    "S2.stays.website": unchecked(ADVICE, "all of it is removed on the website or by customer service"),
  },
  "what stays, the list": {
    "S2.stays.login": checked("the account's login", ...BOTH),
    "S2.stays.payment": checked("cards and other means of payment", ...BOTH),
    "S2.stays.recordings": checked("voice recordings and transcripts in the cloud", ...BOTH),
    "S2.stays.smart-home": checked("links to the devices of a smart home", ...BOTH),
    "S2.stays.media": checked("music, audio books and e-books", ...BOTH),
    "S2.stays.purchases": checked("the history of what was bought", ...BOTH),
    "S2.stays.routines": checked("the account's routines, skills, alerts and reminders", ...BOTH),
    "S2.stays.preferences": checked("preferences such as the assistant's voice", ...BOTH),
  },
  "what stays, after the list": {
    "S2.stays.only-local": checked("a reset clears only what the device itself stores", ...BOTH),
    "S2.stays.mind": unchecked(ADVICE, "mind this before a complete farewell"),
  },
  summary: {
    "S2.summary.try": unchecked(ADVICE, "try a reset first"),
    "S2.summary.soft": again("S2.soft.unplug"),
    "S2.summary.app": again("S2.app.keeps-wifi"),
    "S2.summary.buttons": again("S2.buttons.as-app"),
    "S2.summary.buttons-alone": again("S2.buttons.alone"),
    "S2.summary.voice": again("S2.voice.older"),
    "S2.summary.deregister": again("S2.deregister.unlinks"),
    "S2.summary.account": again("S2.stays.history"),
    "S2.summary.set-up": checked(
      "after a factory reset the user's data and skills are to be brought in anew",
      ...BOTH,
    ),
  },
} as const satisfies Statements;
