import type { Context } from "../context.ts";
import { OVERHEATED } from "../places.ts";
import { EVENT, TIMER } from "../row.ts";
import { keepRelay } from "./outlet.ts";

function tripReason(c: Context): string {
  return c.is(OVERHEATED)
    ? "the outlet is off for protection: it is too hot inside, and has to cool first"
    : "the outlet is off for protection: more power flowed than it is made for; press the button to go on";
}

export const healthActions = {
  /** Power that comes back does not undo it. */
  tripRelay: (c: Context) => {
    c.stop(TIMER.relayTimeUp);
    c.emit({ kind: "relay", closed: false, source: "protection" });
    keepRelay(c, false);
  },

  refuseTripped: (c: Context) => {
    const input = c.event === EVENT.tap ? "tap" : c.event === EVENT.relayTimeUp ? "timer" : c.input!.kind;
    c.emit({ kind: "ignored", input, code: "tripped", reason: tripReason(c) });
  },

  noticeHot: (c: Context) => c.emit({ kind: "notice", notice: "tripped", cause: "overheat" }),
  noticeCool: (c: Context) => c.emit({ kind: "notice", notice: "tripCleared", cause: "overheat" }),
  noticeOverload: (c: Context) => c.emit({ kind: "notice", notice: "tripped", cause: "overload" }),
  noticeOverloadSeen: (c: Context) => c.emit({ kind: "notice", notice: "tripCleared", cause: "overload" }),

  /** The window begins with its first dip. */
  countDip: (c: Context) => {
    if (c.plug.dips === 0) c.start(TIMER.dipsOver);
    c.plug.dips += 1;
  },
  waitForDips: (c: Context) => c.start(TIMER.dipsOver),
  forgetDips: (c: Context) => {
    c.plug.dips = 0;
  },
  noticeFlickering: (c: Context) => c.emit({ kind: "notice", notice: "mainsFlickering" }),
  noticeSteady: (c: Context) => c.emit({ kind: "notice", notice: "mainsSteady" }),

  noticeFree: (c: Context) => c.emit({ kind: "notice", notice: "buttonFree" }),
};
