import type { Count } from "../../profiles/profile.ts";
import type { Context } from "../context.ts";
import { TIMER } from "../row.ts";
import { beginReset } from "./begin-reset.ts";

const countOf = (c: Context, of: Count["of"]): Count =>
  c.firmware.profile.counts.find((count) => count.of === of)!;

function keepBoots(c: Context, shortBoots: number): void {
  if (c.plug.nvm.shortBoots === shortBoots) return;
  c.plug.nvm = { ...c.plug.nvm, shortBoots };
  c.save();
}

export const countActions = {
  /** A boot that has a reset to finish counts for nothing. */
  countBoot: (c: Context) => {
    if (c.plug.nvm.intent !== null) return;
    const { times, within, reset } = countOf(c, "powerOns");
    const boots = c.plug.nvm.shortBoots + 1;
    c.start(TIMER.bootLasted, within.for);
    keepBoots(c, boots < times ? boots : 0);
    if (boots >= times) beginReset(c, reset);
  },

  forgetBoots: (c: Context) => keepBoots(c, 0),

  countTap: (c: Context) => {
    const { times, within, reset } = countOf(c, "taps");
    c.plug.taps += 1;
    c.start(TIMER.tapsOver, within.for);
    if (c.plug.taps < times) return;
    c.plug.taps = 0;
    c.stop(TIMER.tapsOver);
    beginReset(c, reset);
  },

  forgetTaps: (c: Context) => {
    c.plug.taps = 0;
  },
};
