import type { Profile } from "../../../../firmware-sim/index.ts";
import type { BenchEvent } from "../../../view/batch.ts";
import type { Exercise, Seen, Step } from "./exercise.ts";

const AFTERWARDS = {
  off: "the outlet is off, whatever it was before",
  on: "the outlet is on, whatever it was before",
  previous: "the outlet is as it was before",
} as const;

const runs = ({ snapshot }: Seen): boolean =>
  snapshot.power === "on" && !["off", "booting"].includes(snapshot.lifecycle);

/** The power went while the plug was resetting itself. */
function cutInReset(events: readonly BenchEvent[]): boolean {
  let resets = false;
  for (const event of events) {
    if (event.kind === "lifecycle") resets = event.state === "resetting";
    if (event.kind === "power" && !event.on && resets) return true;
  }
  return false;
}

/** null for a make whose resets erase nothing. */
export function powerCut({ outlet, resets, startUpOnOff, name }: Profile): Exercise | null {
  if (!Object.values(resets).some(({ erases }) => erases.includes("wifi"))) return null;
  const switchOn: Step = {
    text: "Switch the outlet on.",
    isDone: ({ snapshot }) => snapshot.relay.closed && snapshot.provisioned,
  };
  return {
    name: "power-cut",
    title: "What survives a power cut?",
    goal: "The plug is pulled out: once in the midst of an ordinary day, and once in the midst of a reset.",
    hint: "A reset takes some seconds: the lamp and the state say that it goes on. Pull the plug before it is over.",
    steps: [
      ...(outlet === null ? [] : [switchOn]),
      { text: "Pull the plug out.", isDone: ({ snapshot }) => snapshot.power === "off" },
      {
        text: "Plug it in again, and wait until it is online.",
        isDone: (seen) => runs(seen) && seen.snapshot.lifecycle === "online",
      },
      {
        text: "Begin a reset that erases its Wi-Fi, and pull the plug out before it is over.",
        isDone: ({ events, snapshot }) => snapshot.power === "off" && cutInReset(events),
      },
      {
        text: "Plug it in again, and see what becomes of the reset.",
        isDone: (seen) => runs(seen) && seen.snapshot.lifecycle !== "resetting" && !seen.snapshot.provisioned,
      },
    ],
    found: () =>
      [
        "An ordinary cut erases nothing: Wi-Fi and account are known afterwards",
        outlet === null
          ? "."
          : `, and for ${name} ${AFTERWARDS[startUpOnOff.value]} (${startUpOnOff.basis}).`,
        " A reset that was begun is remembered, and ends once power is back: a plug is never half erased.",
      ].join(""),
  };
}
