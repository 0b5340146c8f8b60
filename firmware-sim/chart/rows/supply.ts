import type { Row, TimerRow } from "../row.ts";

/** Mains under the plug. Losing it takes the RAM of every region; the NVM stays. */
export const supplyRows: readonly Row[] = [
  { region: "supply", from: "off", on: "powered", to: "booting", do: ["resumeReset"] },
  { region: "supply", from: "booting", on: "bootDone", to: "running", do: ["raiseBooted"] },
  { region: "supply", from: "running", on: "restart", do: ["restart"] },
  { region: "supply", from: ["booting", "running"], on: "powerLost", to: "off", do: ["forget"] },
];

export const supplyTimers: readonly TimerRow[] = [
  { timer: "bootDone", region: "supply", during: ["booting"], starts: "entry", span: "bootPattern" },
];
