import type { Beginning, Profile } from "../../../firmware-sim/index.ts";
import { draftOf } from "./steps.ts";
import { wayOf } from "./way.ts";

/**
 * The skeleton of a support article on how to reset a plug of this make, in Markdown: what is done, until which light or for how
 * long, what is seen then. It is written from what a plug of the profile does, and passes on one.
 * @param way the name of a reset, or one of `beginnings(profile)`; absent: the one that erases most, by hand where it can be
 * @param name what the article calls the profile
 * @throws UsageError where there is no such reset
 */
export async function newArticle(
  profile: Profile,
  way?: string | Beginning,
  name: string = profile.id,
): Promise<string> {
  const chosen = typeof way === "object" ? way : wayOf(profile, way);
  const { start, steps } = await draftOf(profile, chosen);
  return [
    "---",
    // In quotation marks: YAML would take an id such as 7 for a number.
    `profile: ${JSON.stringify(name)}`,
    `start: ${start}`,
    "---",
    "",
    `# Reset the ${plain(profile.name)}`,
    "",
    erasedWords(profile, chosen),
    "",
    `## ${HEADINGS[chosen.by]}`,
    "",
    ...steps.map((sentences, i) => `${i + 1}. ${sentences.join(" ")}`),
    "",
  ].join("\n");
}

const HEADINGS: Readonly<Record<Beginning["by"], string>> = {
  hold: "By the button",
  combination: "By the buttons",
  powerOns: "By plugging in",
  taps: "By the button",
  app: "In the app",
  voice: "By voice",
};

const ERASED = {
  wifi: "the Wi-Fi network",
  account: "the account",
  startUp: "how the outlet starts",
  schedules: "the schedules",
  energy: "the energy meter",
  personal: "what is personal",
} as const;

function erasedWords({ resets }: Profile, { reset }: Beginning): string {
  const { erases } = resets[reset]!;
  const erased = erases.length === 0 ? "nothing" : erases.map((each) => ERASED[each]).join(", ");
  return `Of what was set up, this erases: ${erased}.`;
}

/** Markdown's own characters mean nothing in a name. */
const plain = (name: string): string => name.replaceAll(/[\\`*_~[\]<>#&]/g, "\\$&");
