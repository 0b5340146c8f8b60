import type { Profile } from "../../firmware-sim/index.ts";
import { didYouMean } from "../config/suggest.ts";
import { done, type Outcome } from "../runtime/command.ts";
import type { Host } from "../runtime/host.ts";
import { ACTION } from "../runtime/words.ts";
import { type Answer, type Request, refusedAnswer } from "./protocol.ts";

type Moved = Extract<Request, { do: "press" | "release" }>;

/** Presses or lets go all that are named, or none of them. */
export function answerButtons(host: Host, { do: how, buttons = [ACTION] }: Moved): Answer {
  const unknown = whyNoButton(host.profile, buttons);
  if (unknown !== undefined) return refusedAnswer("bad_value", unknown);
  const outcome = moveButtons(host, how, buttons);
  if (!outcome.ok) return outcome;
  const [are, flag] = wordsFor(buttons);
  const down = `${are} down: plugbench ctl release${flag} lets go.`;
  return { ok: true, message: how === "press" ? down : `${are} up.` };
}

/** The first that is refused ends it; none then stays down that was pressed before it. */
export function moveButtons(host: Host, how: Moved["do"], buttons: readonly string[]): Outcome {
  const move = (to: Moved["do"], button: string) =>
    host.command({ do: to, ...(button === ACTION ? {} : { button }) });
  for (const [i, button] of buttons.entries()) {
    const outcome = move(how, button);
    if (outcome.ok) continue;
    if (how === "press") for (const pressed of buttons.slice(0, i)) move("release", pressed);
    return outcome;
  }
  return done;
}

/** What is wrong with the names; undefined when the make has all these buttons. */
export function whyNoButton({ otherButtons }: Profile, buttons: readonly string[]): string | undefined {
  const known = [ACTION, ...otherButtons];
  const unknown = buttons.find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  const { length } = known;
  return `this make of plug has no button ${JSON.stringify(unknown)}.${didYouMean(unknown, known)} It has ${length === 1 ? "one" : length}: ${known.join(", ")}`;
}

function wordsFor(buttons: readonly string[]): readonly [are: string, flag: string] {
  if (buttons.length === 1 && buttons[0] === ACTION) return ["The button is", ""];
  const names = buttons.join(" and ");
  return [`${names} ${buttons.length === 1 ? "is" : "are"}`, ` --button ${buttons.join(",")}`];
}
