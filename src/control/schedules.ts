import type { Schedule } from "../../firmware-sim/index.ts";
import type { Host } from "../runtime/host.ts";
import type { Calendar } from "../runtime/schedule/calendar.ts";
import { acceptSchedules } from "../schedule/accept.ts";
import { UsageError } from "../usage-error.ts";
import { localText } from "../view/schedule-form.ts";
import { table } from "../view/table.ts";
import { type Answer, refusedAnswer } from "./protocol.ts";
import type { ScheduleRequest } from "./schedule-request.ts";

export interface Scheduling {
  readonly calendar: Calendar;
  readonly wall: () => Date;
}

export function answerSchedules(
  host: Host,
  { calendar, wall }: Scheduling,
  request: ScheduleRequest,
): Answer {
  const now = wall();
  const before = host.snapshot.schedules;
  if (request.ask !== "list") {
    const known = before.map(({ id }) => id);
    if ("id" in request && !known.includes(request.id))
      return refusedAnswer(
        "no_effect",
        `no schedule is called ${request.id}; there is ${known.join(", ") || "none"}`,
      );
    try {
      const schedules = acceptSchedules(changed(before, request), before, { calendar, now });
      const outcome = host.command({ do: "schedules", schedules });
      if (!outcome.ok) return outcome;
    } catch (error) {
      if (error instanceof UsageError) return refusedAnswer("bad_value", error.message.replace(/\.$/, ""));
      throw error;
    }
  }
  const schedules = host.snapshot.schedules.map((each) => {
    const next = each.enabled ? calendar.next(each, now) : null;
    return { ...each, next: next?.toISOString() ?? null };
  });
  return {
    ok: true,
    message: listText(schedules, calendar.zone),
    result: { zone: calendar.zone, schedules },
  };
}

function changed(before: readonly Schedule[], request: Exclude<ScheduleRequest, { ask: "list" }>) {
  switch (request.ask) {
    case "add":
      return [...before, request.schedule];
    case "clear":
      return [];
    case "remove":
      return before.filter(({ id }) => id !== request.id);
    default: {
      const enabled = request.ask === "enable";
      return before.map((each) => (each.id === request.id ? { ...each, enabled } : each));
    }
  }
}

function listText(schedules: readonly (Schedule & { readonly next: string | null })[], zone: string): string {
  if (schedules.length === 0) return "No schedules.";
  const rows = schedules.map(({ id, at, days, to, enabled, missed, next }) => [
    id,
    to,
    days === undefined ? at : `${days.join(",")} ${at}`,
    missed,
    enabled ? (next === null ? "never" : localText(next, zone)) : "switched off",
  ]);
  return table(["NAME", "DOES", "WHEN", "MISSED", `NEXT (${zone})`], rows).trimEnd();
}
