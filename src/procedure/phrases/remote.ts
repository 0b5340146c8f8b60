import type { Act } from "../plan.ts";
import type { Phrase } from "./phrase.ts";
import { LIGHT_WORD, WEIGHTY } from "./vocabulary.ts";

/** The words of a menu that stand for what a profile's `app` names. */
const CHOICES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:deregister|unregister)\b/, "deregister"],
  [/\b(?:remove|delete|forget)\b/, "remove"],
  [/\breset\b/, "reset"],
];

/** A plain name for what no word above stands for. */
const NAME = new RegExp(`^${LIGHT_WORD}(?: ${LIGHT_WORD})?$`);

function choose(text: string): readonly Act[] | null {
  const found = CHOICES.filter(([pattern]) => pattern.test(text));
  const [[, action] = []] = found;
  return action === undefined || found.length > 1 || WEIGHTY.test(text) ? null : [{ do: "app", action }];
}

const REPLIES = ["yes", "no"] as const;

export const REMOTE: readonly Phrase[] = [
  {
    expression: "tap/choose/press {choice}",
    example: "Tap Factory Reset.",
    meaning: "the app's `reset`, `deregister` or `remove`, by the word that stands there",
    read: ([text = ""]) => choose(text),
  },
  {
    expression: "tap/choose {choice} in app",
    example: "Choose “reset” in the app.",
    meaning: "the same; what has none of these words is called by its own name",
    read: ([text = ""]) =>
      choose(text) ?? (NAME.test(text) ? [{ do: "app", action: text.replace(" ", "-") }] : null),
  },
  {
    expression: "{choice} in app",
    example: "Deregister the device in the Alexa app.",
    meaning: "the app's `reset`, `deregister` or `remove`, by the word that stands there",
    read: ([text = ""]) => choose(text),
  },
  {
    expression: "say (alexa, )(alexa )factory reset",
    example: "Say “Alexa, factory reset”.",
    meaning: "said to the device",
    read: () => [{ do: "say", words: "factory reset" }],
  },
  {
    expression: "say/answer {reply}",
    example: "Answer yes.",
    meaning: "`yes` or `no`, said to the device",
    read: ([reply = ""]) => REPLIES.filter((words) => words === reply).map((words) => ({ do: "say", words })),
  },
  {
    expression: "say/answer yes to continue or no to cancel",
    example: "Answer yes to continue or no to cancel.",
    meaning: "`yes`, said to the device",
    read: () => [{ do: "say", words: "yes" }],
  },
  {
    expression: "set device/it up( in app)",
    example: "Set up the plug again.",
    meaning: "set up with the phone app, by the home's own network and account",
    read: () => [{ do: "setUp" }],
  },
];

const MENU =
  "(?:settings|devices|device|device options|options|menu|more|next|continue|done|ok|account|gear|advanced|home|all devices|device settings|general)";
const APP = `(?:${LIGHT_WORD} ){0,2}app(?: on (?:smartphone|phone|tablet|mobile|smart phone))?`;
/** A way through the phone's menus up to what is chosen there: nothing a plug notices. */
export const ON_THE_WAY = new RegExp(
  `^(?:(?:open|launch|start) ${APP}|(?:go|return) to (?:${APP}|${MENU})|(?:tap|choose|open) (?:on )?${MENU}(?: icon| tab| menu)?(?: in app)?|scroll (?:down|up)(?: to ${MENU})?|confirm(?: when (?:prompted|asked))?|follow(?: on-screen| app's)? (?:prompts?|instructions?)(?: in app| on screen)?)$`,
);
