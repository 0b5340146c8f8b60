import { assemble, type Subjects } from "../assemble.ts";
import { elsewhereOn } from "../perform/elsewhere.ts";
import { perform } from "../perform/perform.ts";
import { defaultStart } from "../perform/start.ts";
import type { Observer, Verdict } from "../verdict.ts";
import { MARK_HELP } from "./marks.ts";
import { type Desk, PersonSubject } from "./person.ts";

/** What a verdict of this kind calls the board. */
export const REAL_PLUG = "real plug";

export interface ObserveOptions extends Omit<Subjects, "board" | "start"> {
  /** As the article says, or as its first act wants it, when left out. */
  readonly start?: Subjects["start"] | undefined;
  readonly signal: AbortSignal;
  readonly desk: Desk;
  readonly observer: Omit<Observer, "moves">;
}

/**
 * Leads a person through a procedure on a real plug, and judges what they mark. What an article calls merely possible is looked for
 * in this run, and else on the profile.
 */
export async function observeProcedure(options: ObserveOptions): Promise<Verdict> {
  const { article, procedure, profile, signal, desk, observer } = options;
  const start = options.start ?? article.start ?? defaultStart(procedure);
  desk.say(MARK_HELP);
  desk.say(`\n${BEFORE[start]} Then Enter.`);
  const subject = new PersonSubject(desk, start);
  try {
    await subject.begin();
    const elsewhere = elsewhereOn(procedure, profile, start, signal);
    const onSentence = ({ text }: { readonly text: string }) => desk.say(`\n“${text}”`);
    const steps = await perform(procedure, subject, { profile, elsewhere, signal, onSentence });
    const verdict = assemble({ ...options, start, board: REAL_PLUG }, steps, signal.aborted);
    return { ...verdict, observer: { ...observer, moves: subject.moves } };
  } finally {
    await subject.close();
  }
}

const BEFORE: Readonly<Record<Subjects["start"], string>> = {
  boxed: "Before you begin: the plug is as new, and unplugged.",
  unplugged: "Before you begin: the plug is set up, and unplugged.",
  setup: "Before you begin: the plug is as new, and plugged in.",
  online: "Before you begin: the plug is set up, plugged in and online, and its outlet is off.",
  offline: "Before you begin: the plug is set up and plugged in, and its Wi-Fi is down.",
};
