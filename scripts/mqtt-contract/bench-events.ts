import * as v from "valibot";
import { NETWORK_TROUBLES, type RefusalCode } from "../../firmware-sim/index.ts";
import { buttons, gestures, numbered, time, version } from "./parts.ts";

const REFUSALS: readonly Exclude<RefusalCode, "stale">[] = [
  ...(["no_power", "not_in_setup", "busy", "no_effect"] as const),
  ...(["tripped", "offline", "no_update"] as const),
];
const cause = v.picklist(["overheat", "overload"]);

const event = <const T extends string, const E extends v.ObjectEntries>(event_type: T, entries: E) =>
  v.strictObject({ event_type: v.literal(event_type), ...entries, ...numbered });

/** What `bench/event` tells: gestures, the plug's own news, what was ignored, and trouble with board and store. */
export const benchEvent = v.union([
  event("touch", { buttons }),
  ...gestures.map(({ entries }) => v.strictObject({ ...entries, buttons })),
  event("reset_begun", { reset: v.string(), link_up: v.boolean(), removal: v.boolean() }),
  event("reset_unconfirmed", {}),
  event("reset_resumed", {}),
  event("reset_done", { removed: v.boolean(), owed_goodbye: v.number() }),
  event("setup_opened", {}),
  event("setup_ended", {}),
  event("setup_done", {}),
  event("setup_failed", { reason: v.string() }),
  event("reset_asked", {}),
  event("reset_declined", {}),
  event("button_stuck", {}),
  event("button_free", {}),
  event("tripped", { cause }),
  event("trip_cleared", { cause }),
  event("mains_flickering", {}),
  event("mains_steady", {}),
  event("relay_welded", {}),
  event("relay_free", {}),
  event("network_trouble", { reason: v.picklist(NETWORK_TROUBLES) }),
  event("energy_reset", { energy: v.pipe(v.number(), v.description("Wh until then")) }),
  event("schedule_fired", { id: v.string() }),
  event("schedule_missed", { id: v.string(), wall: v.pipe(time, v.description("when it was due")) }),
  event("update_offered", { version, required: v.boolean() }),
  event("update_begun", { version }),
  event("update_failed", { version, reason: v.string() }),
  event("update_tried", { version }),
  event("update_done", { version }),
  event("update_rolled_back", { version }),
  event("restarting", {}),
  event("hold_lost", {}),
  event("save_failing", { code: v.string() }),
  event("save_working", {}),
  event("ignored", { input: v.string(), code: v.picklist(REFUSALS), reason: v.string() }),
  event("board_lost", { reason: v.string() }),
  event("board_back", { reason: v.string() }),
  event("store_failed", { message: v.string() }),
]);
