import { firmwarePort } from "../firmware-image/firmware-port.ts";
import { newMakerKey } from "../firmware-image/maker-key.ts";
import { firmwarePart } from "../runtime/firmware/firmware-part.ts";
import type { MakePart } from "../runtime/parts.ts";
import { scheduleAlarms } from "../runtime/schedule/alarms.ts";
import { calendarOf } from "../schedule/calendar.ts";

const maker = newMakerKey();
const theMaker = firmwarePart(firmwarePort(maker.public, maker));

/** By which the schedules of every bench fire. */
export const calendar = calendarOf("UTC");
/** A timetable that is kept, and a maker who can offer firmware. */
export const parts: readonly MakePart[] = [scheduleAlarms(calendar), theMaker];
