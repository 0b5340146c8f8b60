import type { Profile } from "../../profiles/profile.ts";
import type { Row } from "../row.ts";

/** Switching at times that are told from outside; only for a make with an outlet. One that is refused by a trip is over. */
export function scheduleRows({ outlet }: Profile): readonly Row[] {
  if (outlet === null) return [];
  const trips = outlet.overheat !== null || outlet.overload !== null;
  return [
    { region: "relay", from: "*", on: "schedulesSet", when: "busy", do: ["refuseBusy"] },
    { region: "relay", from: "*", on: "schedulesSet", do: ["keepSchedules"] },
    { region: "relay", from: "*", on: "scheduleDue", when: "busy", do: ["refuseBusy"] },
    { region: "relay", from: "*", on: "scheduleDue", when: "scheduleGone", do: ["refuseGone"] },
    {
      region: "relay",
      from: "*",
      on: "scheduleDue",
      when: "scheduleTooLate",
      do: ["noticeMissed", "passSchedule"],
    },
    ...(trips ? [TRIPPED] : []),
    { region: "relay", from: "open", on: "scheduleDue", when: "scheduledOff", do: ["fireOff"] },
    { region: "relay", from: "open", on: "scheduleDue", to: "closed", do: ["fireOn"] },
    { region: "relay", from: "closed", on: "scheduleDue", when: "scheduledOn", do: ["fireOn"] },
    { region: "relay", from: "closed", on: "scheduleDue", to: "open", do: ["fireOff"] },
  ];
}

const TRIPPED: Row = {
  region: "relay",
  from: "open",
  on: "scheduleDue",
  when: "scheduleTripped",
  do: ["refuseTripped", "passSchedule"],
};
