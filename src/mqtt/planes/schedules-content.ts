import type { Snapshot } from "../../runtime/snapshot.ts";

/** As they can be set again: since when each counts is the plug's own business. */
export const schedulesContent = ({ schedules }: Pick<Snapshot, "schedules">) =>
  schedules.map(({ since: _, ...schedule }) => schedule);
