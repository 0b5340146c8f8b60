import type { Snapshot } from "../runtime/snapshot.ts";

/** What of a make of plug matters to whoever hears of it. */
export type Make = Snapshot["profile"];

/** What a make must have, or there is no such topic, entity or method. Absent: every make has it. */
export type Need = "outlet" | "meter";

export const has = (make: Make, need: Need | undefined): boolean => need === undefined || make[need];
