import { type Instant, patternWords } from "../../firmware-sim/index.ts";
import type { MemoryPlug } from "../memory/memory-plug.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { outletOf } from "../runtime/words.ts";
import { lifecycleWords } from "../view/words/lifecycle-words.ts";
import { whyDark } from "../view/words/why-dark.ts";
import type { PlugDoor } from "../web/plug-door.ts";
import type { ToldSeat } from "./told.ts";

/** One pupil's place. */
export interface Seat {
  readonly id: string;
  readonly name: string;
  readonly plug: MemoryPlug;
  readonly door: PlugDoor;
  /** Pages that look on. */
  looking: number;
  lastContact: Instant;
}

export function toldSeat({ id, name, plug, looking }: Seat): ToldSeat {
  const { snapshot } = plug.feed.hello();
  const { led, hold, profile } = snapshot;
  const why = whyDark(snapshot);
  return {
    id,
    name,
    present: looking > 0,
    lifecycle: lifecycleWords(snapshot.lifecycle),
    lamp: hasLight(snapshot) ? { pattern: led.pattern, since: led.since } : null,
    light: why === undefined ? patternWords(led.pattern) : `dark: ${why}`,
    heldSince: hold?.since ?? null,
    outlet: profile.outlet ? outletOf(snapshot) : null,
  };
}

const hasLight = ({ lifecycle, board }: Snapshot): boolean => lifecycle !== "off" && board === "online";
