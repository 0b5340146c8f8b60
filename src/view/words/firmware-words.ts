import type { Snapshot } from "../../runtime/snapshot.ts";

const REFUSALS: Readonly<Record<string, string>> = {
  truncated: "the image is not whole",
  not_an_image: "what came is no image of firmware",
  bad_digest: "the image was damaged on its way",
  bad_signature: "the image is not signed by the plug's maker",
  wrong_model: "the image is for another make",
  downgrade: "it is older than what runs",
  same_version: "it runs already",
  network_lost: "the network was lost",
  not_saved: "it could not be saved",
  reset: "a reset came first",
};

/** Why an update came to nothing. */
export const updateFailureWords = (reason: string): string => REFUSALS[reason] ?? reason;

/** What the plug does of an update, in a few words; undefined while it does nothing. */
export function updateWords({ update, progress }: Snapshot["firmware"]): string | undefined {
  switch (update) {
    case "downloading":
      return `downloading ${Math.floor(progress * 100)} %, do not unplug`;
    case "verifying":
    case "staging":
    case "committing":
      return "installing, do not unplug";
    case "unconfirmed":
      return "new firmware on trial, do not unplug";
    default:
      return undefined;
  }
}

/** What runs, what is on offer, and what becomes of it. */
export function firmwareText(firmware: Snapshot["firmware"]): string {
  const { version, offered } = firmware;
  const offer =
    offered === null ? "" : `; ${offered.version} is ${offered.required ? "required" : "on offer"}`;
  const doing = updateWords(firmware);
  return `${version}${offer}${doing === undefined ? "" : `: ${doing}`}`;
}
