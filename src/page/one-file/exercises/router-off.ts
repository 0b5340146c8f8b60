import type { Profile } from "../../../../firmware-sim/index.ts";
import type { Exercise } from "./exercise.ts";

/** null for a make that no reset of takes its account from. */
export function routerOff({ resets, name }: Profile): Exercise | null {
  const forgets = Object.values(resets).filter(({ erases }) => erases.includes("account"));
  if (forgets.length === 0) return null;
  const itself = forgets.some(({ cloudRemoval }) => cloudRemoval === "auto");
  return {
    name: "router-off",
    title: "Reset while the router is off: who still lists the plug?",
    goal: "A plug is reset for its next owner, but the Wi-Fi was down at that moment.",
    hint: "The router's switch and the account's list are in the home. Leave the router off until the plug has been reset completely.",
    steps: [
      {
        text: "Switch the home's router off.",
        isDone: ({ snapshot }) => snapshot.home.wifi === "down" && snapshot.provisioned,
      },
      {
        text: "Reset the plug so that it forgets its Wi-Fi, with the router still off.",
        isDone: ({ snapshot, events }) =>
          snapshot.home.wifi === "down" &&
          !snapshot.provisioned &&
          snapshot.lifecycle !== "resetting" &&
          events.some((event) => event.kind === "lifecycle" && event.state === "resetting"),
      },
      {
        text: "Switch the router on, and look at the account's list.",
        isDone: ({ snapshot }) => snapshot.home.wifi === "up" && snapshot.home.listedBy.length > 0,
      },
      {
        text: "Take the plug off the account's list by hand.",
        isDone: ({ snapshot }) => snapshot.home.listedBy.length === 0,
      },
    ],
    found: () =>
      itself
        ? `The account went on listing it: ${name} has itself removed only if it reaches its account as it is reset. Reset without a network, it is empty, and still somebody's in the cloud.`
        : `The account went on listing it, as it does for ${name} with a network, too: nothing but a hand takes it off the list.`,
  };
}
