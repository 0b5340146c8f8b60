import { type Profile, patternWords } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import type { Entry } from "../log.ts";
import type { Report } from "../runtime/host.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { outletOf } from "../runtime/words.ts";
import { lifecycleWords } from "./words/lifecycle-words.ts";
import { noticeText } from "./words/notice-words.ts";

type Gesture = Extract<Report, { kind: "gesture" }>;

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
            text: `No board, so the plug has no power: ${report.reason}`,
          };
    case "storeFailed":
      return { level: "error", event: kind, text: report.message };
  }
}

function gestureText(report: Gesture, profile: Profile): string {
  const { buttons } = report;
  switch (report.gesture) {
    case "initialPress":
      return `${buttons === undefined ? "Button" : buttons.join(" and ")} pressed.`;
    case "shortRelease":
      return `Short press of ${spanText(report.heldFor)}.`;
    case "longPress": {
      const rungs = buttons === undefined ? profile.rungs : (profile.combination?.rungs ?? []);
      const rung = rungs.find(({ name }) => name === report.rung);
      const region = buttons === undefined ? "button" : "combination";
      const rule = profile.indicator.find(({ when }) => when[region] === report.rung);
      const pattern = profile.patterns[rule?.show ?? ""]?.pattern;
      const lamp = pattern === undefined ? report.rung : patternWords(pattern);
      return rung === undefined ? `Held to "${report.rung}".` : `Held for ${spanText(rung.at)}: ${lamp}.`;
    }
    case "longRelease":
      // What it was too long and too short for is told as ignored.
      return `Let go after ${spanText(report.heldFor)}${report.rung !== null && report.cancelled ? ": nothing is reset" : ""}.`;
  }
}

const faultsOf = ({ faults }: Snapshot): string => faults.map(({ kind }) => kind).join(", ");
const householdOf = ({ household: { faults, plan } }: Snapshot): string =>
  [...faults, ...(plan === null ? [] : ["random"])].join(", ");

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
    const outlet = outletOf(now);
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
  if (differs(householdOf))
    say("household", `Wrong in the house: ${householdOf(now) || "nothing"}.`, {
      household: householdOf(now),
    });
  return entries;
}
