import type { ActionName } from "../actions.ts";
import type { EventName, Row, TimerRow } from "../row.ts";

const OFFERED = ["available", "required"];
const UNDER_WAY = ["downloading", "verifying", "staging", "committing"];

/** An update that fails leaves what runs, and what is on offer, as it was. */
const fails = (from: string, on: EventName, ...first: ActionName[]): readonly Row[] =>
  (["required", "available"] as const).map((to) => ({
    region: "update",
    from,
    on,
    ...(to === "required" ? { when: "updateRequired" } : {}),
    to,
    do: [...first, "failUpdate"],
  }));

/**
 * An update of the firmware (S3 solution 4), each step durable before the next: the image in the other slot, the record
 * that says to try it, the restart. It has one boot to prove itself: the record says so before anything else, and
 * the next boot finds the old firmware confirmed still, unless the new one has run long enough meanwhile.
 */
export const updateRows: readonly Row[] = [
  {
    region: "update",
    from: "none",
    on: "powered",
    when: "updateUntried",
    to: "unconfirmed",
    do: ["tryUpdate"],
  },
  { region: "update", from: "none", on: "powered", when: "updateUnproven", do: ["rollBack"] },

  { region: "update", from: "none", on: "updateOffered", when: "busy", do: ["refuseBusy"] },
  {
    region: "update",
    from: ["none", ...OFFERED],
    on: "updateOffered",
    when: "offersRequired",
    to: "required",
    do: ["noteOffer"],
  },
  { region: "update", from: ["none", ...OFFERED], on: "updateOffered", to: "available", do: ["noteOffer"] },
  {
    region: "update",
    from: OFFERED,
    on: "updateInstall",
    when: "cloudReached",
    to: "downloading",
    do: ["beginDownload"],
  },
  { region: "update", from: OFFERED, on: "updateInstall", do: ["refuseOffline"] },

  { region: "update", from: "downloading", on: "downloading", do: ["noteProgress"] },
  { region: "update", from: "downloading", on: "downloaded", to: "verifying", do: ["verify"] },
  ...fails("downloading", "downloadFailed"),
  ...fails("downloading", "unreached", "dropDownload"),
  { region: "update", from: "verifying", on: "imageAccepted", to: "staging", do: ["stage"] },
  ...fails("verifying", "imageRefused"),
  {
    region: "update",
    from: "staging",
    on: "saved",
    when: "newestTicket",
    to: "committing",
    do: ["commitUpdate"],
  },
  ...fails("staging", "saveFailed"),

  // A hold is let come to its end: it may be the one for a reset.
  { region: "update", from: "committing", on: "saved", when: "newestTicketInHold", do: ["postponeRestart"] },
  { region: "update", from: "committing", on: "saved", when: "newestTicket", do: ["raiseRestart"] },
  { region: "update", from: "committing", on: "updateRestart", do: ["keepAgain"] },

  { region: "update", from: "unconfirmed", on: "updateProven", do: ["confirmUpdate"] },
  {
    region: "update",
    from: "unconfirmed",
    on: "saved",
    when: "updateConfirmed",
    to: "none",
    do: ["noticeUpdateDone"],
  },

  // Before the reset saves its intent: no record has both.
  { region: "update", from: OFFERED, on: "resetConfirmed", to: "none", do: ["withdrawUpdate"] },
  {
    region: "update",
    from: UNDER_WAY,
    on: "resetConfirmed",
    to: "none",
    do: ["dropDownload", "failUpdate", "withdrawUpdate"],
  },
  { region: "update", from: [...OFFERED, ...UNDER_WAY, "unconfirmed"], on: "powerLost", to: "none" },
];

export const updateTimers: readonly TimerRow[] = [
  { timer: "updateRestart", region: "update", during: ["committing"], starts: "action" },
  {
    timer: "updateProven",
    region: "update",
    during: ["unconfirmed"],
    starts: "entry",
    span: "updateConfirm",
  },
];
