import { WEIGHTY } from "./vocabulary.ts";

const RESET = "(?:(?:factory|hard|soft|full) )*(?:reset|restart|reboot|process|procedure|set-?up|pairing)";
const PLACE = "(?:front|side|top|bottom|back|rear|left|right|edge|face|underside)";

/** Said without effect on what is done or seen. Articles are gone by now. */
const FIXED = [
  "please|simply|just|carefully|gently|firmly|(?:at )?first|at last|lastly|finally|next|again|once more|also|as well|too",
  "now|still|soon|shortly|immediately|right away|straight away|eventually|afterwards?|after (?:that|this)|at this point|meanwhile",
  "entirely|completely|fully|totally|itself|here|this time|at same time|simultaneously|together|in row|in (?:quick )?succession",
  "actually|usually|normally|typically|automatically|of course|in fact|visibly|clearly|brightly",
  "if so|if that happens|in that case|(?:this|that) means(?: that)?|as result|congratulations|ok|okay|great",
  "with (?:finger|thumb|paper ?clip|pin)",
  `(?:on|at|near|along) ${PLACE}(?: (?:side|edge|face))?(?: of (?:device|it|light|picture))?`,
  "(?:of|on) device(?= |,|$)",
  "(?:in|on|by|at|see|from) (?:(?:this|that|next|following|last|previous|above|below) )*picture(?: (?:above|below))?",
  "(?:where )?picture points? (?:at|to) it",
  `(?:while|as) (?:${RESET}|it|device) (?:takes place|is (?:in progress|carried out|under ?way|done|performed|taking place)|happens|runs|proceeds|works|resets(?: itself)?)`,
  `during (?:${RESET}|this time)`,
  "for (?:(?:factory|hard|soft) )?reset(?=,|$)",
  `(?:do|perform|initiate) ${RESET} by`,
  "you (?:(?:will|should|must|can|may) )*(?:need|have|want|ought) to",
  "you (?:should|must|can|may|will|are to)(?= (?:press|hold|release|plug|unplug|wait|keep|tap|choose|say|disconnect|connect) )",
];
/** The same, as far as nothing weighty follows up to the next comma, "and" or end. */
const OPEN = [
  "(?:(?:as|just as|like) )?(?:is )?(?:shown|seen|pictured|depicted|illustrated|described|indicated|highlighted|circled|marked|labell?ed|pointed (?:at|to|out))",
  "as (?:(?:it|device) (?:does|is|will|did)|you (?:can )?see)",
  `(?:in order )?to (?:(?:hard|soft|factory|fully) )*(?:reset|restart|reboot|restore|erase|initiate|perform|trigger|carry out|confirm|indicate|continue|proceed|cancel|complete|finish|make sure|ensure|prepare|(?:start|begin|do) ${RESET}|(?:start|begin)(?=,|$))`,
  "which (?:means|indicates|tells you)|meaning|indicating|because",
];

const wordsOf = (pattern: string) => new RegExp(`(?<![a-z0-9-])(?:${pattern})(?![a-z0-9-])`, "g");
const FIXED_WORDS = wordsOf(FIXED.join("|"));
const OPEN_WORDS = OPEN.map((head) => wordsOf(`(?:${head})(?= |,|$)((?:(?!,| and | then ).)*)`));

/** `text` without the fillers in it. */
export function withoutFillers(text: string): string {
  const rest = OPEN_WORDS.reduce(
    (before, filler) =>
      before
        .replace(filler, (found, open: string) => (WEIGHTY.test(open) ? found : " "))
        .replace(/ {2,}/g, " "),
    text,
  );
  return rest.replace(FIXED_WORDS, " ");
}
