import { millis } from "../time.ts";

/** Of the room and of a plug that just stood in it, °C; assumed. */
export const ROOM = 25;

/**
 * Where the plug can stand: how badly it gets rid of its heat, and the °C around it. Assumed, so that 1500 W at 120 V do no harm
 * in the open and are too much in a tight place or beside something hot, as S3 solution 3 tells: confined it settles at
 * 123 °C, and passes 100 °C after 36 min.
 */
export const AIRS = {
  open: { kelvinPerWatt: 10, celsius: ROOM },
  confined: { kelvinPerWatt: 25, celsius: ROOM },
  "near-heat": { kelvinPerWatt: 10, celsius: 70 },
} as const;
export type Air = keyof typeof AIRS;

/** J/K of some 60 g of plastic and metal; assumed. With it the plug warms in 10 min in the open, in 25 min confined. */
export const HEAT_CAPACITY = 60;
/** W that the electronics turn into heat; assumed, others of the kind draw 0.5 to 1. */
export const STANDBY = 0.8;
/** Of relay, blades and sockets together; assumed. */
export const CONTACT_OHM = 0.02;
/** The power supply bridges a dip this long; assumed. */
export const HOLD_UP = millis(500);

/** The fault `overheat` puts the inside so many K above the trip; a choice. */
export const ABOVE_TRIP = 5;
/** The fault `overload` draws so much of what the plug is made for; a choice. */
export const SURPLUS = 1.2;
/** °C at which a plug without protection counts as too hot, and as cool again: those of shelly-homekit. */
export const UNPROTECTED = { trip: 100, release: 90 } as const;
