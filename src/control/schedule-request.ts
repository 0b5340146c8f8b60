import * as v from "valibot";
import { scheduleId, wantedSchedule } from "../schedule/shape.ts";

/** What can be asked about schedules. */
export const scheduleRequest = v.variant("ask", [
  v.strictObject({ ask: v.literal("list") }),
  v.strictObject({ ask: v.literal("add"), schedule: wantedSchedule }),
  v.strictObject({ ask: v.picklist(["remove", "enable", "disable"]), id: scheduleId }),
  v.strictObject({ ask: v.literal("clear") }),
]);
export type ScheduleRequest = v.InferOutput<typeof scheduleRequest>;
