import { ADVICE, checked, type Statements, unchecked } from "./form.ts";

const PLUG = "amazon-smart-plug";

/**
 * S1 gives no number: how many flashes, how fast and how many seconds are the profile's assumptions, so its tests
 * ask for order, colour and "more than one", and leave the numbers to test/firmware-sim.
 */
export const s1 = {
  opening: {
    "S1.opening.stops": unchecked(
      "a simulated plug has no such moods; its faults have their own tests, and the remedy is checked",
      "a plug may stop answering Echo and app for reasons of its own",
    ),
    "S1.opening.revives": checked("a plug that does not answer works after a reset and a new set-up", PLUG),
    "S1.opening.moves": checked("a reset lets the plug move to another Wi-Fi network or password", PLUG),
  },
  "opening, note 1": {
    "S1.notes.forgets-wifi": checked("the Wi-Fi network is erased from the plug's memory", PLUG),
  },
  "opening, note 2": {
    "S1.notes.leaves-account": checked(
      "a plug on Wi-Fi and signed in at the reset is taken out of the account",
      PLUG,
    ),
    "S1.notes.stays-listed": checked(
      "the other case: offline at the reset, the account still lists it",
      PLUG,
    ),
    "S1.notes.before-sale": unchecked(ADVICE, "do this before the plug is sold"),
  },
  "opening, note 3": {
    "S1.notes.no-wifi": checked("after it the plug joins no Wi-Fi, not even after a power cut", PLUG),
    "S1.notes.out-of-reach": checked("after it neither app nor Echo reach the plug", PLUG),
    "S1.notes.works-anew": checked("set up once more, it works fully again", PLUG),
  },
  "step 1": {
    "S1.power-on.outlet": unchecked(
      "a picture",
      "how plug and wall outlet look, and that the lamp is in front",
    ),
    "S1.power-on.red": checked("with mains its dark lamp flashes red several times", PLUG),
    "S1.power-on.blue": checked("then it blinks blue, if it is not set up", PLUG),
    "S1.power-on.off": checked("or goes dark, if it is set up with its outlet off", PLUG),
  },
  "step 2": {
    "S1.hold.where": unchecked("a picture", "where the Action button is"),
    "S1.hold.red": checked("while the button is kept pressed, the lamp comes to blink red", PLUG),
    "S1.hold.blue-first": checked(
      "blue and red may come first; then the blue stops and red alone blinks",
      PLUG,
    ),
    "S1.hold.waits": checked("nothing is reset as long as the button stays pressed", PLUG),
    "S1.hold.too-early": checked("letting go while blue is still seen does not reset", PLUG),
  },
  "step 3": {
    "S1.release.no-blue": checked("no blue is seen while the plug waits to be let go", PLUG),
    "S1.release.solid-red": checked("let go, it is solid red for some seconds, and resets meanwhile", PLUG),
    "S1.release.blue": checked("when that is done it blinks blue, without red", PLUG),
  },
  "step 4": {
    "S1.done.setup": checked("then the reset is complete and the plug can be set up", PLUG),
    "S1.done.sale": unchecked(ADVICE, "the plug is ready to be sold"),
  },
  "after the steps": {
    "S1.end.links": unchecked("not about the plug", "related posts, references, revision history"),
  },
} as const satisfies Statements;
