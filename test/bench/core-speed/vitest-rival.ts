import { vi } from "vitest";
import type { Rival } from "./rival.ts";
import { TimersPlug } from "./timers-plug.ts";

/** The class of timers under the fake timers of vitest, as tests of such a class are written. */
export const vitestRival: Rival = (story, outputs) => {
  vi.useFakeTimers({ now: 0 });
  let seen = "dark";
  const look = () => {
    outputs.at(Date.now());
    if (plug.pattern !== seen) outputs.lamp((seen = plug.pattern));
  };
  const plug = new TimersPlug((effect) => {
    outputs.at(Date.now());
    outputs.effect(effect);
  }, look);
  return (start) => {
    vi.advanceTimersByTime(start - Date.now());
    plug.powered();
    look();
    for (const { at, input } of story) {
      vi.advanceTimersByTime(start + at - Date.now());
      plug.input(input);
      look();
    }
  };
};
