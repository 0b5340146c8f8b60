import { TROUBLES, type Trouble } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { runs } from "../../runtime/words.ts";

/** That a trouble begins, by its name; or that one, which `fault` names, is over. */
export type AlarmEvent =
  | { readonly event_type: Trouble }
  | { readonly event_type: "cleared"; readonly fault: Trouble };

/** Every word that `event_type` can be. */
export const ALARM_TYPES: readonly AlarmEvent["event_type"][] = [...TROUBLES, "cleared"];

/** A plug that starts finds its troubles anew, and one without power has told nobody that they are over. */
export function alarmEvents(now: Snapshot, before: Snapshot): readonly AlarmEvent[] {
  if (!runs(now)) return [];
  const known = runs(before) ? before.troubles : [];
  const over = known.filter((trouble) => !now.troubles.includes(trouble));
  const begun = now.troubles.filter((trouble) => !known.includes(trouble));
  return [
    ...over.map((fault) => ({ event_type: "cleared" as const, fault })),
    ...begun.map((event_type) => ({ event_type })),
  ];
}
