import type { Profile } from "../../profiles/profile.ts";
import type { Row, TimerRow } from "../row.ts";

/** A meter counts energy; and only a meter can tell a welded relay: power flows through an outlet that is off. */
export function meterRows({ outlet }: Profile): readonly Row[] {
  if (outlet === null || outlet.meter === null) return [];
  const any = { region: "contacts", from: "*" } as const;
  return [
    {
      region: "contacts",
      from: "fine",
      on: "metered",
      when: "flowsThroughOpen",
      to: "welded",
      do: ["meter", "noticeWelded"],
    },
    {
      region: "contacts",
      from: "welded",
      on: "metered",
      when: "opensAgain",
      to: "fine",
      do: ["meter", "noticeUnwelded"],
    },
    { ...any, on: "metered", do: ["meter"] },
    { ...any, on: "energySave", do: ["keepEnergy"] },
    { ...any, on: "energyReset", when: "busy", do: ["refuseBusy"] },
    { ...any, on: "energyReset", do: ["resetEnergy"] },
    { ...any, on: "resetConfirmed", do: ["eraseEnergy"] },
    { region: "contacts", from: "welded", on: "powerLost", to: "fine" },
  ];
}

export const meterTimers: readonly TimerRow[] = [
  { timer: "energySave", region: "contacts", during: "*", starts: "action" },
];
