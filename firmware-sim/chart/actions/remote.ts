import type { Context } from "../context.ts";
import { TIMER } from "../row.ts";
import { beginReset } from "./begin-reset.ts";

export const remoteActions = {
  /** What began while the plug booted. */
  beginWaiting: (c: Context) => {
    c.plug.resetWaits = false;
    beginReset(c, c.plug.resetKind);
  },

  beginAppReset: (c: Context) => beginReset(c, c.firmware.profile.app[c.as("appReset").action]!.reset),

  /** Whoever was taken off has no account left that could be asked to do so. */
  beginRemoval: (c: Context) => {
    c.plug.nvm = { ...c.plug.nvm, account: null };
    beginReset(c, c.firmware.profile.app["remove"]!.reset);
  },

  ask: (c: Context) => {
    c.start(TIMER.voiceEnds, c.firmware.profile.voice!.answer.for);
    c.emit({ kind: "notice", notice: "resetAsked" });
  },

  beginVoiceReset: (c: Context) => beginReset(c, c.firmware.profile.voice!.reset),

  noticeDeclined: (c: Context) => c.emit({ kind: "notice", notice: "resetDeclined" }),
};
