import type { Context } from "./context.ts";
import { CLOUD, NO_RESET, RESETTING, RUNNING } from "./places.ts";
import { TIMER } from "./row.ts";

export type Guard = (c: Context) => boolean;

const ticketOf = (c: Context): number => {
  const input = c.input;
  return input !== null && "ticket" in input ? input.ticket : 0;
};
/** Tickets are acknowledged in order: a later one covers all before it. */
const awaited: Guard = (c) => c.plug.awaited !== 0 && ticketOf(c) >= c.plug.awaited;
const provisioned: Guard = (c) => c.plug.nvm.wifi !== null;
const resetDurable: Guard = (c) => c.is(NO_RESET);
const resetWasShown: Guard = (c) => !c.runs(TIMER.resetShown);
const windowOpen: Guard = (c) => c.runs(TIMER.setupWindowEnds);
const lastRung = (c: Context) => c.firmware.profile.rungs[c.plug.nextRung - 1];

export const GUARDS = {
  wipeUnfinished: (c) => !c.is(NO_RESET),
  provisioned,
  awaited,
  awaitedAndReached: (c) => awaited(c) && c.is(CLOUD),
  windowOpen,
  awaitedAndWindowOpen: (c) => awaited(c) && windowOpen(c),
  oldTicket: (c) => ticketOf(c) !== c.plug.ticket,
  newestTicket: (c) => ticketOf(c) === c.plug.ticket,
  resetDurable,
  resetDurableWithWifi: (c) => resetDurable(c) && provisioned(c),
  resetWasShown,
  resetWasShownWithWifi: (c) => resetWasShown(c) && provisioned(c),
  buttonCounts: (c) => c.is(RUNNING) && !c.is(RESETTING),
  wasTap: (c) => c.plug.heldFor <= c.firmware.profile.timings.tapMax.for,
  /** A release acts only if its rung had been seen: the moment of the release counts, not its confirmation. */
  rungWasShown: (c) => {
    const releasedAt = c.plug.pressedAt + c.plug.heldFor;
    return releasedAt - c.plug.rungShownAt >= (lastRung(c)?.guard?.for ?? 0);
  },
  outletBusy: (c) => !c.is(RUNNING) || c.is(RESETTING),
  wantsOn: (c) => c.as("relaySet").to === "on",
  wantsOff: (c) => c.as("relaySet").to === "off",
  startsClosed: (c) => {
    const { startUp, relayClosed, intent } = c.plug.nvm;
    return intent === null && (startUp === "on" || (startUp === "previous" && relayClosed));
  },
} satisfies Record<string, Guard>;

export type GuardName = keyof typeof GUARDS;
