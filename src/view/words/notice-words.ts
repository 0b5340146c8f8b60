import type { Erasable, Notice, Profile } from "../../../firmware-sim/index.ts";
import type { Level } from "../../log.ts";
import { updateFailureWords } from "./firmware-words.ts";
import { networkWords } from "./trouble-words.ts";

const ERASED: Readonly<Record<Erasable, string>> = {
  wifi: "the Wi-Fi",
  account: "the account",
  startUp: "the start-up choice",
  schedules: "the schedules",
  energy: "the energy counted",
  personal: "what it keeps of its user",
};
const named = (reset: string): string => `${reset.charAt(0).toUpperCase()}${reset.slice(1)} reset`;

const TRIPS = { overheat: "it is too hot inside", overload: "more power flows than it is made for" } as const;

/** A notice for people, and how loud to say it. */
export function noticeText(report: Notice, profile: Profile): readonly [Level, string] {
  switch (report.notice) {
    case "resetBegun": {
      const account = report.removal ? ", and the account is asked to remove the plug" : "";
      const what = profile.resets[report.reset]?.erases.map((part) => ERASED[part]).join(", ") || "nothing";
      return ["info", `${named(report.reset)} begun: it erases ${what}${account}.`];
    }
    case "resetResumed":
      return ["info", "A reset was cut off earlier: it is finished now."];
    case "resetDone": {
      const account = report.removed ? "the account no longer lists the plug" : "no account was told";
      const owed = report.owedGoodbye > 0 ? `; ${report.owedGoodbye} topics are cleared at next contact` : "";
      return ["info", `Reset done: ${account}${owed}.`];
    }
    case "resetUnconfirmed":
      return ["info", "No press confirmed the reset in time: nothing is reset."];
    case "setupOpened":
      return ["info", "The plug can be set up now."];
    case "setupEnded":
      return ["info", "Set-up time is over: a short press opens it again."];
    case "setupDone":
      return ["info", "Set-up done."];
    case "setupFailed":
      return ["warn", `Set-up failed: ${failureWords(report.reason)}.`];
    case "buttonStuck":
      return ["warn", "The button has been down very long: is it stuck?"];
    case "buttonFree":
      return ["info", "The button is free again."];
    case "tripped":
      return ["warn", `The outlet is switched off to protect the plug: ${TRIPS[report.cause]}.`];
    case "tripCleared":
      return ["info", "The outlet can be switched on again."];
    case "mainsFlickering":
      return ["warn", "Power comes and goes: a loose connection?"];
    case "mainsSteady":
      return ["info", "Power is steady again."];
    case "relayWelded":
      return ["warn", "Power flows although the outlet is off: the relay is stuck."];
    case "relayFree":
      return ["info", "The relay opens again."];
    case "networkTrouble":
      return ["warn", `The plug cannot use its network: ${networkWords(report.reason)}.`];
    case "energyReset":
      return ["info", `Energy counted from 0 again, after ${report.energy.toFixed(1)} Wh.`];
    case "scheduleFired":
      return ["info", `Schedule ${report.id} fired.`];
    case "scheduleMissed":
      return ["warn", `Schedule ${report.id} was missed at ${report.wall}: nothing is switched.`];
    case "updateOffered":
      return ["info", `Firmware ${report.version} is on offer${report.required ? ", and required" : ""}.`];
    case "updateBegun":
      return ["info", `Firmware ${report.version} is being downloaded: do not unplug.`];
    case "updateFailed":
      return ["warn", `Firmware ${report.version} is not installed: ${updateFailureWords(report.reason)}.`];
    case "updateTried":
      return ["info", `Firmware ${report.version} runs, and has to prove itself: do not unplug.`];
    case "updateDone":
      return ["info", `Firmware ${report.version} is installed.`];
    case "updateRolledBack":
      return ["warn", `Firmware ${report.version} did not prove itself: the one before runs again.`];
    case "restarting":
      return ["info", "The plug starts anew."];
    case "resetAsked":
      return ["info", "It asks whether it is really to be reset: yes or no?"];
    case "resetDeclined":
      return ["info", "Nobody said yes: nothing is reset."];
    case "holdLost":
      return ["warn", "The end of a hold was missed: it counts as nothing."];
    case "saveFailing":
      return ["error", `The plug's state cannot be saved (${report.code}): it is tried again.`];
    case "saveWorking":
      return ["info", "The plug's state is saved again."];
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  wrong_password: "the Wi-Fi password is wrong",
  unknown_network: "there is no Wi-Fi of that name in the simulated home",
  owned_by_other: "another account still lists the plug; it must be removed there first",
  cloud_unreachable: "the simulated cloud is down",
  timeout: "the Wi-Fi was not joined in time",
  network_lost: "the Wi-Fi was lost",
  not_saved: "the Wi-Fi could not be saved",
};

/** Why set-up failed, in words. */
export const failureWords = (reason: string): string => FAILURES[reason] ?? reason;
