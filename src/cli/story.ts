import { type Erasable, type Profile, patternWords } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import type { Entry, Level } from "../log.ts";
import type { Report } from "../runtime/host.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { lifecycleWords } from "./live/lifecycle-words.ts";

type Gesture = Extract<Report, { kind: "gesture" }>;
type Notice = Extract<Report, { kind: "notice" }>;

/** What a report says to people; undefined for what only concerns programs. */
export function entryOf(report: Report, profile: Profile): Entry | undefined {
  const { kind, ...fields } = report;
  switch (report.kind) {
    case "gesture":
      return { level: "info", event: report.gesture, text: gestureText(report, profile), fields };
    case "notice": {
      const [level, text] = noticeText(report, profile);
      return { level, event: report.notice, text, fields };
    }
    case "ignored":
      if (report.code === "stale") return undefined;
      return { level: "info", event: kind, text: `Ignored ${report.input}: ${report.reason}.`, fields };
    case "board":
      return report.online
        ? { level: "info", event: "boardBack", text: "The board is back: the plug starts." }
        : {
            level: "warn",
            event: "boardLost",
            text: `The board is gone (${report.reason}): the plug has no power.`,
          };
    case "storeFailed":
      return { level: "error", event: kind, text: report.message };
  }
}

function gestureText(report: Gesture, profile: Profile): string {
  switch (report.gesture) {
    case "initialPress":
      return "Button pressed.";
    case "shortRelease":
      return `Short press of ${spanText(report.heldFor)}.`;
    case "longPress": {
      const rung = profile.rungs.find(({ name }) => name === report.rung);
      const pattern = profile.patterns[report.rung]?.pattern;
      const lamp = pattern === undefined ? report.rung : patternWords(pattern);
      return rung === undefined ? `Held to "${report.rung}".` : `Held for ${spanText(rung.at)}: ${lamp}.`;
    }
    case "longRelease":
      // What it was too long and too short for is told as ignored.
      return `Let go after ${spanText(report.heldFor)}${report.rung !== null && report.cancelled ? ": nothing is reset" : ""}.`;
  }
}

const ERASED: Readonly<Record<Erasable, string>> = {
  wifi: "the Wi-Fi",
  account: "the account",
  startUp: "the start-up choice",
};
const named = (reset: string): string => `${reset.charAt(0).toUpperCase()}${reset.slice(1)} reset`;

function noticeText(report: Notice, profile: Profile): readonly [Level, string] {
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

const faultsOf = ({ faults }: Snapshot): string => faults.map(({ kind }) => kind).join(", ");

/**
 * An entry for each thing that is different between two snapshots and worth a person's look; without an earlier one, for what
 * there is to see at a start.
 */
export function changesBetween(now: Snapshot, before: Snapshot | undefined): readonly Entry[] {
  const entries: Entry[] = [];
  const differs = (look: (snapshot: Snapshot) => unknown): boolean =>
    before !== undefined && look(now) !== look(before);
  const say = (event: string, text: string, fields: Record<string, unknown>): void => {
    entries.push({ level: "info", event, text, fields });
  };
  if (differs(({ power }) => power))
    say("power", now.power === "on" ? "Plugged in." : "Unplugged.", { power: now.power });
  if (before === undefined || differs(({ lifecycle }) => lifecycle))
    say("lifecycle", `Plug: ${lifecycleWords(now.lifecycle)}.`, { lifecycle: now.lifecycle });
  if (before === undefined || differs(({ led }) => led.name))
    say("led", `LED: ${patternWords(now.led.pattern)}.`, { pattern: now.led.name });
  if (differs(({ relay }) => relay.closed)) {
    const outlet = now.relay.closed ? "on" : "off";
    say("relay", `Outlet ${outlet} (${now.relay.source}).`, { outlet, source: now.relay.source });
  }
  if (differs(({ home }) => home.wifi)) say("wifi", `Home Wi-Fi ${now.home.wifi}.`, { wifi: now.home.wifi });
  if (differs(({ home }) => home.cloud))
    say("cloud", `Simulated cloud ${now.home.cloud}.`, { cloud: now.home.cloud });
  if (differs(({ home }) => home.listedBy.join("\n"))) {
    const { listedBy } = now.home;
    const listed =
      listedBy.length === 0 ? "No account lists the plug." : `Listed by account ${listedBy.join(", ")}.`;
    say("account", listed, { listedBy });
  }
  if (differs(({ profile }) => profile.id))
    say("profile", `Another plug is in its place: ${now.profile.name}.`, { profile: now.profile.id });
  if (differs(faultsOf))
    say("faults", `Faults on the wire: ${faultsOf(now) || "none"}.`, { faults: faultsOf(now) });
  return entries;
}
