import type { Gesture } from "../../effects.ts";
import type { Rung } from "../../profiles/profile.ts";
import { after, instant, millis } from "../../time.ts";
import type { Context } from "../context.ts";
import { REGION, TIMER } from "../row.ts";
import { beginReset } from "./begin-reset.ts";

/** Of the region whose row is in hand, the ladder it climbs, and how far it is. */
const isCombination = (c: Context): boolean => c.region === REGION.combination;
export const climbOf = (c: Context) => (isCombination(c) ? c.plug.combo : c.plug);
const rungsOf = ({ firmware: { profile }, region }: Context): readonly Rung[] =>
  region === REGION.combination ? profile.combination!.rungs : profile.rungs;

/** The highest rung reached. */
export const lastRung = (c: Context): Rung | undefined => rungsOf(c)[climbOf(c).nextRung - 1];

/** The next rung is due at its time from the press, or at once if that is past. */
export function scheduleRung(c: Context): void {
  const { pressedAt, nextRung } = climbOf(c);
  const timer = isCombination(c) ? TIMER.comboRungDue : TIMER.rungDue;
  const rung = rungsOf(c)[nextRung];
  if (rung === undefined) c.stop(timer);
  else c.startAt(timer, instant(Math.max(after(pressedAt, rung.at), c.plug.now)));
}

function report(c: Context, gesture: Gesture): void {
  const buttons = isCombination(c) ? { buttons: c.firmware.profile.combination!.buttons } : {};
  c.emit({ kind: "gesture", ...gesture, ...buttons });
}

export function longRelease(c: Context, cancelled: boolean): void {
  const rung = lastRung(c)?.name ?? null;
  report(c, { gesture: "longRelease", heldFor: millis(climbOf(c).heldFor), rung, cancelled });
}

export const ladderActions = {
  startHold: (c: Context) => {
    const climb = climbOf(c);
    climb.pressedAt = c.plug.now;
    climb.nextRung = 0;
    scheduleRung(c);
    report(c, { gesture: "initialPress" });
  },

  reachRung: (c: Context) => {
    const climb = climbOf(c);
    const rung = rungsOf(c)[climb.nextRung]!.name;
    climb.nextRung += 1;
    climb.rungShownAt = c.plug.now;
    scheduleRung(c);
    report(c, { gesture: "longPress", rung });
  },

  reportCancel: (c: Context) => longRelease(c, true),

  reportRelease: (c: Context) => longRelease(c, false),

  /** The ladder stays as it was when its rung was reached, until the next hold. */
  beginReset: (c: Context) => beginReset(c, lastRung(c)!.reset!.name),

  noticeUnconfirmed: (c: Context) => c.emit({ kind: "notice", notice: "resetUnconfirmed" }),

  /** Its pattern begins anew too: what the lamp shows first of a rung is then never a dark part of it. */
  postponeGuard: (c: Context) => {
    const { plug, firmware, trace } = c;
    const { since } = c.as("stalled");
    const climb = climbOf(c);
    if (climb.rungShownAt < since) return;
    climb.rungShownAt = plug.now;
    if (plug.shownAt < since || plug.shownAt === plug.now) return;
    plug.shownAt = plug.now;
    trace?.({ at: plug.now, kind: "lamp", pattern: firmware.rules[plug.shown]!.name });
  },
};
