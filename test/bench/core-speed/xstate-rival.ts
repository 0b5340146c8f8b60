import { createActor, type SnapshotFrom } from "xstate";
import { HeapClock } from "../heap-clock.ts";
import type { Rival } from "./rival.ts";
import { plugMachine } from "./xstate-plug.ts";
import type { PlugEvent } from "./xstate-setup.ts";

type PlugSnapshot = SnapshotFrom<ReturnType<typeof plugMachine>>;

/**
 * One XState actor on a clock of discrete events; XState's own SimulatedClock moves its time first and fires
 * afterwards, so that chained delays come at the wrong moment.
 */
export const xstateRival: Rival = (story, outputs) => {
  const clock = new HeapClock();
  const machine = plugMachine(clock.now, (effect) => {
    outputs.at(clock.now());
    outputs.effect(effect);
  });
  const actor = createActor(machine, { clock: clock as never });
  let seen = "dark";
  actor.subscribe((snapshot) => {
    const pattern = patternOf(snapshot);
    if (pattern === seen) return;
    outputs.at(clock.now());
    outputs.lamp((seen = pattern));
  });
  actor.start();
  const events = story.map(({ at, input: { kind, ...rest } }) => ({
    at,
    event: { type: kind, ...rest } as PlugEvent,
  }));
  return (start) => {
    clock.passUntil(start);
    actor.send({ type: "powered" });
    for (const { at, event } of events) {
      clock.passUntil(start + at);
      actor.send(event);
    }
  };
};

function patternOf({ value }: PlugSnapshot): string {
  const { supply, lifecycle, button, relay } = value;
  if (supply === "off") return "dark";
  if (supply === "booting") return "boot";
  if (typeof lifecycle === "object" && "resetting" in lifecycle) return "resetting";
  if (typeof button === "object" && button.held.stage !== "pressed") return button.held.stage;
  if (typeof lifecycle === "object" && "unprovisioned" in lifecycle)
    return lifecycle.unprovisioned === "idle" ? "dark" : lifecycle.unprovisioned;
  if (typeof lifecycle === "object" && lifecycle.provisioned === "offline") return "offline";
  return relay === "closed" ? "on" : "dark";
}
