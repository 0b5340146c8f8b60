import { erased } from "../../nvm/record.ts";
import type { Context } from "../context.ts";
import { BOOTING, CLOUD, NO_LINK } from "../places.ts";
import { EVENT } from "../row.ts";

const ACCOUNT = 1;
const BROKER = 2;

function farewellHeard(c: Context, which: number): void {
  c.plug.farewells &= ~which;
  if (c.plug.farewells === 0) c.raise(EVENT.farewellOver);
}

function noticeDone(c: Context): void {
  const { removed, nvm } = c.plug;
  c.emit({ kind: "notice", notice: "resetDone", removed, owedGoodbye: nvm.owedGoodbye.length });
}

export const resetActions = {
  resumeReset: (c: Context) => {
    if (c.plug.nvm.intent === null) return;
    c.emit({ kind: "notice", notice: "resetResumed" });
    c.raise(EVENT.resume);
  },

  /** From here on nothing that is to be erased is in the record: what the intent promises, its own save already keeps. */
  saveIntent: (c: Context) => {
    const { plug } = c;
    const { profile } = c.firmware;
    const linkUp = !c.is(NO_LINK);
    const kind = plug.resetKind;
    const { erases, cloudRemoval } = profile.resets[kind]!;
    const leaves = erases.includes("account") && cloudRemoval === "auto" && plug.nvm.account !== null;
    plug.removal = leaves && c.is(CLOUD);
    plug.removed = false;
    plug.cleared = false;
    plug.joiningAs = null;
    const intent = { kind, linkUp, goodbyeTopics: linkUp ? plug.topics : [] };
    plug.nvm = { ...erased(plug.nvm, erases, profile.startUpOnOff.value), intent };
    plug.awaited = c.save();
    // Whoever is not there yet no longer tries to be: a join that succeeded now would outlive the reset.
    if (!linkUp) c.emit({ kind: "leave" });
    c.emit({ kind: "notice", notice: "resetBegun", reset: kind, linkUp, removal: plug.removal });
  },

  bidFarewell: (c: Context) => {
    const { plug } = c;
    const intent = plug.nvm.intent!;
    plug.awaited = 0;
    plug.farewells = (plug.removal ? ACCOUNT : 0) | (intent.linkUp ? BROKER : 0);
    if (plug.removal) c.emit({ kind: "deregister" });
    if (intent.linkUp) c.emit({ kind: "goodbye", topics: intent.goodbyeTopics });
    if (plug.farewells === 0) c.raise(EVENT.farewellOver);
  },

  noteRemoved: (c: Context) => {
    c.plug.removed = true;
    farewellHeard(c, ACCOUNT);
  },

  noteGoodbye: (c: Context) => {
    c.plug.cleared = c.as("goodbyeDone").cleared;
    farewellHeard(c, BROKER);
  },

  leave: (c: Context) => c.emit({ kind: "leave" }),

  wipe: (c: Context) => {
    c.plug.awaited = c.wipe();
  },

  saveOutcome: (c: Context) => {
    const { plug } = c;
    const intent = plug.nvm.intent!;
    const uncleared = plug.cleared ? [] : intent.goodbyeTopics;
    const owed = [...new Set([...plug.nvm.owedGoodbye, ...uncleared])];
    plug.nvm = { ...plug.nvm, intent: null, owedGoodbye: owed };
    plug.awaited = c.save();
  },

  /** A wipe that a boot finished is done here; otherwise solid red must have been seen too. */
  raiseDurable: (c: Context) => {
    c.plug.awaited = 0;
    c.raise(EVENT.durable);
    if (c.is(BOOTING)) noticeDone(c);
  },

  noticeResetDone: noticeDone,

  clearOwedGoodbye: (c: Context) => {
    if (c.plug.nvm.owedGoodbye.length === 0) return;
    c.plug.nvm = { ...c.plug.nvm, owedGoodbye: [] };
    c.save();
  },
};
