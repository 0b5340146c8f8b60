import type { Snapshot } from "../../runtime/snapshot.ts";

/** An update goes on in these states. */
const UNDER_WAY = ["downloading", "verifying", "staging", "committing"];

/** What of Home Assistant's update JSON there is to say: it rejects a message with any other key. */
export interface UpdateState {
  readonly installed_version: string;
  readonly latest_version: string;
  readonly title: string;
  readonly in_progress: boolean;
  /** Whole per cent of the image that have come; null: nothing is under way. */
  readonly update_percentage: number | null;
  /** Empty when nothing is on offer: a key that is left out would leave the old text there. */
  readonly release_summary: string;
}

export function updateStateOf({ version, update, offered, progress }: Snapshot["firmware"]): UpdateState {
  const underWay = UNDER_WAY.includes(update);
  const asked = offered?.required ? "The plug blinks until it is installed." : "The plug can do without it.";
  return {
    installed_version: version,
    latest_version: offered?.version ?? version,
    title: "Simulated firmware",
    in_progress: underWay,
    update_percentage: underWay ? Math.floor(progress * 100) : null,
    release_summary: offered === null ? "" : asked,
  };
}
