import { SPAN } from "./quantity.ts";
import { COLOR, LIGHT_WORD } from "./vocabulary.ts";

/** What is written, as a regular expression on whole words, and the one wording that the phrases know. */
type Rules = readonly (readonly [written: string, known: string])[];

const NUMBER_WORDS =
  "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
const N = "\\d+(?:\\.\\d+)?";

const NUMBERS: Rules = [
  ...NUMBER_WORDS.split(" ").map((word, i) => [word, String(i + 2)] as const),
  ...["thirty", "forty", "fifty", "sixty"].map((word, i) => [word, String(30 + 10 * i)] as const),
  ["one (?=(?:second|minute|hour|time)\\b)", "1 "],
  ["(?:a |an )?half (?:of )?(?:a |an )?minute", "30 seconds"],
  ["(?:a|one) (?:short |brief |long )?(?:moment|while|bit)|(?:a )?few moments", "several seconds"],
  ["(?:a|an) (?=(?:second|minute|hour)\\b)", "1 "],
  ["(?:a )?total of (?=\\d)", ""],
  [
    "(?:a )?(?:good )?(?:few|couple(?: of)?|number of|some|multiple|many) (?:more )?(?=(?:second|time|minute|blink|flash))",
    "several ",
  ],
  ["several more (?=seconds|times|minutes)", "several "],
  ["repeatedly", "several times"],
  [`(${N}) ?(?:secs?|s)`, "$1 seconds"],
  [`(${N}) ?mins?`, "$1 minutes"],
  [`(${N}) ?(?:milliseconds?|msec)`, "$1 ms"],
  [`(${N}) (?:full|whole|more) (?=seconds?|minutes?|times)`, "$1 "],
  [`between (${N}) and (?=\\d)`, "$1 to "],
  [`(${N}(?: to ${N})? (?:seconds?|minutes?|times)) or (?:more|longer)`, "at least $1"],
  [`(${N} (?:seconds?|minutes?|times)) or so`, "about $1"],
  ["(?:no|not) (?:less|fewer) than|a minimum of|(?:more|longer) than|over (?=\\d)", "at least "],
  ["(?:no|not) (?:more|longer) than|a maximum of|at (?:the )?most|less than", "up to"],
  ["approximately|approx|around (?=\\d)|roughly|nearly|almost|some (?=\\d)", "about "],
  ["(?:only |just )?once(?=\\s*(?:,|$| and| then| more| or| for))|(?:a single|one|1) time(?!s)", "1 times"],
  ["twice", "2 times"],
  ["thrice", "3 times"],
];

const DRAWN = "arrows?|circles?|box(?:es)?|outlines?|frames?|rectangles?";
/** What a drawing shows is not seen on the plug: its number, and the colours of its arrows, are not the light's. */
const DRAWINGS: Rules = [
  [`(?:(?:${COLOR}|black|gr[ae]y|dashed|dotted|solid) )+(?=${DRAWN})`, ""],
  [
    `(?:${DRAWN}|images?|photos?|figures?|screenshots?|drawings?|illustrations?|diagrams?|pictures?)(?: \\d+)?(?: (?:above|below))?`,
    "picture",
  ],
  ["(?:in|from) (?:step|section|chapter|part) \\d+", "in picture"],
];

const MAKER =
  "(?:amazon|alexa|apple|google|echo|kasa|tp-link|tapo|shelly|tasmota|sonoff|tuya|matter|wemo|meross|wyze|mini)";
const DEVICE =
  "(?:plug|socket|device|unit|speaker|echo(?: (?:dot|show))?|(?:ac )?(?:power )?(?:cable|cord|adapter|adaptor))";
/** Between "the" and the device: a maker's name, nothing that acts, joins or shines. */
const NAME = `(?!(?:and|of|to|in|into|from|on|with|then|is|are|was|has|have|had|will|should|must|can|the|your|a|an|this|that|my|you|it|for|by|at|as|outlet|wall|power|action|reset|keep)\\b)${LIGHT_WORD}`;

const THINGS: Rules = [
  [
    "(?:small |little |tiny )?(?:led |pilot |indicator |status |signal |power |rgb |notification |ring )*(?:light[ -]ring|ring light|pilot lamp|(?:pilot|indicator|status|signal|led|power|rgb|ring) (?:light|lamp|led)s?|leds?|lamp|indicator)",
    "light",
  ],
  ["light (?:light|ring|indicator)", "light"],
  ["(?<=the |its )ring", "light"],
  ["(?:the |its )?colou?rs? of (?:the )?light", "light"],
  ["lights up", "glows"],
  ["light up(?= )", "glow"],
  ["lights", "light"],
  [`(?:the|your|this|that|a|an|my) (?:${NAME} ){0,3}(?:smart )?${DEVICE}`, "device"],
  [`(?:${MAKER} )*smart ${DEVICE}|(?:${MAKER} )+${DEVICE}`, "device"],
  ["(?:it|device) back in(?!to)", "device in"],
  ["(?:all) (?:of )?(?=them|the |those |these )", ""],
  [`in (?:${LIGHT_WORD} ){0,3}app|from (?:${LIGHT_WORD} ){0,3}account`, "in app"],
  ["set-up", "setup"],
];

