import { keepsPersonal } from "../../profiles/resets.ts";
import type { Context } from "../context.ts";
import { EVENT, TIMER } from "../row.ts";

function failureOf(c: Context): string {
  switch (c.event) {
    case EVENT.joinFailed:
      return c.as("joinFailed").reason;
    case EVENT.joinTimeout:
      return "timeout";
    case EVENT.saveFailed:
      return "not_saved";
    default:
      return "network_lost";
  }
}

export const lifecycleActions = {
  raiseBooted: (c: Context) => c.raise(EVENT.booted),
  raiseReached: (c: Context) => c.raise(EVENT.reached),
  raiseUnreached: (c: Context) => c.raise(EVENT.unreached),

  /** Why there is no way out, as far as the plug knows: kept until it is out again, or has no network to miss. */
  noteTrouble: (c: Context) => {
    const { reason } = c.as("networkTrouble");
    c.plug.networkTrouble = reason;
    c.emit({ kind: "notice", notice: "networkTrouble", reason });
  },

  forgetTrouble: (c: Context) => {
    c.plug.networkTrouble = null;
  },

  noteTopics: (c: Context) => {
    c.plug.topics = c.as("announced").topics;
  },

  connect: (c: Context) => c.emit({ kind: "connect", ...c.plug.nvm.wifi! }),

  join: (c: Context) => {
    const { ssid, key, account } = c.as("provision");
    const { wifi, account: signedIn, personal } = c.plug.nvm;
    c.plug.joiningAs = { ssid, key, account, before: { wifi, account: signedIn, personal } };
    c.emit({ kind: "join", ssid, key, account });
  },

  /** Set-up is announced only when its credentials are durable. */
  keepCredentials: (c: Context) => {
    const { ssid, key, account } = c.plug.joiningAs!;
    const personal = account !== null && keepsPersonal(c.firmware.profile);
    c.plug.nvm = { ...c.plug.nvm, wifi: { ssid, key }, account, personal };
    c.plug.awaited = c.save();
  },

  setupDone: (c: Context) => {
    c.plug.awaited = 0;
    c.plug.joiningAs = null;
    c.emit({ kind: "notice", notice: "setupDone" });
  },

  abandonJoin: (c: Context) => {
    const { plug } = c;
    // Whatever it had kept of this attempt, it takes back.
    if (plug.awaited !== 0) {
      if (plug.nvm.account !== null) c.emit({ kind: "deregister" });
      plug.nvm = { ...plug.nvm, ...plug.joiningAs!.before };
      plug.awaited = 0;
      if (plug.nvm.wifi === null) plug.networkTrouble = null;
      c.save();
    }
    plug.joiningAs = null;
    c.emit({ kind: "leave" });
    c.emit({ kind: "notice", notice: "setupFailed", reason: failureOf(c) });
  },

  startNetworkLost: (c: Context) => c.start(TIMER.networkLost),
  stopNetworkLost: (c: Context) => c.stop(TIMER.networkLost),
  startResetShown: (c: Context) => c.start(TIMER.resetShown),
  noticeSetupOpened: (c: Context) => c.emit({ kind: "notice", notice: "setupOpened" }),
  noticeSetupEnded: (c: Context) => c.emit({ kind: "notice", notice: "setupEnded" }),
};
