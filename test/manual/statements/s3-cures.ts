import { ADVICE, again, checked, PRAISE, type Statements, unchecked } from "./form.ts";

const PLUG = "generic-red-blink";

/** The five solutions. */
export const s3Cures = {
  "solution 1": {
    "S3.loose.disrupts": checked("a loose connection interrupts the power, and the lamp flashes", PLUG),
  },
  "solution 1, step 1": {
    "S3.loose.reseat": checked("pushed firmly into the outlet, the plug stops blinking", PLUG),
    "S3.loose.replace": unchecked(ADVICE, "replace a plug that is damaged"),
  },
  "solution 1, step 2": {
    "S3.loose.cord": unchecked("the simulated plug has no cord", "a damaged power cord is to be replaced"),
  },
  "solution 1, step 3": {
    "S3.loose.device-end": unchecked(
      "no plug knows of the far end of its load's cord",
      "the load's own end of the cord is to sit firmly",
    ),
  },
  "solution 1, step 4": {
    "S3.loose.other-outlet": checked("in an outlet that is good the red light stops", PLUG),
  },
  "solution 1, after the steps": {
    "S3.loose.cured": again("S3.loose.reseat"),
  },
  "solution 2": {
    "S3.network.red": again("S3.reasons.network"),
  },
  "solution 2, step 1": {
    "S3.network.weak": checked("a weak or fitful signal is such a trouble", PLUG),
    "S3.network.closer": checked("nearer to the router, or with an extender, it is over", PLUG),
  },
  "solution 2, step 2": {
    "S3.network.router-restart": checked("a restart of the router can end it", PLUG),
    "S3.network.router-boots": checked("the plug is back once the router is, not before", PLUG),
  },
  "solution 2, step 3": {
    "S3.network.reset": checked("a network reset makes the plug forget its Wi-Fi", PLUG),
    "S3.network.rejoins": checked("after it the plug is brought to the Wi-Fi anew", PLUG),
    "S3.network.how": unchecked("each profile says how its own is done", "how to do it depends on the make"),
  },
  "solution 2, step 4": {
    "S3.network.blocked": checked("a router or firewall that blocks the plug is such a trouble", PLUG),
    "S3.network.allowed": checked("it is over when they let the plug through", PLUG),
  },
  "solution 2, step 5": {
    "S3.network.factory": checked("a reset to factory settings can end it", PLUG),
    "S3.network.erases": checked("that erases the plug's settings and data", PLUG),
    "S3.network.from-scratch": checked("and the plug is to be set up from the beginning", PLUG),
  },
  "solution 2, after the steps": {
    "S3.network.cured": again("S3.reasons.normal"),
  },
  "solution 3": {
    "S3.heat.load": again("S3.reasons.load"),
    "S3.heat.air": again("S3.reasons.air"),
  },
  "solution 3, step 1": {
    "S3.heat.tight": checked("in a tight place the plug gets hotter", PLUG),
    "S3.heat.near": checked("next to something that gives off heat it gets hotter", PLUG),
    "S3.heat.moved": checked("with air around it, it stays cool under the same load", PLUG),
  },
  "solution 3, step 2": {
    "S3.heat.several": checked("several loads together can be too much", PLUG),
    "S3.heat.fewer": checked("with some of them gone it does not overheat", PLUG),
  },
  "solution 3, step 3": {
    "S3.heat.warm": again("S3.reasons.warm"),
    "S3.heat.unplug": checked("unplugged, it cools down", PLUG),
    "S3.heat.patience": checked("it works again only once it has had time to cool", PLUG),
  },
  "solution 3, step 4": {
    "S3.heat.source": unchecked(
      "it does not say what a bad circuit does to the plug; a bad outlet is S3.loose.other-outlet",
      "the outlet or its circuit may be what overheats it",
    ),
  },
  "solution 3, step 5": {
    "S3.heat.strip": unchecked(
      "a strip is not part of the plug; what is left of its load is S3.heat.fewer",
      "a strip of outlets, with or without a protector, spreads the load",
    ),
  },
  "solution 3, after the steps": {
    "S3.heat.cured": again("S3.reasons.normal"),
  },
  "solution 4": {
    "S3.update.cures": checked("an update can end the red blink", PLUG),
    "S3.update.better": again("S3.reasons.better"),
  },
  "solution 4, step 1": {
    "S3.update.offered": checked("whether an update is to be had is told", PLUG),
    "S3.update.website": unchecked("the bench has no such pages", "the maker's website tells it, too"),
  },
  "solution 4, step 2": {
    "S3.update.download": checked("the newest version is downloaded", PLUG),
    "S3.update.file": unchecked("the plug fetches it itself", "where on a computer the file is kept"),
  },
  "solution 4, step 3": {
    "S3.update.usb": unchecked("the simulated plug has no USB", "a cable may bring it to the plug"),
    "S3.update.by-app": checked("or it comes without a cable, begun by a command", PLUG),
  },
  "solution 4, step 4": {
    "S3.update.runs": checked("once begun it goes on to its end, and says how far it is", PLUG),
    "S3.update.model": checked("an image for another model is not taken", PLUG),
    "S3.update.connected": checked("not to disconnect it is told as long as it takes", PLUG),
    "S3.update.cut": checked("the other case: disconnected in the middle, the plug still works", PLUG),
  },
  "solution 4, step 5": {
    "S3.update.verified": checked(
      "unplugged and plugged in after it, the plug works and blinks no red",
      PLUG,
    ),
  },
  "solution 4, after the steps": {
    "S3.update.current": unchecked(ADVICE, "keep the plug up to date"),
  },
  "solution 5": {
    "S3.maker.helps": unchecked(ADVICE, "the maker's support knows the model"),
  },
  "solution 5, step 1": {
    "S3.maker.website": unchecked(ADVICE, "where a maker's contact is found"),
  },
  "solution 5, step 2": {
    "S3.maker.details": checked("the model, what was tried and how the lamp blinks can be told", PLUG),
  },
  "solution 5, step 3": {
    "S3.maker.serial": checked("model and serial number can be told", PLUG),
    "S3.maker.trouble": checked("what is wrong can be told clearly", PLUG),
  },
  "solution 5, step 4": {
    "S3.maker.more": unchecked(ADVICE, "do as support says; a warranty claim wants documents"),
  },
  "solution 5, step 5": {
    "S3.maker.dates": checked("of each step tried, date and time can be told", PLUG),
    "S3.maker.calls": unchecked(ADVICE, "note who of the support said what"),
  },
  closing: {
    "S3.closing.causes": again("S3.meaning.uniform"),
    "S3.closing.cured": again("S3.reasons.normal"),
    "S3.closing.instructions": unchecked(ADVICE, "keep to the maker's instructions, or ask an electrician"),
    "S3.closing.benefits": unchecked(PRAISE, "remote control, energy and automation are worth it"),
    "S3.closing.comments": unchecked("not about the plug", "the form for comments"),
  },
} as const satisfies Statements;
