import { faultWords } from "../../control/fault.ts";
import type { Log } from "../../log.ts";
import type { History } from "../../runtime/history.ts";
import type { Host, Report } from "../../runtime/host.ts";
import { HOUSEHOLD_FAULTS } from "../../runtime/household/faults.ts";
import type { HouseholdKind } from "../../runtime/household/kinds.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { changesBetween, entryOf } from "../../view/story.ts";

/** Changes that belong to a history as they are told; the lamp's and the lifecycle's are in the trace. */
const CHANGES = ["power", "wifi", "cloud", "account", "profile"];

/** Why a plug booted. */
const BOOTS = {
  start: "the program was started",
  mains: "mains came back",
  board: "the board came back",
  profile: "another plug was put in its place",
  restart: "it was restarted",
} as const;

/** Takes down what happens to a plug, from its host's start on. */
export function noteHost(host: Pick<Host, "onChange" | "onReport" | "profile">, history: History): void {
  host.onReport((report) => {
    const topic = topicOf(report);
    const entry = topic === undefined ? undefined : entryOf(report, host.profile);
    if (topic === undefined || entry === undefined) return;
    const { kind: _, ...details } = report;
    history.note(topic, entry.text, details);
  });
  let cause: keyof typeof BOOTS = "start";
  host.onChange((now, before) => {
    const isFirst = now === before;
    noteFaults(now, isFirst ? undefined : before, history);
    if (!isFirst) {
      for (const { event, text, fields } of changesBetween(now, before))
        if (CHANGES.includes(event)) history.note(event, text, fields);
      cause = causeOf(now, before) ?? cause;
    }
    if (now.lifecycle !== "booting" || (!isFirst && before.lifecycle === "booting")) return;
    const { nvm, profile } = now;
    const memory = nvm === "ok" ? "" : `; its memory was found ${nvm}`;
    history.note("boot", `The plug booted: ${BOOTS[cause]}${memory}.`, { cause, nvm, profile: profile.id });
    cause = "restart";
  });
}

/** Which of what makes a plug boot came last. */
function causeOf(now: Snapshot, before: Snapshot): keyof typeof BOOTS | undefined {
  if (now.power === "on" && before.power === "off") return "mains";
  if (now.board === "online" && before.board === "offline") return "board";
  return now.profile.id === before.profile.id ? undefined : "profile";
}

/** A fault that was raised again is another object. */
function noteFaults(now: Snapshot, before: Snapshot | undefined, history: History): void {
  noteHousehold(now.household.faults, before?.household.faults ?? [], history);
  const earlier = before?.faults ?? [];
  for (const fault of earlier)
    if (!now.faults.includes(fault))
      history.note("fault", `Fault cleared: ${fault.kind}.`, { is: "cleared", ...fault });
  for (const fault of now.faults)
    if (!earlier.includes(fault))
      history.note("fault", `Fault raised: ${faultWords(fault)}.`, { is: "raised", ...fault });
}

function noteHousehold(
  now: readonly HouseholdKind[],
  before: readonly HouseholdKind[],
  history: History,
): void {
  for (const kind of before.filter((each) => !now.includes(each)))
    history.note("fault", `Fault ended: ${kind}.`, { is: "ended", kind });
  for (const kind of now.filter((each) => !before.includes(each)))
    history.note("fault", `Fault began: ${kind}. ${HOUSEHOLD_FAULTS[kind].is}`, { is: "began", kind });
}

function topicOf(report: Report): string | undefined {
  switch (report.kind) {
    case "gesture":
      // The end of a press tells the whole of it.
      return "heldFor" in report ? "button" : undefined;
    case "notice":
      return ["reset", "setup", "save"].find((topic) => report.notice.startsWith(topic)) ?? "plug";
    case "ignored":
      return "refused";
    case "board":
      return "board";
    case "storeFailed":
      return "save";
  }
}

/** A log that takes down what is told of the broker, on its way to `log`. */
export function noteBroker(log: Log, history: History): Log {
  return (entry) => {
    const { event, text, level } = entry;
    if (level !== "info" || event === "broker-back") history.note("broker", text, { is: event });
    log(entry);
  };
}
