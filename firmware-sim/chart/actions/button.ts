import { contactAt, settle, takeEdge } from "../../input/contact.ts";
import { busyReason } from "../../refusal.ts";
import { millis } from "../../time.ts";
import type { Context } from "../context.ts";
import { BUTTON_UP, PRESS_IGNORED } from "../places.ts";
import { EVENT, TIMER } from "../row.ts";
import { longRelease, scheduleRung } from "./ladder.ts";

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
    const { plug } = c;
    const releasedAt = settle(plug.contact);
    plug.heldFor = releasedAt - plug.pressedAt;
    // It may be the Action button that was held as power came.
    plug.combo.heldFor = releasedAt - plug.combo.pressedAt;
    c.raise(EVENT.release);
  },

  refusePress: (c: Context) => {
    c.plug.pressedAt = c.plug.now;
    c.emit({ kind: "ignored", input: "press", code: "busy", reason: busyReason(c) });
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

  loseHold: (c: Context) => {
    c.plug.contact = contactAt(false, c.plug.now);
    c.emit({ kind: "notice", notice: "holdLost" });
  },

  loseContact: (c: Context) => {
    c.plug.contact = contactAt(false, c.plug.now);
  },

  noticeStuck: (c: Context) => c.emit({ kind: "notice", notice: "buttonStuck" }),
};
