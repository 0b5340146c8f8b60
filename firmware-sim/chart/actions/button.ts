import { contactAt, settle, takeEdge } from "../../input/contact.ts";
import { busyReason } from "../../refusal.ts";
import { after, instant, millis } from "../../time.ts";
import type { Context } from "../context.ts";
import { BUTTON_UP, PRESS_IGNORED } from "../places.ts";
import { EVENT, TIMER } from "../row.ts";

const rungs = (c: Context) => c.firmware.profile.rungs;

/** The next rung is due at its time from the press, or at once if that is past. */
function scheduleRung(c: Context): void {
  const { plug } = c;
  const rung = rungs(c)[plug.nextRung];
  if (rung === undefined) c.stop(TIMER.rungDue);
  else c.startAt(TIMER.rungDue, instant(Math.max(after(plug.pressedAt, rung.at), plug.now)));
}

function longRelease(c: Context, cancelled: boolean): void {
  const rung = rungs(c)[c.plug.nextRung - 1]?.name ?? null;
  c.emit({ kind: "gesture", gesture: "longRelease", heldFor: millis(c.plug.heldFor), rung, cancelled });
}

export const buttonActions = {
  debounce: (c: Context) => {
    const { contact, now } = c.plug;
    switch (takeEdge(contact, c.as("edge").down, now, c.firmware.profile.timings.debounce.for)) {
      case "press":
        c.raise(EVENT.press);
        break;
      case "releasing":
        c.start(TIMER.settled);
        c.stop(TIMER.rungDue);
        break;
      case "refuted":
        c.stop(TIMER.settled);
        if (!c.is(BUTTON_UP) && !c.is(PRESS_IGNORED)) scheduleRung(c);
        break;
      case "nothing":
        break;
    }
  },

  confirmRelease: (c: Context) => {
    c.plug.heldFor = settle(c.plug.contact) - c.plug.pressedAt;
    c.raise(EVENT.release);
  },

  startHold: (c: Context) => {
    c.plug.pressedAt = c.plug.now;
    c.plug.nextRung = 0;
    scheduleRung(c);
    c.emit({ kind: "gesture", gesture: "initialPress" });
  },

  refusePress: (c: Context) => {
    c.plug.pressedAt = c.plug.now;
    c.emit({ kind: "ignored", input: "press", code: "busy", reason: busyReason(c) });
  },

  reachRung: (c: Context) => {
    const { plug } = c;
    const rung = rungs(c)[plug.nextRung]!.name;
    plug.nextRung += 1;
    plug.rungShownAt = plug.now;
    scheduleRung(c);
    c.emit({ kind: "gesture", gesture: "longPress", rung });
  },

  reportTap: (c: Context) => {
    c.emit({ kind: "gesture", gesture: "shortRelease", heldFor: millis(c.plug.heldFor) });
    c.raise(EVENT.tap);
  },

  reportNeither: (c: Context) => {
    longRelease(c, false);
    const reason = "held longer than a tap and not long enough for a rung";
    c.emit({ kind: "ignored", input: "press", code: "no_effect", reason });
  },

  reportCancel: (c: Context) => longRelease(c, true),

  reportRelease: (c: Context) => longRelease(c, false),

  /** The ladder stays as it was when its rung was reached, until the next hold. */
  beginReset: (c: Context) => {
    c.plug.resetKind = rungs(c)[c.plug.nextRung - 1]!.reset!.name;
    c.raise(EVENT.resetConfirmed);
  },

  noticeUnconfirmed: (c: Context) => c.emit({ kind: "notice", notice: "resetUnconfirmed" }),

  postponeGuard: (c: Context) => {
    if (c.plug.rungShownAt >= c.as("stalled").since) c.plug.rungShownAt = c.plug.now;
  },

  loseHold: (c: Context) => {
    c.plug.contact = contactAt(false, c.plug.now);
    c.emit({ kind: "notice", notice: "holdLost" });
  },

  loseContact: (c: Context) => {
    c.plug.contact = contactAt(false, c.plug.now);
  },

  noticeStuck: (c: Context) => c.emit({ kind: "notice", notice: "buttonStuck" }),
};
