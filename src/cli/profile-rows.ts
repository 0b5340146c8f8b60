import {
  type LedPattern,
  type Profile,
  type Provenance,
  type Reset,
  type Rung,
  whenWords,
} from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";

/** One thing that a profile says, as people read it. */
export interface ProfileRow extends Provenance {
  readonly name: string;
  readonly value: string;
}

/** Everything in a profile that has a basis. */
export function profileRows(profile: Profile): readonly ProfileRow[] {
  const row = (name: string, value: string, { basis, source }: Provenance) => ({
    name,
    value,
    basis,
    source,
  });
  return [
    ...Object.entries(profile.timings).map(([name, timed]) => row(name, spanText(timed.for), timed)),
    ...profile.rungs.flatMap((rung) => [
      row(`hold.${rung.name}`, `${spanText(rung.at)}, ${resetWords(rung)}`, rung),
      ...(rung.guard === undefined
        ? []
        : [row(`hold.${rung.name}.guard`, spanText(rung.guard.for), rung.guard)]),
    ]),
    ...Object.entries(profile.resets).map(([name, reset]) =>
      row(
        `reset.${name}`,
        `erases ${reset.erases.join(", ") || "nothing"}${staysListed(reset) ? "; the account keeps it listed" : ""}`,
        reset,
      ),
    ),
    ...Object.entries(profile.patterns).flatMap(([name, { pattern, color, timing }]) => [
      row(`led.${name}`, colors(pattern), color),
      row(`led.${name}.timing`, timings(pattern), timing),
    ]),
    row("startUpOnOff", profile.startUpOnOff.value, profile.startUpOnOff),
  ];
}

/** What the lamp shows when, the first that holds first. */
export const lightRows = ({ indicator }: Profile): readonly (readonly [string, string])[] =>
  indicator.map(({ when, show }) => [whenWords(when), show]);

const RESETS = {
  released: "on letting go",
  reached: "at once",
  confirmed: "once a press confirms it",
} as const;
const resetWords = ({ reset }: Rung): string =>
  reset === null ? "letting go cancels" : `${reset.name} reset ${RESETS[reset.when]}`;

const staysListed = ({ erases, cloudRemoval }: Reset): boolean =>
  erases.includes("account") && cloudRemoval === "manual";

const colors = (pattern: LedPattern): string =>
  pattern.kind === "steady" ? pattern.color : pattern.steps.map((step) => step.color).join(", ");

function timings(pattern: LedPattern): string {
  if (pattern.kind === "steady") return "steady";
  const steps = pattern.steps.map((step) => spanText(step.for)).join(", ");
  return `${steps}, ${pattern.times === "forever" ? "repeated" : pattern.times === 1 ? "once" : `${pattern.times} times`}`;
}
