import { isDeepStrictEqual } from "node:util";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { cloudStatus, outletStatus } from "../rpc/components.ts";

/** What a notification frame says; its `ts` is added when it is sent. */
export interface Notification {
  readonly method: "NotifyStatus" | "NotifyFullStatus" | "NotifyEvent";
  readonly params: Readonly<Record<string, unknown>>;
}

/** What of a component's status is another now; null when nothing is. */
function difference(now: object, before: object): object | null {
  const old = new Map(Object.entries(before));
  const changed = Object.entries(now).filter(([name, value]) => !isDeepStrictEqual(old.get(name), value));
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

/**
 * The components whose status a change of the plug made another, with what is another about each. What the meter shows
 * changes by itself, and is told apart.
 */
export function changedComponents(now: Snapshot, before: Snapshot): Readonly<Record<string, object>> {
  const outlet = now.profile.outlet ? difference(outletStatus(now), outletStatus(before)) : null;
  const cloud = difference(cloudStatus(now), cloudStatus(before));
  return { ...(outlet && { "switch:0": { id: 0, ...outlet } }), ...(cloud && { cloud }) };
}
