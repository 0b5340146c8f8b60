import { CucumberExpression, ParameterType, ParameterTypeRegistry } from "@cucumber/cucumber-expressions";
import { BUTTONS, POWER, WAITING } from "./acts.ts";
import { END } from "./build.ts";
import { JOINTS } from "./joints.ts";
import { SEEN, STATES } from "./observations.ts";
import type { Phrase } from "./phrase.ts";
import { SPAN, TIMES } from "./quantity.ts";
import { REMOTE } from "./remote.ts";
import { LIGHT_WORD } from "./vocabulary.ts";

/** By what is said. Those of one thing before those of two, so that the shorter reading wins. */
export const PHRASES: readonly (Phrase & { readonly about: string })[] = [
  ...POWER.map((phrase) => ({ ...phrase, about: "Power" })),
  ...BUTTONS.map((phrase) => ({ ...phrase, about: "Buttons" })),
  ...WAITING.map((phrase) => ({ ...phrase, about: "Waiting" })),
  ...SEEN.map((phrase) => ({ ...phrase, about: "What is seen" })),
  ...STATES.map((phrase) => ({ ...phrase, about: "What has come of it" })),
  ...REMOTE.map((phrase) => ({ ...phrase, about: "Phone and voice" })),
  ...JOINTS.map((phrase) => ({ ...phrase, about: "One with the other" })),
];

const DEVICE = "it|device|power";
const PLACE = `(?:(?:in|into|to|from|out of) )?(?:(?!(?:and|then)\\b)${LIGHT_WORD} ){0,4}?(?:outlet|socket|power|wall|mains|strip|source|supply)(?: (?:outlet|socket|source|supply|strip))?`;

/** What stands in braces, as it is described to writers. */
export const PARAMETERS: Readonly<Record<string, { readonly pattern: string; readonly says: string }>> = {
  device: { pattern: DEVICE, says: "`it`, `the smart plug`, `the device`, `the power cable`" },
  place: { pattern: PLACE, says: "`into a wall outlet`, `to AC power`, `from the mains`" },
  buttons: {
    pattern: ".+?",
    says: "`the Action button`, `the microphone off and volume down buttons`, `it`",
  },
  end: { pattern: END, says: "nothing, `for 12 seconds`, `until the light blinks only red`, or both" },
  span: {
    pattern: SPAN,
    says: "`20 seconds`, `about 5 s`, `a few seconds`, `10 to 15 seconds`, `at least 12 seconds`",
  },
  times: { pattern: TIMES, says: "`once`, `three times`, `6 times`" },
  sight: {
    pattern: ".+",
    says: "`the light blinks red and blue`, `a solid red light for 5 seconds`, `you see no blue`",
  },
  switched: { pattern: "on|off", says: "`on`, `off`" },
  choice: { pattern: ".+", says: "`Factory Reset`, `Deregister`, `Remove device`" },
  reply: { pattern: "yes|no", says: "`yes`, `no`" },
  clause: { pattern: ".+", says: "what is done or seen, by another phrase" },
};

const registry = new ParameterTypeRegistry();
for (const [name, { pattern }] of Object.entries(PARAMETERS))
  registry.defineParameterType(new ParameterType(name, pattern, null, (said: string) => said, false));

export const COMPILED = PHRASES.map((phrase) => ({
  phrase,
  expression: new CucumberExpression(phrase.expression, registry),
}));
