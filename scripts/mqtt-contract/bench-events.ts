import * as v from "valibot";
import type { RefusalCode } from "../../firmware-sim/index.ts";
import { gestures, numbered } from "./parts.ts";

const REFUSALS: readonly Exclude<RefusalCode, "stale">[] = ["no_power", "not_in_setup", "busy", "no_effect"];

const event = <const T extends string, const E extends v.ObjectEntries>(event_type: T, entries: E) =>
  v.strictObject({ event_type: v.literal(event_type), ...entries, ...numbered });

/** What `bench/event` tells: gestures, the plug's own news, what was ignored, and trouble with board and store. */
export const benchEvent = v.union([
  event("touch", {}),
  ...gestures,
  event("reset_begun", { reset: v.string(), link_up: v.boolean(), removal: v.boolean() }),
  event("reset_unconfirmed", {}),
  event("reset_resumed", {}),
  event("reset_done", { removed: v.boolean(), owed_goodbye: v.number() }),
  event("setup_opened", {}),
  event("setup_ended", {}),
  event("setup_done", {}),
  event("setup_failed", { reason: v.string() }),
  event("button_stuck", {}),
  event("hold_lost", {}),
  event("save_failing", { code: v.string() }),
  event("save_working", {}),
  event("ignored", { input: v.string(), code: v.picklist(REFUSALS), reason: v.string() }),
  event("board_lost", { reason: v.string() }),
  event("board_back", { reason: v.string() }),
  event("store_failed", { message: v.string() }),
]);