const SOON = "(?:now |finally |then |successfully )*";
const OVER = "(?:done|complete|completed|finished|over|successful)";
const OUTCOMES: Rules = [
  [`how to (?:(?:factory|hard|fully) )*reset device is ${SOON}${OVER}`, "reset is done"],
  [
    `(?:(?:factory|hard|full|network|whole|entire|device) )*reset (?:process |procedure |of device )?(?:(?:is|was|has been|has) ${SOON}${OVER}|${OVER}(?=\\s*$))`,
    "reset is done",
  ],
  [
    `device (?:is|was|has been|has) ${SOON}(?:(?:factory|hard|fully) )*reset(?: to (?:its |the )?factory (?:settings|defaults))?`,
    "device is reset",
  ],
  [
    "(?:device|it) is (?:now |then |again |back )*ready (?:for|to be)(?: (?:and|or|set[ -]?up|sale|sold|pairing|paired|(?:a |its )?(?:new|next) (?:owner|home|user)|again))+|you can (?:now |then )?set (?:up device|device up)(?: again)?",
    "device is ready for setup",
  ],
  ["set up (device|it)", "set $1 up"],
  ["(?:give|supply) (device|it) (?:with )?power", "plug in $1"],
  [" to (?:turn|switch) (?:device|it|outlet) (on|off)(?=\\s*$)", ", outlet turns $1"],
  [" to (?:turn|switch) (on|off) (?:device|it|outlet)(?=\\s*$)", ", outlet turns $1"],
];

const DEEDS: Rules = [
  [
    "(?:keep|continue)(?: on)? (?:to hold|to press|holding|pressing)(?: down| in)?|go on holding|keep (?:your |the |a )?finger on",
    "keep holding",
  ],
  [
    "(?:press|push|tap)(?:,? and |-and-)(?:hold|keep)(?: (?:holding|pressed|pressing))?(?: down| in)?|long[- ]press",
    "press and hold",
  ],
  ["(?:do not|never) (?:let go(?: of)?|release|lift your finger(?: from| off)?)", "keep holding"],
  [
    "let go of|let go|(?:lift|take|remove) (?:your|the) finger(?: (?:off|from|of))*|stop (?:holding|pressing)",
    "release",
  ],
  ["push(?: in)?|depress|short[- ]press|briefly press|quickly press", "press"],
  ["pressed (?:in|down)|held (?:down|in)|pushed (?:in|down)|depressed|held", "pressed"],
  ["hold down|hold in", "hold"],
  ["touch (?:on )?|click(?: on)?|tap on", "tap "],
  ["select|pick|choose", "choose"],
  ["in app, (?=tap|choose|go to|open)", ""],
  ["(?:by|after|when|while|and) pressing and holding(?: down)?", " by press and hold "],
  ["(?:keep|hold) ((?:(?!until|for|and|on)[a-z0-9-]+ ){1,6})(?:pressed|down)", "hold $1"],
  ["press ((?:[a-z0-9-]+ ){1,4})and (?:press and hold|keep holding|hold)(?: it| them)?", "press and hold $1"],
  ["(\\d times) (?:quickly|rapidly)(?= |,|$)", "$1"],
  ["unplugging", "unplug"],
  ["re-?connect", "connect"],
  ["re-?plug", "plug"],
];

const SIGHTS: Rules = [
  ["notice|observe", "see"],
  [
    "(?:start|begin|continue|go)(?:s|es|ing)? (?:to )?(?=(?:blink|flash|flicker|puls|wink|glow|shin|alternat))",
    "",
  ],
  ["(?:flash|flicker|pulse|puls|wink|blink)(?:es|s|ed)?", "blink"],
  ["(?:flash|flicker|puls|wink|blink)ing", "blinking"],
  [
    "(?:stead(?:y|ily)|constant(?:ly)?|continuous(?:ly)?|static|permanent(?:ly)?|solidly|unblinking)",
    "solid",
  ],
  ["(?:quick|rapid|fast)(?:ly)?", "fast"],
  ["slow(?:ly)?", "slow"],
  [
    "(?:only|all) (?:that )?you (?:can |will |should |now )*see (?:is|are)|all you (?:can |will |now )*see (?:is|are)",
    "you see only",
  ],
  [
    "you (?:will |should |shall |must |can |ought to |are going to )*(?:be able to |then |now |also )*see(?: that)?",
    "you see",
  ],
  ["(?:make sure|check|verify|ensure|confirm)(?: that)?(?: the)? (?=light|you see)", ""],
  ["nothing (?:but|else than|except)", "only"],
  ["look for|watch for|watch until", "wait for"],
  ["there (?:will|should|must) be|there (?:is|are)", "you see"],
  ["might|could|can possibly|may possibly|possibly|perhaps|maybe|sometimes", "may"],
];

const JOINTS: Rules = [
  ["as soon as|whenever|the moment|at the moment when|when once|once", "when"],
  ["til|till|up until|until such time as", "until"],
  ["light then", "light"],
  ["after (?=(?:you|the light|light|it|device|the reset|reset)\\b)", "when "],
];

/** What is left out where it is plain: what is held or let go. And what a button just named looks like. */
const ELLIPSES: Rules = [
  ["(press and hold|keep holding|hold|release)(?= until| for|,| and (?!hold)| then|$)", "$1 it"],
  [`(button), button with (?:${LIGHT_WORD} ){1,3}(?:icon|symbol|logo)`, "$1"],
  [`(button|it), (${SPAN})(?=,| until|$)`, "$1 for $2"],
];

export type Rule = readonly [RegExp, string];
const compiled = (rules: Rules): readonly Rule[] =>
  rules.map(([written, known]) => [new RegExp(`\\b(?:${written})\\b`, "g"), known]);

/** One after the other: what was replaced is what the next ones see. */
export const WORDING = compiled([
  ...NUMBERS,
  ...DRAWINGS,
  ...THINGS,
  ...OUTCOMES,
  ...DEEDS,
  ...SIGHTS,
  ...JOINTS,
]);
/** For a sentence without articles and fillers. */
export const LAST = compiled(ELLIPSES);
