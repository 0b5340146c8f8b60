import { contactAt } from "../../input/contact.ts";
import { millis, NEVER } from "../../time.ts";
import type { Context } from "../context.ts";
import { WIPING } from "../places.ts";
import { EVENT, TIMER } from "../row.ts";

/** Spans between tries of a failed save, ms: 1 s doubled up to 60 s. */
const FIRST_RETRY = 1000;
const LAST_RETRY = 60_000;

export const nvmActions = {
  noticeSaveFailing: (c: Context) =>
    c.emit({ kind: "notice", notice: "saveFailing", code: c.as("saveFailed").code }),

  planRetry: (c: Context) => {
    const wait = Math.min(FIRST_RETRY * 2 ** c.plug.failures, LAST_RETRY);
    c.plug.failures += 1;
    c.start(TIMER.saveRetry, millis(wait));
  },

  /** Whoever awaits the failed ticket awaits the new one instead. */
  retrySave: (c: Context) => {
    const ticket = c.is(WIPING) ? c.wipe() : c.save();
    if (c.plug.awaited !== 0) c.plug.awaited = ticket;
  },

  noticeSaveWorking: (c: Context) => {
    c.plug.failures = 0;
    c.emit({ kind: "notice", notice: "saveWorking" });
  },

  /** Of itself, as by a short power cut. */
  restart: (c: Context) => {
    c.emit({ kind: "notice", notice: "restarting" });
    c.emit({ kind: "restart" });
    c.raise(EVENT.powerLost);
  },

  /** Power is gone: so is everything that was only in RAM, tickets not yet acknowledged included. */
  forget: (c: Context) => {
    const { plug } = c;
    plug.deadlines.fill(NEVER);
    plug.contact = contactAt(false, plug.now);
    plug.topics = [];
    plug.awaited = 0;
    plug.failures = 0;
    plug.farewells = 0;
    plug.joiningAs = null;
    plug.othersDown = [];
    plug.resetWaits = false;
    plug.taps = 0;
    plug.dips = 0;
    plug.meter = { since: plug.now, watts: 0, wh: plug.nvm.energy };
    plug.offered = null;
    plug.progress = 0;
    plug.networkTrouble = null;
  },
};
