import { type Profile, patternWords, type Rung } from "../../../../firmware-sim/index.ts";
import { spanText } from "../../../config/duration.ts";
import type { Exercise, Step } from "./exercise.ts";
import { firstReset, holdsIn } from "./holds.ts";

/** null for a make that no hold resets. */
export function tooEarly(profile: Profile): Exercise | null {
  const rung = firstReset(profile);
  if (rung === undefined) return null;
  const tap = profile.timings.tapMax.for;
  const light = lightOf(profile, rung);
  const still: Step =
    profile.outlet === null
      ? {
          text: "Unplug it and plug it in: does it come back online by itself?",
          isDone: ({ events, snapshot }) =>
            snapshot.lifecycle === "online" && events.some((event) => event.kind === "power" && event.on),
        }
      : {
          text: "Press the button shortly: does the outlet still obey?",
          isDone: ({ events, snapshot }) =>
            snapshot.provisioned && events.some((event) => event.kind === "outlet"),
        };
  return {
    name: "too-early",
    title: "Let go too early: what happens, and why?",
    goal: "Somebody holds the button, sees the lamp change, and lets go. Is the plug reset?",
    hint: `Hold for some seconds, but not as long as ${spanText(rung.at)}.`,
    steps: [
      {
        text: "Hold the button longer than a press, and let go before the plug resets.",
        isDone: (seen) =>
          seen.snapshot.provisioned &&
          holdsIn(seen).some((hold) => !hold.reset && hold.for > tap && hold.for < rung.at),
      },
      still,
    ],
    found: ({ snapshot }) =>
      [
        "Nothing was erased: the plug knows its Wi-Fi as before",
        snapshot.home.listedBy.length > 0
          ? ` and account ${snapshot.home.listedBy.join(", ")} lists it.`
          : ".",
        " A long hold is how nobody resets a plug by mistake: letting go early is a way to change one's mind.",
        light === undefined ? "" : ` The light to wait for is "${light}".`,
      ].join(""),
  };
}

/** In words, what shows that the plug resets if it is let go now. */
function lightOf({ indicator, patterns }: Profile, { name, reset }: Rung): string | undefined {
  if (reset!.when !== "released") return undefined;
  const shown = indicator.find(({ when }) => when.button === name)?.show;
  const pattern = shown === undefined ? undefined : patterns[shown]?.pattern;
  return pattern === undefined ? undefined : patternWords(pattern);
}
