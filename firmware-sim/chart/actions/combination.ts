import { busy, busyReason } from "../../refusal.ts";
import type { Context } from "../context.ts";
import { EVENT, TIMER } from "../row.ts";
import { scheduleRung } from "./ladder.ts";

export const combinationActions = {
  /** Together means that the last goes down within the skew of the first; the first to go up ends it. */
  noteOther: (c: Context) => {
    const { plug } = c;
    const { button, down } = c.as("edge");
    const { buttons, skew } = c.firmware.profile.combination!;
    const before = plug.othersDown.length;
    plug.othersDown = buttons.filter((name) => (name === button ? down : plug.othersDown.includes(name)));
    const now = plug.othersDown.length;
    if (before === 0) plug.othersSince = plug.now;
    if (now === before) return;
    if (before === buttons.length) {
      plug.combo.heldFor = plug.now - plug.combo.pressedAt;
      c.raise(EVENT.comboRelease);
    } else if (now === buttons.length && plug.now - plug.othersSince <= skew.for) c.raise(EVENT.comboPress);
    else if (now === buttons.length) {
      const reason = `not pressed together: the last came more than ${skew.for} ms after the first`;
      c.emit({ kind: "ignored", input: "press", code: "no_effect", reason });
    }
  },

  refuseCombination: (c: Context) => {
    const waits = busy(c);
    const reason = waits ? busyReason(c) : "these buttons count only when they are held as power comes";
    c.emit({ kind: "ignored", input: "press", code: waits ? "busy" : "no_effect", reason });
  },

  /** A release that waits to be stable holds the next rung up, and one that is refuted lets it come. */
  followContact: (c: Context) => {
    if (c.plug.contact.raw) scheduleRung(c);
    else c.stop(TIMER.comboRungDue);
  },
};
