import { drawChart, type LedPattern, type Profile, type Provenance } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import { PROFILES } from "../config/profiles.ts";
import type { Io } from "./io.ts";
import { table } from "./table.ts";

export function profileList({ out }: Io): void {
  out(
    table(
      ["profile", "make"],
      PROFILES.map(({ id, name }, i) => [id, `${name}${i === 0 ? " (default)" : ""}`]),
    ),
  );
}

/** Every number of a profile, with how far it can be trusted and where it comes from. */
export function profileShow(profile: Profile, { out }: Io): void {
  const row = (name: string, value: string, { basis, source }: Provenance) => [name, value, basis, source];
  const rungs = profile.rungs.flatMap((rung) => [
    row(`hold.${rung.name}`, `${spanText(rung.at)}, then ${rung.onRelease}`, rung),
    ...(rung.guard === undefined
      ? []
      : [row(`hold.${rung.name}.guard`, spanText(rung.guard.for), rung.guard)]),
  ]);
  const patterns = Object.entries(profile.patterns).flatMap(([name, { pattern, color, timing }]) => [
    row(`led.${name}`, colors(pattern), color),
    row(`led.${name}.timing`, timings(pattern), timing),
  ]);
  out(`${profile.name} (${profile.id}), behaviour as on a plug by ${profile.maker}\n\n`);
  out(
    table(
      ["name", "value", "basis", "source"],
      [
        ...Object.entries(profile.timings).map(([name, timed]) => row(name, spanText(timed.for), timed)),
        ...rungs,
        ...patterns,
        row("startUpOnOff", profile.startUpOnOff.value, profile.startUpOnOff),
      ],
    ),
  );
  for (const [short, source] of Object.entries(profile.sources)) out(`\n${short}: ${source}`);
  out("\n");
}

/** The state chart as a Mermaid diagram. */
export function profileChart(profile: Profile, { out }: Io): void {
  out(drawChart(profile));
}

const colors = (pattern: LedPattern): string =>
  pattern.kind === "steady" ? pattern.color : pattern.steps.map((step) => step.color).join(", ");

function timings(pattern: LedPattern): string {
  if (pattern.kind === "steady") return "steady";
  const steps = pattern.steps.map((step) => spanText(step.for)).join(", ");
  return `${steps}, ${pattern.times === "forever" ? "repeated" : `${pattern.times} times`}`;
}
