/** Base forms that begin an instruction in support articles. */
const VERBS = new Set(
  "adjust allow apply ask attach avoid begin bring call change charge check choose clean clear click close configure confirm connect contact continue copy create cut deregister delete disable disconnect do double download drag drop enable ensure enter erase exit factory fill find flip follow forget get give go grab hit hold insert install keep launch leave let lift listen locate log look make mark measure mount move name navigate note open pair perform pick place plug point pop position pour power press pull push put reboot reconnect record release remove rename repeat replace replug rescan reset restart restore return reverse rotate run say scan screw scroll select send set shake sign slide stand start stop swap swipe switch take tap tell test tie touch tighten toggle try turn twist type uninstall unplug unscrew update upload use verify visit wait wipe write".split(
    " ",
  ),
);
/** Not an instruction though it begins like one. */
const HINTS =
  /^(?:note|remember|bear in mind|keep in mind|be aware|enjoy|see (?:picture|also|below|above)|thank)\b/;
const TOLD =
  /\byou (?:must|should|need|have to|ought|are to)(?: not)?(?: to)? (?!see\b|be\b|have\b|no\b|find\b)[a-z]+\b|\bmake sure\b|\bdo not\b/;
const CLAUSES = /[,;:.!?]+\s+(?:and |then |but |or |so )*| and (?:then )?| then | or /;
/** After a verb that nobody listed; not after a noun. */
const OBJECT =
  /^([a-z]+) (?:the|a|an|your|its|it|them|this|that|these|those|both|all|any|each|every|until|on|off|up|down|in|out|into|to|from|with|through)\b/;
const NO_VERB =
  /^(?:it|this|that|these|those|they|there|here|you|we|he|she|what|which|who|how|why|where|when|while|if|as|with|without|for|from|to|in|on|at|by|of|and|or|but|so|than|not|all|both|each|device|plug|light|button|app|power|setup|is|are|was|will|only|up|down|off|out|yes|no|like|due|welcome|back|access|because|after|before|during|until|through|along|together|now|then|once|even|also|just|since|about|over|under|well|most|some|many|one)$/;

function instructs(clause: string): boolean {
  const [first = ""] = clause.split(" ", 1);
  if (VERBS.has(first)) return true;
  const [, verb] = OBJECT.exec(clause) ?? [];
  return verb !== undefined && !NO_VERB.test(verb) && !/(?:s|ing|ed|ly)$/.test(verb);
}

/** Whether a sentence tells somebody to do something. Errs towards yes: what is told must be understood. */
export function tellsToDo(sentence: string): boolean {
  const words = sentence
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/[^a-z0-9',;:.!?\s-]/g, " ")
    .replaceAll(/\s+/g, " ")
    .replace(/^ ?(?:(?:and|then|next|now|finally|first|so|please|just|simply|also|but) ,?)*/, "");
  return !HINTS.test(words) && (TOLD.test(words) || words.split(CLAUSES).some(instructs));
}
