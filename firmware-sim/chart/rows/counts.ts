import type { Count, Profile } from "../../profiles/profile.ts";
import type { Row, TimerRow } from "../row.ts";

const counts = (profile: Profile, of: Count["of"]): boolean =>
  profile.counts.some((count) => count.of === of);

/** Resets by so many power-ons, or taps, in quick succession. The taps do what taps do besides. */
export const countRows = (profile: Profile): readonly Row[] => [
  ...(counts(profile, "powerOns") ? bootRows : []),
  ...(counts(profile, "taps") ? tapRows : []),
];

const bootRows: readonly Row[] = [
  { region: "reset", from: "idle", on: "powered", do: ["countBoot"] },
  { region: "supply", from: ["booting", "running"], on: "bootLasted", do: ["forgetBoots"] },
];
const tapRows: readonly Row[] = [
  { region: "button", from: "up", on: "tap", do: ["countTap"] },
  { region: "button", from: "*", on: "tapsOver", do: ["forgetTaps"] },
];

export const countTimers = (profile: Profile): readonly TimerRow[] => [
  ...(counts(profile, "powerOns") ? bootTimers : []),
  ...(counts(profile, "taps") ? tapTimers : []),
];

const bootTimers: readonly TimerRow[] = [
  { timer: "bootLasted", region: "supply", during: ["booting", "running"], starts: "action" },
];
const tapTimers: readonly TimerRow[] = [
  { timer: "tapsOver", region: "button", during: "*", starts: "action" },
];
