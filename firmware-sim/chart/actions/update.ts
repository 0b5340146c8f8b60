import type { FirmwareSlots } from "../../nvm/record.ts";
import { millis } from "../../time.ts";
import type { Context } from "../context.ts";
import { EVENT, TIMER } from "../row.ts";

/** How long a hold that holds up the restart is left alone before it is looked at again, ms. */
const HOLD_LOOK = 1000;

function failureOf(c: Context): string {
  switch (c.event) {
    case EVENT.downloadFailed:
      return c.as("downloadFailed").reason;
    case EVENT.imageRefused:
      return c.as("imageRefused").reason;
    case EVENT.saveFailed:
      return "not_saved";
    case EVENT.resetConfirmed:
      return "reset";
    default:
      return "network_lost";
  }
}

function keep(c: Context, firmware: FirmwareSlots): void {
  c.plug.nvm = { ...c.plug.nvm, firmware };
  c.save();
}

export const updateActions = {
  noteOffer: (c: Context) => {
    const { version, required } = c.as("updateOffered");
    c.plug.offered = { version, required };
    c.emit({ kind: "notice", notice: "updateOffered", version, required });
  },

  refuseOffline: (c: Context) => {
    const reason = "the plug does not reach its cloud";
    c.emit({ kind: "ignored", input: c.input!.kind, code: "offline", reason });
  },

  beginDownload: (c: Context) => {
    const { version } = c.plug.offered!;
    c.emit({ kind: "notice", notice: "updateBegun", version });
    c.emit({ kind: "download", version });
  },

  noteProgress: (c: Context) => {
    c.plug.progress = c.as("downloading").share;
  },

  verify: (c: Context) => {
    c.plug.progress = 1;
    c.emit({ kind: "verify" });
  },

  /** What counts is the version that the image says, and its maker signed. */
  stage: (c: Context) => {
    const { plug } = c;
    const { version } = c.as("imageAccepted");
    plug.offered = { ...plug.offered!, version };
    const ticket = ++plug.ticket;
    c.emit({ kind: "stage", ticket, version, slot: plug.nvm.firmware.slot === 0 ? 1 : 0 });
  },

  commitUpdate: (c: Context) => {
    const { version } = c.plug.offered!;
    keep(c, { ...c.plug.nvm.firmware, trying: { version, booted: false } });
  },

  postponeRestart: (c: Context) => c.start(TIMER.updateRestart, millis(HOLD_LOOK)),

  /** What was saved meanwhile is durable before the restart, too. */
  keepAgain: (c: Context) => void c.save(),

  raiseRestart: (c: Context) => c.raise(EVENT.restart),

  tryUpdate: (c: Context) => {
    const { firmware } = c.plug.nvm;
    const { version } = firmware.trying!;
    keep(c, { ...firmware, trying: { version, booted: true } });
    c.emit({ kind: "notice", notice: "updateTried", version });
  },

  rollBack: (c: Context) => {
    const { firmware } = c.plug.nvm;
    keep(c, { ...firmware, trying: null });
    c.emit({ kind: "notice", notice: "updateRolledBack", version: firmware.trying!.version });
  },

  confirmUpdate: (c: Context) => {
    const { slot, trying } = c.plug.nvm.firmware;
    keep(c, { version: trying!.version, slot: slot === 0 ? 1 : 0, trying: null });
  },

  noticeUpdateDone: (c: Context) =>
    c.emit({ kind: "notice", notice: "updateDone", version: c.plug.nvm.firmware.version }),

  dropDownload: (c: Context) => c.emit({ kind: "dropDownload" }),

  failUpdate: (c: Context) => {
    const { plug } = c;
    plug.progress = 0;
    c.emit({ kind: "notice", notice: "updateFailed", version: plug.offered!.version, reason: failureOf(c) });
  },

  /** The record that is saved next says nothing of an update that was to be tried. */
  withdrawUpdate: (c: Context) => {
    const { plug } = c;
    plug.offered = null;
    plug.progress = 0;
    if (plug.nvm.firmware.trying?.booted === false)
      plug.nvm = { ...plug.nvm, firmware: { ...plug.nvm.firmware, trying: null } };
  },
};
