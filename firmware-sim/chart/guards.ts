import { busy } from "../refusal.ts";
import { climbOf, lastRung } from "./actions/ladder.ts";
import { dueSchedule } from "./actions/schedules.ts";
import type { Context } from "./context.ts";
import {
  BUTTON_UP,
  CLOUD,
  COMBINATION_IGNORED,
  COMBINATION_UP,
  CONNECTING,
  HEALTHY,
  NO_RESET,
  OFFLINE,
  ONLINE,
  OVERLOADED,
  PRESS_IGNORED,
  RELAY_OPEN,
} from "./places.ts";
import { TIMER } from "./row.ts";

export type Guard = (c: Context) => boolean;

const ticketOf = (c: Context): number => {
  const input = c.input;
  return input !== null && "ticket" in input ? input.ticket : 0;
};
/** Tickets are acknowledged in order: a later one covers all before it. */
const awaited: Guard = (c) => c.plug.awaited !== 0 && ticketOf(c) >= c.plug.awaited;
const newestTicket: Guard = (c) => ticketOf(c) === c.plug.ticket;
const provisioned: Guard = (c) => c.plug.nvm.wifi !== null;
const resetDurable: Guard = (c) => c.is(NO_RESET);
const resetWasShown: Guard = (c) => !c.runs(TIMER.resetShown);
/** It was set up before, and only signs in. */
const hadWifi: Guard = (c) => c.plug.joiningAs!.before.wifi !== null;
const windowOpen: Guard = (c) => c.runs(TIMER.setupWindowEnds);
const tripped: Guard = (c) => !c.is(HEALTHY);
/** So many dips in `looseWindow` are a loose connection: the facts' three drop-outs in 10 s, themselves assumed. */
const LOOSE_DIPS = 3;
/** One that can still lead to something: not that of a button that is stuck. */
const holdGoesOn: Guard = (c) =>
  (!c.is(BUTTON_UP) && !c.is(PRESS_IGNORED) && (c.runs(TIMER.stuck) || c.runs(TIMER.confirmEnds))) ||
  (!c.is(COMBINATION_UP) && !c.is(COMBINATION_IGNORED));
const notBusy: Guard = (c) => !busy(c);
const accountReaches: Guard = (c) => notBusy(c) && c.is(CLOUD) && c.plug.nvm.account !== null;
/** All buttons of the combination are down. */
const comboDown: Guard = ({ firmware, plug }) => {
  const { buttons } = firmware.profile.combination!;
  return buttons.includes("action") ? plug.contact.down : plug.othersDown.length === buttons.length;
};

export const GUARDS = {
  wipeUnfinished: (c) => !c.is(NO_RESET),
  provisioned,
  awaited,
  awaitedAndReached: (c) => awaited(c) && c.is(CLOUD),
  signedOut: (c) => c.plug.nvm.account === null && (c.is(ONLINE) || c.is(CONNECTING) || c.is(OFFLINE)),
  hadWifi,
  awaitedAndHadWifi: (c) => awaited(c) && hadWifi(c),
  windowOpen,
  awaitedAndWindowOpen: (c) => awaited(c) && windowOpen(c),
  oldTicket: (c) => ticketOf(c) !== c.plug.ticket,
  newestTicket,
  resetDurable,
  resetDurableWithWifi: (c) => resetDurable(c) && provisioned(c),
  resetWasShown,
  resetWasShownWithWifi: (c) => resetWasShown(c) && provisioned(c),
  busy,
  notBusy,
  ofAction: (c) => c.as("edge").button === undefined,
  ofCombination: (c) => {
    const { button } = c.as("edge");
    return button !== undefined && c.firmware.profile.combination!.buttons.includes(button);
  },
  comboDown,
  /** A reset that is unfinished comes first. */
  comboStarts: (c) => comboDown(c) && c.plug.nvm.intent === null && !c.plug.restarted,
  resetWaits: (c) => c.plug.resetWaits,
  appReaches: (c) => accountReaches(c) && Object.hasOwn(c.firmware.profile.app, c.as("appReset").action),
  hearsReset: (c) => accountReaches(c) && c.as("voice").says === "factory reset",
  hearsYes: (c) => c.as("voice").says === "yes",
  wasTap: (c) => c.plug.heldFor <= c.firmware.profile.timings.tapMax.for,
  /** A release acts only if its rung had been seen: the moment of the release counts, not its confirmation. */
  rungWasShown: (c) => {
    const { pressedAt, heldFor, rungShownAt } = climbOf(c);
    return pressedAt + heldFor - rungShownAt >= (lastRung(c)?.guard?.for ?? 0);
  },
  newestTicketInHold: (c) => newestTicket(c) && holdGoesOn(c),
  cloudReached: (c) => c.is(CLOUD),
  offersRequired: (c) => c.as("updateOffered").required,
  updateRequired: (c) => c.plug.offered!.required,
  updateUntried: (c) => c.plug.nvm.firmware.trying?.booted === false,
  updateUnproven: (c) => c.plug.nvm.firmware.trying?.booted === true,
  /** Nothing is being tried any more, durably. */
  updateConfirmed: (c) => newestTicket(c) && c.plug.nvm.firmware.trying === null,
  wantsOn: (c) => c.as("relaySet").to === "on",
  wantsOff: (c) => c.as("relaySet").to === "off",
  tripped,
  overloaded: (c) => c.is(OVERLOADED),
  wantsOnTripped: (c) => tripped(c) && c.as("relaySet").to !== "off",
  dipsEnough: (c) => c.plug.dips + 1 >= LOOSE_DIPS,
  flowsThroughOpen: (c) => c.is(RELAY_OPEN) && c.as("metered").watts > 0,
  opensAgain: (c) => c.is(RELAY_OPEN) && c.as("metered").watts === 0,
  scheduleGone: (c) => dueSchedule(c) === undefined,
  scheduleTooLate: (c) => c.as("scheduleDue").late && dueSchedule(c)!.missed === "skip",
  /** An "off" agrees with the trip. */
  scheduleTripped: (c) => tripped(c) && dueSchedule(c)!.to !== "off",
  scheduledOn: (c) => dueSchedule(c)!.to === "on",
  scheduledOff: (c) => dueSchedule(c)!.to === "off",
  startsClosed: (c) => {
    const { startUp, relayClosed, intent } = c.plug.nvm;
    const wanted = startUp === "on" || (startUp === "previous" && relayClosed);
    return intent === null && wanted && !tripped(c);
  },
} satisfies Record<string, Guard>;

export type GuardName = keyof typeof GUARDS;
