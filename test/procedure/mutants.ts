import { SEED } from "./rehearsal.ts";

/** The article with one place changed. */
export function mutant(from: string, to: string): string {
  const words = from.split(/\s+/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const place = new RegExp(words.join("\\s+"));
  if (!place.test(SEED)) throw new Error(`the article has no ${JSON.stringify(from)}`);
  return SEED.replace(place, () => to);
}

export interface Mutant {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Where it is caught, and what is said of it. */
  readonly step: number;
  readonly says: string;
  readonly did: string;
}

const UNTIL_RED = "Keep holding it until the lamp begins to blink red.";
const RESETTING = "the lamp shines solid red for several seconds while the plug resets itself.";
const DONE = "Finally, the lamp starts blinking blue (there is no red in it), as pictured below.";

/** Each is wrong in one place. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "orange instead of red as it boots",
    from: "will blink red several times",
    to: "will blink orange several times",
    step: 1,
    says: "The light is blinking orange, at least 2 times next.",
    did: "After the plug was plugged in the light was blinking red, 3 flashes in 1 s: blinking red, not blinking orange.",
  },
  {
    name: "orange instead of red at the end of the hold",
    from: UNTIL_RED,
    to: "Keep holding it until the lamp begins to blink orange.",
    step: 2,
    says: "At some time the light is blinking orange.",
    did: "After the Action button went down the light was off, then alternating red and blue, then blinking red, and not so within 60 s.",
  },
  {
    name: "orange instead of red while it resets",
    from: "shines solid red",
    to: "shines solid orange",
    step: 3,
    says: "The light is solid orange for at least 2 s next.",
    did: "After the Action button was released the light was solid red for 2.5 s: solid red, not solid orange.",
  },
  {
    name: "green instead of blue at the end",
    from: "starts blinking blue (",
    to: "starts blinking green (",
    step: 3,
    says: "The light is blinking green next.",
    did: "blinking blue, not blinking green.",
  },
  {
    name: "released too early, by the clock",
    from: `${UNTIL_RED}`,
    to: "Keep holding it for five seconds. Release the button.",
    step: 2,
    says: "The reader is told to keep holding.",
    did: "No button is held down here: the steps contradict each other.",
  },
  {
    name: "blue before red as it boots",
    from: "will blink red several times, and then either start blinking blue or go dark (see the next picture).",
    to: "will blink blue several times, and then start blinking red.",
    step: 1,
    says: "The light is blinking blue, at least 2 times next.",
    did: "After the plug was plugged in the light was blinking red, 3 flashes in 1 s: blinking red, not blinking blue.",
  },
  {
    name: "blue before red at the end",
    from: `${RESETTING} ${DONE}`,
    to: "the lamp starts blinking blue. Finally, the lamp shines solid red for several seconds.",
    step: 3,
    says: "The light is blinking blue next.",
    did: "the light was solid red for 2.5 s, which the article leaves out here, and only then blinking blue",
  },
  {
    name: "a reset without solid red",
    from: `${RESETTING} ${DONE}`,
    to: "the lamp starts blinking blue.",
    step: 3,
    says: "The light is blinking blue next.",
    did: "After the Action button was released the light was solid red for 2.5 s, which the article leaves out here, and only then blinking blue",
  },
  {
    name: "no hold",
    from: "2. Hold down the Action button to start the reset",
    to: "2. Look at the Action button",
    step: 2,
    says: "“Look at the Action button”",
    did: "Nobody can check this: not understood.",
  },
  {
    name: "a hold that only the title of another step tells",
    from: "2. Hold down the Action button to start the reset",
    to: "2. Find the Action button",
    step: 2,
    says: "The reader is told to keep holding.",
    did: "No button is held down here: the steps contradict each other.",
  },
  {
    name: "a press instead of a hold",
    from: UNTIL_RED,
    to: "Press it three times. Wait until the lamp blinks red.",
    step: 2,
    says: "At some time the light is blinking red.",
    did: "The button was held for 200 ms. After the Action button was pressed the light was solid blue, and not so within 60 s.",
  },
  {
    name: "another button to find",
    from: "Locate the Action button",
    to: "Locate the Reset button",
    step: 2,
    says: "The plug has the Reset button.",
    did: "The Amazon Smart Plug has no Reset button: it has the Action button.",
  },
  {
    name: "another button to hold",
    from: "Hold down the Action button",
    to: "Hold down the Reset button",
    step: 2,
    says: "The plug has the Reset button.",
    did: "it has the Action button.",
  },
  {
    name: "another button to let go of, in a title",
    from: "Let go of the Action button",
    to: "Let go of the Reset button",
    step: 3,
    says: "The plug has the Reset button.",
    did: "it has the Action button.",
  },
  {
    name: "other colours in the paragraph on blue and red",
    from: "blinking red and blue at first",
    to: "blinking green and blue at first",
    step: 2,
    says: "The light may be alternating green and blue.",
    did: "It never is here, from whatever start: it was off, then alternating red and blue, then blinking red.",
  },
  {
    name: "red and blue swapped in the paragraph on blue and red",
    from: "until the blue disappears and all you see is red blinking",
    to: "until the red disappears and all you see is blue blinking",
    step: 2,
    says: "At some time the light is blinking blue.",
    did: "off, then alternating red and blue, then blinking red, and not so within 60 s.",
  },
  {
    name: "an action that nobody can check",
    from: "Keep holding it until",
    to: "Shake the plug gently. Keep holding it until",
    step: 2,
    says: "“Shake the plug gently.”",
    did: "Nobody can check this: not understood.",
  },
  {
    name: "a wrong count",
    from: "red several times",
    to: "red five times",
    step: 1,
    says: "The light is blinking red, 5 times next.",
    did: "After the plug was plugged in the light was blinking red, 3 flashes in 1.5 s: 3 flashes, not 5.",
  },
  {
    name: "three seconds of solid red",
    from: "solid red for several seconds",
    to: "solid red for three seconds",
    step: 3,
    says: "The light is solid red for 2 s to 4 s next.",
    did: "the light was solid red for 4 s: for 4 s, not for 2 s to 4 s.",
  },
  {
    name: "a minute of solid red",
    from: "solid red for several seconds",
    to: "solid red for a minute",
    step: 3,
    says: "The light is solid red for 48 s to 72 s next.",
    did: "solid red for 5 s: for 5 s, not for 48 s to 72 s.",
  },
  {
    name: "steady instead of blinking at the end",
    from: "starts blinking blue (",
    to: "glows solid blue (",
    step: 3,
    says: "The light is solid blue next.",
    did: "blinking blue, not solid blue.",
  },
  {
    name: "steady instead of blinking as it boots",
    from: "will blink red several times,",
    to: "will glow solid red,",
    step: 1,
    says: "The light is solid red next.",
    did: "After the plug was plugged in the light was blinking red, 3 flashes in 1 s: blinking red, not solid red.",
  },
  {
    name: "blinking instead of steady while it resets",
    from: "shines solid red for several seconds",
    to: "blinks red",
    step: 3,
    says: "The light is blinking red next.",
    did: "After the Action button was released the light was solid red for 2.5 s: solid red, not blinking red.",
  },
  {
    name: "another colour in a title",
    from: "blinks only red",
    to: "blinks only blue",
    step: 3,
    says: "The title of the step says that the light is blinking blue then.",
    did: "When the step does that, the light is blinking red, not blinking blue.",
  },
  {
    name: "blue instead of red to wait for",
    from: "Wait for the lamp to start blinking red.",
    to: "Wait for the lamp to start blinking blue.",
    step: 3,
    says: "At some time the light is blinking blue.",
    did: "then blinking red, and not so within 60 s.",
  },
  {
    name: "no red where it is red",
    from: "You should see no blue",
    to: "You should see no red",
    step: 3,
    says: "There is no red in the light.",
    did: "The light was blinking red from",
  },
  {
    name: "let go of twice",
    from: DONE,
    to: `Release the button. ${DONE}`,
    step: 3,
    says: "The reader is told to release the button.",
    did: "No button is held down here: the steps contradict each other.",
  },
  {
    name: "plugged in twice",
    from: "Locate the Action button",
    to: "Plug in the smart plug. Locate the Action button",
    step: 2,
    says: "The reader is told to plug it in.",
    did: "It is plugged in already: the steps contradict each other.",
  },
  {
    name: "never plugged in, but unplugged",
    from: "Plug the smart plug into a working outlet, as shown in the first picture.",
    to: "Plug the smart plug into a working outlet. Unplug it.",
    step: 1,
    says: "The light is blinking red, at least 2 times next.",
    did: "After the plug was unplugged the light",
  },
  {
    name: "off where it blinks",
    from: "starts blinking blue (there is no red in it)",
    to: "turns off",
    step: 3,
    says: "The light is off next.",
    did: "blinking blue, not off.",
  },
  {
    name: "one of two that cannot be",
    from: "either start blinking blue or go dark",
    to: "either start blinking green or go dark",
    step: 1,
    says: "The light may be blinking green.",
    did: "It never is here, from whatever start.",
  },
  {
    name: "quick blinking that is slow",
    from: "starts blinking blue (there is no red in it)",
    to: "blinks blue quickly",
    step: 3,
    says: "The light is blinking blue fast next.",
    did: "one round takes 1 s, and fast is 300 ms or less.",
  },
  {
    name: "a power cut before the release",
    from: "Then, as soon as you let go",
    to: "Unplug the plug. Then, as soon as you let go",
    step: 3,
    says: "The light is solid red for at least 2 s next.",
    did: "After the Action button was released the light stayed off for 60 s.",
  },
  {
    name: "three blinks that go on for ever",
    from: "starts blinking blue (there is no red in it)",
    to: "blinks blue three times",
    step: 3,
    says: "The light is blinking blue, 3 times next.",
    did: "blinking blue, 4 flashes in 3 s: 4 flashes, not 3.",
  },
];
