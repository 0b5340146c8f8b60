import type { Row, TimerRow } from "../row.ts";

/**
 * A reset, each step durable before the next: the intent, the farewells (account and broker), the
 * wipe, the record it leaves. A cut before the intent is acknowledged: nothing happened. After: the next
 * boot goes on at the wipe, without network.
 */
export const resetRows: readonly Row[] = [
  { region: "reset", from: "idle", on: "resetConfirmed", to: "intent", do: ["saveIntent"] },
  { region: "reset", from: "intent", on: "saved", when: "awaited", to: "farewell", do: ["bidFarewell"] },
  { region: "reset", from: "farewell", on: "deregistered", do: ["noteRemoved"] },
  { region: "reset", from: "farewell", on: "goodbyeDone", do: ["noteGoodbye"] },
  { region: "reset", from: "farewell", on: "farewellOver", to: "wiping", do: ["leave", "wipe"] },
  { region: "reset", from: "farewell", on: "deregisterTimeout", to: "wiping", do: ["leave", "wipe"] },
  { region: "reset", from: "idle", on: "resume", to: "wiping", do: ["wipe"] },
  { region: "reset", from: "wiping", on: "wiped", when: "awaited", to: "committing", do: ["saveOutcome"] },
  { region: "reset", from: "committing", on: "saved", when: "awaited", to: "idle", do: ["raiseDurable"] },
  { region: "reset", from: ["intent", "farewell", "wiping", "committing"], on: "powerLost", to: "idle" },
  { region: "reset", from: "idle", on: "goodbyePaid", do: ["clearOwedGoodbye"] },
];

/** What was begun while the plug booted: by a boot-hold, or by so many power-ons. */
export const waitingRows: readonly Row[] = [
  { region: "reset", from: "idle", on: "booted", when: "resetWaits", do: ["beginWaiting"] },
];

export const resetTimers: readonly TimerRow[] = [
  {
    timer: "deregisterTimeout",
    region: "reset",
    during: ["farewell"],
    starts: "entry",
    span: "deregisterTimeout",
  },
];

/** Whether saves succeed. A failed one is tried again after 1 s, then twice as long, up to 60 s. */
export const nvmRows: readonly Row[] = [
  { region: "nvm", from: "*", on: "saveFailed", when: "oldTicket" },
  { region: "nvm", from: "ok", on: "saveFailed", to: "failing", do: ["noticeSaveFailing", "planRetry"] },
  { region: "nvm", from: "failing", on: "saveFailed", do: ["planRetry"] },
  { region: "nvm", from: "failing", on: "saveRetry", do: ["retrySave"] },
  { region: "nvm", from: "failing", on: "saved", when: "newestTicket", to: "ok", do: ["noticeSaveWorking"] },
  { region: "nvm", from: "*", on: "saved" },
  { region: "nvm", from: "failing", on: "powerLost", to: "ok" },
];

export const nvmTimers: readonly TimerRow[] = [
  { timer: "saveRetry", region: "nvm", during: ["failing"], starts: "action" },
];
