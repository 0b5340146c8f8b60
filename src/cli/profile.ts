import { readFileSync } from "node:fs";
import { drawChart, indistinguishable, lint, type Profile } from "../../firmware-sim/index.ts";
import { PROFILES } from "../config/profiles.ts";
import { lightRows, profileRows } from "../view/profile-rows.ts";
import { table } from "../view/table.ts";
import type { ExitCode } from "./failure.ts";
import type { Io } from "./io.ts";

/** Where the schema of profiles is, seen from the sources and from what is built of them. */
const SCHEMA = `${import.meta.url.endsWith(".ts") ? "../.." : "../../.."}/docs/profile.schema.json`;

export function profileList({ out }: Io): void {
  out(
    table(
      ["profile", "make"],
      PROFILES.filter(({ variantOf }) => variantOf === null).flatMap(({ id, name }, i) => [
        [id, `${name}${i === 0 ? " (default)" : ""}`],
        ...PROFILES.filter(({ variantOf }) => variantOf?.profile === id).map((variant) => [
          `  ${variant.id}`,
          variant.variantOf!.reading,
        ]),
      ]),
    ),
  );
}

/** Everything a profile says, with how far it can be trusted and where it comes from. */
export function profileShow(profile: Profile, { out }: Io): void {
  out(`${profile.name} (${profile.id}), behaviour as on a plug by ${profile.maker}\n`);
  if (profile.variantOf !== null)
    out(`Another reading of ${profile.variantOf.profile}: ${profile.variantOf.reading}.\n`);
  if (profile.outlet === null) out("It has no outlet.\n");
  out("\n");
  const rows = profileRows(profile).map(({ name, value, basis, source }) => [name, value, basis, source]);
  out(table(["name", "value", "basis", "source"], rows));
  out(`\n${table(["the lamp when", "shows"], lightRows(profile))}`);
  for (const [short, source] of Object.entries(profile.sources)) out(`\n${short}: ${source}`);
  out("\n");
}

/** The state chart as a Mermaid diagram. */
export function profileChart(profile: Profile, { out }: Io): void {
  out(drawChart(profile));
}

/** What is wrong or doubtful in a profile, and which states its lamp does not tell apart; 1 for an error. */
export function profileLint(profile: Profile, { out }: Io): ExitCode {
  const findings = lint(profile);
  for (const { level, place, text } of findings) out(`${level.padEnd(7)}  ${place}: ${text}\n`);
  const groups = indistinguishable(profile);
  if (groups.length > 0) {
    out("Nobody can tell by the lamp alone which of these states it is:\n");
    for (const group of groups) out(`  ${group.join(" | ")}\n`);
  }
  const count = (level: string): string => {
    const { length } = findings.filter((finding) => finding.level === level);
    return `${length} ${level}${length === 1 ? "" : "s"}`;
  };
  out(`${profile.id}: ${count("error")}, ${count("warning")}, ${count("note")}.\n`);
  return findings.some(({ level }) => level === "error") ? 1 : 0;
}

/** The JSON Schema of a profile's file. */
export function profileSchema({ out }: Io): void {
  out(readFileSync(new URL(SCHEMA, import.meta.url), "utf8"));
}
