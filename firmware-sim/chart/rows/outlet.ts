import type { Profile } from "../../profiles/profile.ts";
import type { Row, TimerRow } from "../row.ts";

/** The relay, of a make that has an outlet, and the lamp's identify. Neither obeys while the plug boots or resets. */
export const outletRows = ({ outlet }: Profile): readonly Row[] => [
  ...(outlet === null ? [] : relayRows),
  ...identifyRows,
];

const relayRows: readonly Row[] = [
  { region: "relay", from: "open", on: "tap", to: "closed", do: ["closeRelay"] },
  { region: "relay", from: "closed", on: "tap", to: "open", do: ["openRelay"] },
  { region: "relay", from: "*", on: "relaySet", when: "busy", do: ["refuseBusy"] },
  { region: "relay", from: "open", on: "relaySet", when: "wantsOff", do: ["openRelay"] },
  { region: "relay", from: "open", on: "relaySet", to: "closed", do: ["closeRelay"] },
  { region: "relay", from: "closed", on: "relaySet", when: "wantsOn", do: ["closeRelay"] },
  { region: "relay", from: "closed", on: "relaySet", to: "open", do: ["openRelay"] },
  { region: "relay", from: "open", on: "relayTimeUp", to: "closed", do: ["closeRelay"] },
  { region: "relay", from: "closed", on: "relayTimeUp", to: "open", do: ["openRelay"] },
  { region: "relay", from: "open", on: "powered", when: "startsClosed", to: "closed", do: ["startClosed"] },
  { region: "relay", from: "open", on: "powered", do: ["startOpen"] },
  { region: "relay", from: "closed", on: "resetConfirmed", to: "open", do: ["dropRelay"] },
  { region: "relay", from: "open", on: "resetConfirmed", do: ["stopRelayTimer"] },
  { region: "relay", from: "closed", on: "powerLost", to: "open", do: ["dropRelay"] },
  { region: "relay", from: "*", on: "startUpSet", when: "busy", do: ["refuseBusy"] },
  { region: "relay", from: "*", on: "startUpSet", do: ["keepStartUp"] },
];

const identifyRows: readonly Row[] = [
  { region: "identify", from: "*", on: "identify", when: "busy", do: ["refuseBusy"] },
  { region: "identify", from: "idle", on: "identify", to: "identifying" },
  { region: "identify", from: "identifying", on: "identify", do: ["restartIdentify"] },
  { region: "identify", from: "identifying", on: "identifyEnds", to: "idle" },
  { region: "identify", from: "identifying", on: "resetConfirmed", to: "idle" },
  { region: "identify", from: "identifying", on: "powerLost", to: "idle" },
];

export const outletTimers = ({ outlet }: Profile): readonly TimerRow[] => [
  ...(outlet === null ? [] : [relayTimer]),
  { timer: "identifyEnds", region: "identify", during: ["identifying"], starts: "entry", span: "identify" },
];

const relayTimer: TimerRow = { timer: "relayTimeUp", region: "relay", during: "*", starts: "action" };
