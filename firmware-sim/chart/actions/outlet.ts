import type { Source } from "../../input/inputs.ts";
import { withRelay } from "../../nvm/record.ts";
import { busyReason } from "../../refusal.ts";
import type { Context } from "../context.ts";
import { EVENT, TIMER } from "../row.ts";

function sourceOf(c: Context): Source {
  if (c.event === EVENT.tap) return "button";
  return c.event === EVENT.relaySet ? c.as("relaySet").source : "timer";
}

function switchRelay(c: Context, closed: boolean): void {
  const back = c.event === EVENT.relaySet ? c.as("relaySet").for : undefined;
  c.stop(TIMER.relayTimeUp);
  if (back !== undefined) c.start(TIMER.relayTimeUp, back);
  c.emit({ kind: "relay", closed, source: sourceOf(c) });
  keepRelay(c, closed);
}

export function keepRelay(c: Context, relayClosed: boolean): void {
  if (c.plug.nvm.relayClosed === relayClosed) return;
  c.plug.nvm = withRelay(c.plug.nvm, relayClosed);
  c.save();
}

export const outletActions = {
  closeRelay: (c: Context) => switchRelay(c, true),
  openRelay: (c: Context) => switchRelay(c, false),

  /** Power or a reset takes the contact away; what `previous` restores is not touched. */
  dropRelay: (c: Context) => {
    c.stop(TIMER.relayTimeUp);
    c.emit({ kind: "relay", closed: false, source: c.event === EVENT.powerLost ? "power" : "reset" });
  },

  stopRelayTimer: (c: Context) => c.stop(TIMER.relayTimeUp),

  startClosed: (c: Context) => {
    c.emit({ kind: "relay", closed: true, source: "power" });
    keepRelay(c, true);
  },

  startOpen: (c: Context) => {
    c.emit({ kind: "relay", closed: false, source: "power" });
    if (c.plug.nvm.intent === null) keepRelay(c, false);
  },

  keepStartUp: (c: Context) => {
    const startUp = c.as("startUpSet").to;
    if (c.plug.nvm.startUp === startUp) return;
    c.plug.nvm = { ...c.plug.nvm, startUp };
    c.save();
  },

  refuseBusy: (c: Context) => {
    c.emit({ kind: "ignored", input: c.input!.kind, code: "busy", reason: busyReason(c) });
  },

  restartIdentify: (c: Context) => c.start(TIMER.identifyEnds),
};
