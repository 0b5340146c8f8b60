import {
  advance,
  amazonSmartPlug,
  compile,
  type Effect,
  instant,
  nextDeadline,
  type Plug,
  powerOn,
  step,
} from "../../../firmware-sim/index.ts";
import type { Rival } from "./rival.ts";

const firmware = compile(amazonSmartPlug);

/** The firmware core with the rows that ship, driven as a host drives it: from deadline to deadline. */
export const corePlug: Rival = (story, outputs) => {
  const sink = (effect: Effect) => outputs.effect(effect);
  let seen = "dark";
  const look = ({ shown }: Plug) => {
    const { name } = firmware.rules[shown]!;
    if (name !== seen) outputs.lamp((seen = name));
  };
  return (start) => {
    outputs.at(start);
    const plug = powerOn(firmware, { nvm: null, buttonDown: false }, instant(start), sink);
    look(plug);
    for (const { at, input } of story) {
      const until = instant(start + at);
      for (let due = nextDeadline(plug); due !== null && due <= until; due = nextDeadline(plug)) {
        outputs.at(due);
        advance(firmware, plug, due, sink);
        look(plug);
      }
      outputs.at(until);
      step(firmware, plug, input, until, sink);
      look(plug);
    }
  };
};
