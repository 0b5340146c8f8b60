import { spanText } from "../../config/duration.ts";
import type { Answer } from "../../control/protocol.ts";
import { stateText } from "../../control/state.ts";
import { printable } from "../../log.ts";
import type { Moment } from "../../runtime/history.ts";
import { type DiagnosticReport, diagnosticReport } from "./report.ts";

/** The report as Markdown, what a support person asks first at its beginning. */
/** What `ctl report` is answered. */
export async function answerReport(
  form: "text" | "json",
  about: Parameters<typeof diagnosticReport>[0],
): Promise<Answer> {
  const report = await diagnosticReport(about);
  return form === "json"
    ? { ok: true, message: "", result: report }
    : { ok: true, message: reportText(report) };
}

export function reportText(report: DiagnosticReport): string {
  const { model, program, broker, trace } = report;
  const first: readonly (readonly [string, string])[] = [
    ["model", `${model.name} (${model.id}), by ${model.maker}, simulated`],
    ["serial number", report.serial],
    ["firmware", report.now.firmware.version],
    ["lamp", report.lamp],
    ["wrong now", report.wrong.join(" ") || "nothing that the plug knows of"],
    ["made", momentText(report.made)],
    ["running since", `${momentText(report.began)}, for ${spanText(report.uptimeMs)}`],
    ["booted", `${report.boots} ${report.boots === 1 ? "time" : "times"} since then`],
    ["program", `plugbench ${program.version}, Node ${program.node}, ${program.os}`],
    ["network", NETWORK[report.now.network]],
    ["broker", broker === null ? "off" : `${broker.address}, ${CONTACT[broker.contact]}`],
  ];
  return [
    `# Diagnostic report of plug ${report.now.plug.id}`,
    "It holds no password and no key; it names Wi-Fi networks, accounts and the state directory. Moments are on the wall, and in ms of the plug's time.",
    "Add what you saw, and what you have tried already.",
    "## What support asks first",
    fenced(first.map(([name, value]) => `${name.padEnd(15)}${value}`)),
    "## What happened, oldest first",
    fenced(report.notes.map((note) => `${momentText(note)}  ${note.topic.padEnd(8)}${note.text}`)),
    ...olderText(report),
    "## How it is now",
    fenced(stateText(report.now.plug, report.now, report.made.at).split("\n")),
    `## The last ${trace.lines.length} of ${trace.total} trace lines`,
    `Each begins with ms of the plug's time; 0 was ${trace.zero}.`,
    fenced(trace.lines),
  ].join("\n\n");
}

const CONTACT = { yes: "in contact", lost: "no contact", unknown: "no answer yet" } as const;

const NETWORK = {
  down: "not on the Wi-Fi",
  local: "on the Wi-Fi, no contact with the cloud",
  cloud: "on the Wi-Fi, in contact with the cloud",
} as const;

const momentText = ({ at, wall }: Moment): string => `${wall} ${String(at).padStart(8)} ms`;

/** Where the list is not whole. */
function olderText({ notes, counts }: DiagnosticReport): readonly string[] {
  const missing = Object.entries(counts).flatMap(([topic, count]) => {
    const kept = notes.filter((note) => note.topic === topic).length;
    return kept < count ? [`${count - kept} of ${topic}`] : [];
  });
  return missing.length === 0 ? [] : [`Older ones are no longer kept: ${missing.join(", ")}.`];
}

/** Each line begins with a word of ours, so no name that others chose can end the fence. */
const fenced = (lines: readonly string[]): string =>
  ["```text", ...lines.map((line) => printable(line).replaceAll("\n", " ")), "```"].join("\n");
