import type { Act } from "../plan.ts";
import { holding, seen, waiting } from "./build.ts";
import { buttonsOf } from "./buttons.ts";
import type { Phrase } from "./phrase.ts";
import { spanOf, timesOf } from "./quantity.ts";

const PLUG_IN: Act = { do: "plugIn" };
const UNPLUG: Act = { do: "unplug" };

const plugIn = { meaning: "power comes", read: () => [PLUG_IN] } as const;
const unplug = { meaning: "power goes", read: () => [UNPLUG] } as const;
const ROUNDS = "so often, one after the other";

function rounds(round: readonly Act[], text = ""): readonly Act[] | null {
  const times = timesOf(text);
  return times === null ? null : Array.from({ length: times }, () => round).flat();
}

export const POWER: readonly Phrase[] = [
  { expression: "plug {device} in", example: "Plug it in.", ...plugIn },
  { expression: "plug in {device}", example: "Plug in the smart plug.", ...plugIn },
  { expression: "plug {device} (back ){place}", example: "Plug the cable back into the wall.", ...plugIn },
  { expression: "connect/insert {device} {place}", example: "Connect the plug to AC power.", ...plugIn },
  { expression: "turn/switch power (back )on", example: "Turn the power back on.", ...plugIn },
  { expression: "unplug/disconnect {device}", example: "Unplug the cable.", ...unplug },
  {
    expression: "unplug/disconnect/remove/pull {device} {place}",
    example: "Unplug it from the outlet.",
    ...unplug,
  },
  { expression: "turn/switch power off", example: "Turn the power off.", ...unplug },
  {
    expression: "unplug/disconnect {device} for {span}",
    example: "Unplug it for 20 seconds.",
    meaning: "power goes, and stays away so long",
    read: ([, text = ""]) => {
      const span = spanOf(text);
      return span === null ? null : [UNPLUG, { do: "wait", end: { for: span } }];
    },
  },
  {
    expression: "plug {device} in and unplug {device} {times}",
    example: "Plug it in and unplug it five times.",
    meaning: ROUNDS,
    read: ([, , times]) => rounds([PLUG_IN, UNPLUG], times),
  },
  {
    expression: "unplug {device} and plug {device} in {times}",
    example: "Unplug it and plug it back in 6 times.",
    meaning: ROUNDS,
    read: ([, , times]) => rounds([UNPLUG, PLUG_IN], times),
  },
  {
    expression: "turn/switch {device} off and on {times}",
    example: "Turn the plug off and on 6 times.",
    meaning: ROUNDS,
    read: ([, times]) => rounds([UNPLUG, PLUG_IN], times),
  },
];

export const BUTTONS: readonly Phrase[] = [
  {
    expression: "press and hold {buttons}{end}",
    example: "Press and hold the Action button until the light blinks only red.",
    meaning: "the finger goes down and stays there, also afterwards",
    read: ([buttons = "", end = ""], context) => holding(buttons, end, context, "new"),
  },
  {
    expression: "keep holding {buttons}{end}",
    example: "Keep holding the button until the light turns orange, then blue.",
    meaning: "the finger that is down stays there, also afterwards",
    read: ([buttons = "", end = ""], context) => holding(buttons, end, context, "on"),
  },
  {
    expression: "hold {buttons}{end}",
    example: "Keep the Action button pressed for 12 seconds.",
    meaning: "the finger stays down or, if it is not, goes down and stays",
    read: ([buttons = "", end = ""], context) => holding(buttons, end, context, "either"),
  },
  {
    expression: "press/tap {buttons}",
    example: "Press the button.",
    meaning: "a short press",
    read: ([text = ""], context) => {
      const buttons = buttonsOf(text, context);
      return buttons && [{ do: "press", buttons, times: 1 }];
    },
  },
  {
    expression: "press/tap {buttons} {times}",
    example: "Press the Action button three times.",
    meaning: "so many short presses",
    read: ([text = "", often = ""], context) => {
      const [buttons, times] = [buttonsOf(text, context), timesOf(often)];
      return buttons === null || times === null ? null : [{ do: "press", buttons, times }];
    },
  },
  {
    expression: "press {buttons}{end}",
    example: "Press the button for 12 seconds.",
    meaning: "as press and hold",
    read: ([buttons = "", end = ""], context) => holding(buttons, end, context, "new"),
  },
  {
    expression: "press and release {buttons}",
    example: "Press and release the button.",
    meaning: "a short press",
    read: ([text = ""], context) => {
      const buttons = buttonsOf(text, context);
      return buttons && [{ do: "press", buttons, times: 1 }];
    },
  },
  {
    expression: "release {buttons}",
    example: "Release the button.",
    meaning: "the finger goes up; `the button`, `it`: all that are down",
    read: ([text = ""], context) => {
      const buttons = buttonsOf(text, context);
      return (
        buttons && [
          {
            do: "release",
            buttons: /^(?:it|them|(?:both |those |these )?buttons?)$/.test(text) ? null : buttons,
          },
        ]
      );
    },
  },
];

export const WAITING: readonly Phrase[] = [
  {
    expression: "wait{end}",
    example: "Wait until the light blinks blue.",
    meaning:
      "nothing is done so long, of a range the shorter end; or until an observer is sure of what is seen",
    read: ([end = ""]) => waiting(end),
  },
  {
    expression: "wait {span}",
    example: "Wait a few seconds.",
    meaning: "nothing is done so long",
    read: ([span = ""]) => waiting(` for ${span}`),
  },
  {
    expression: "wait for {sight}",
    example: "Wait for the light to blink blue.",
    meaning: "as wait until",
    read: ([sight = ""]) => waiting(` until ${sight}`),
  },
  {
    expression: "wait up to {span} for/until {sight}",
    example: "Wait up to 30 seconds for the light to blink blue.",
    meaning: "that is seen next, so soon",
    read: ([span = "", sight = ""]) => soon(span, sight),
  },
  {
    expression: "leave/keep {device} unplugged for {span}",
    example: "Leave it unplugged for 20 seconds.",
    meaning: "nothing is done so long",
    read: ([, span = ""]) => waiting(` for ${span}`),
  },
];

export function soon(span: string, sight: string) {
  const within = spanOf(span);
  return within === null ? null : seen(sight, within);
}
