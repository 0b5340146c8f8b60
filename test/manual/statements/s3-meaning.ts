import { ADVICE, again, checked, PRAISE, type Statements, unchecked } from "./form.ts";

const PLUG = "generic-red-blink";

/** What smart plugs are, what a red blink means and where it comes from. The cures are in s3-cures.ts. */
export const s3Meaning = {
  opening: {
    "S3.opening.popular": unchecked(PRAISE, "smart plugs are popular and convenient"),
    "S3.opening.remote": again("S3.plugs.remote"),
    "S3.opening.automation": checked("a home automation system finds and uses the plug", PLUG),
    "S3.opening.schedules": again("S3.plugs.schedules"),
    "S3.opening.energy": again("S3.plugs.energy"),
    "S3.opening.blink": again("S3.meaning.trouble"),
    "S3.opening.promise": unchecked("about the article", "what it is going to tell"),
  },
  "understanding smart plugs": {
    "S3.plugs.remote": checked("the outlet is switched on and off from afar", PLUG),
    "S3.plugs.wifi": checked("the plug joins the Wi-Fi of the home", PLUG),
    "S3.plugs.timers": checked("timers switch it back", PLUG),
    "S3.plugs.schedules": checked("schedules switch it on and off at their times", PLUG),
    "S3.plugs.energy": checked("it tells what its load consumes", PLUG),
    "S3.plugs.loads": checked(
      "lamp, fan, coffee maker, refrigerator and air conditioner can be its load",
      PLUG,
    ),
    "S3.plugs.away": unchecked("a command is the same wherever it was given", "also when nobody is at home"),
    "S3.plugs.insight": again("S3.plugs.energy"),
    "S3.plugs.hungry": checked("what consumes more is seen to", PLUG),
    "S3.plugs.footprint": unchecked(ADVICE, "knowing it, one can save energy"),
  },
  "what a red blink means": {
    "S3.meaning.makes": unchecked("each profile says what its own lamp means", "it depends on the make"),
    "S3.meaning.trouble": checked("a lamp that blinks red says that something needs attention", PLUG),
    "S3.meaning.fine": checked("steady green or blue: powered, and all is well", PLUG),
    "S3.meaning.starts": again("S3.meaning.trouble"),
    "S3.meaning.uniform": checked(
      "loose connection, network, heat and old firmware all blink red in the same way",
      PLUG,
    ),
    "S3.meaning.find-out": unchecked(ADVICE, "find the cause first"),
  },
  "reasons, 1": {
    "S3.reasons.loose": checked("a loose connection blinks red", PLUG),
    "S3.reasons.reseat": again("S3.loose.reseat"),
    "S3.reasons.other-outlet": again("S3.loose.other-outlet"),
  },
  "reasons, 2": {
    "S3.reasons.network": checked("trouble with the network blinks red", PLUG),
    "S3.reasons.signal": again("S3.network.weak"),
    "S3.reasons.router": again("S3.network.router-restart"),
    "S3.reasons.provider": unchecked(ADVICE, "ask the internet provider"),
  },
  "reasons, 3": {
    "S3.reasons.load": checked("too much power overheats the plug, which blinks red", PLUG),
    "S3.reasons.air": checked("too little air overheats it as well", PLUG),
    "S3.reasons.warm": checked("that it is warm can be found out", PLUG),
    "S3.reasons.cool": again("S3.heat.unplug"),
    "S3.reasons.place": again("S3.heat.moved"),
  },
  "reasons, 4": {
    "S3.reasons.firmware": checked("firmware that has to be updated blinks red", PLUG),
    "S3.reasons.offered": again("S3.update.offered"),
    "S3.reasons.update": again("S3.update.cures"),
    "S3.reasons.better": unchecked("a simulated image holds no bug to be mended", "an update mends bugs"),
  },
  "reasons, 5": {
    "S3.reasons.maker": unchecked(ADVICE, "ask the maker when nothing helps"),
  },
  "reasons, after the list": {
    "S3.reasons.normal": checked("with its cause gone, the plug is as it always was", PLUG),
  },
} as const satisfies Statements;
