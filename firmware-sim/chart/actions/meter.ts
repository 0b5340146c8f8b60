import { energyAt, metering } from "../../energy.ts";
import type { Plug } from "../../plug.ts";
import { millis } from "../../time.ts";
import type { Context } from "../context.ts";
import { RESETTING } from "../places.ts";
import { TIMER } from "../row.ts";

/** Ms between saves of the energy: at most 288 a day, and a power cut loses at most so much of it; a choice. */
const SAVE_EVERY = millis(300_000);
/** Wh that are worth a save; a choice. */
const WORTH = 0.01;

/** From 0 Wh on, at the W that flow now. */
const countAnew = (plug: Plug): void => {
  plug.meter = { ...plug.meter, since: plug.now, wh: 0 };
};

export const meterActions = {
  meter: (c: Context) => {
    const { watts } = c.as("metered");
    c.plug.meter = metering(c.plug.meter, watts, c.plug.now);
    if (watts > 0 && !c.runs(TIMER.energySave)) c.start(TIMER.energySave, SAVE_EVERY);
  },

  /** A reset has the record to itself. */
  keepEnergy: (c: Context) => {
    const { plug } = c;
    const energy = energyAt(plug.meter, plug.now);
    const waits = c.is(RESETTING);
    if (plug.meter.watts > 0 || waits) c.start(TIMER.energySave, SAVE_EVERY);
    if (waits || energy - plug.nvm.energy < WORTH) return;
    plug.nvm = { ...plug.nvm, energy };
    c.save();
  },

  resetEnergy: (c: Context) => {
    const { plug } = c;
    c.emit({ kind: "notice", notice: "energyReset", energy: energyAt(plug.meter, plug.now) });
    countAnew(plug);
    if (plug.nvm.energy === 0) return;
    plug.nvm = { ...plug.nvm, energy: 0 };
    c.save();
  },

  eraseEnergy: (c: Context) => {
    const { plug } = c;
    if (!c.firmware.profile.resets[plug.resetKind]!.erases.includes("energy")) return;
    countAnew(plug);
  },

  noticeWelded: (c: Context) => c.emit({ kind: "notice", notice: "relayWelded" }),
  noticeUnwelded: (c: Context) => c.emit({ kind: "notice", notice: "relayFree" }),
};
