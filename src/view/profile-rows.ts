import {
  type Combination,
  type LedPattern,
  type Outlet,
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

const row = (
  name: string,
  value: string,
  { basis, source, between }: Provenance,
  unit: (number: number) => string = spanText,
): ProfileRow => {
  const bounds = between === undefined ? "" : `; ${between.map(unit).join(" to ")}`;
  return { name, value: `${value}${bounds}`, basis, source };
};

/** Everything in a profile that has a basis. */
export function profileRows(profile: Profile): readonly ProfileRow[] {
  return [
    ...Object.entries(profile.timings).map(([name, timed]) => row(name, spanText(timed.for), timed)),
    ...rungRows("hold", profile.rungs),
    ...(profile.combination === null ? [] : combinationRows(profile.combination)),
    ...profile.counts.flatMap(({ of, times, within, reset, ...from }) => [
      row(`count.${of}`, `${times}: ${reset} reset`, from, String),
      row(`count.${of}.within`, spanText(within.for), within),
    ]),
    ...Object.entries(profile.app).map(([action, remote]) =>
      row(`app.${action}`, `${remote.reset} reset`, remote),
    ),
    ...(profile.voice === null
      ? []
      : [
          row("voice", `${profile.voice.reset} reset, after a yes`, profile.voice),
          row("voice.answer", spanText(profile.voice.answer.for), profile.voice.answer),
        ]),
    ...Object.entries(profile.resets).map(([name, reset]) =>
      row(
        `reset.${name}`,
        `erases ${reset.erases.join(", ") || "nothing"}${staysListed(reset) ? "; the account keeps it listed" : ""}`,
        reset,
      ),
    ),
    ...profile.accountKeeps.map((kept) => row(`account: ${kept.what}`, "kept", kept)),
    ...(profile.outlet === null ? [] : outletRows(profile.outlet)),
    ...Object.entries(profile.patterns).flatMap(([name, { pattern, color, timing }]) => [
      row(`led.${name}`, colors(pattern), color),
      row(`led.${name}.timing`, timings(pattern), timing),
    ]),
    row("startUpOnOff", profile.startUpOnOff.value, profile.startUpOnOff),
  ];
}

const rungRows = (place: string, rungs: readonly Rung[]): readonly ProfileRow[] =>
  rungs.flatMap((rung) => [
    row(`${place}.${rung.name}`, `${spanText(rung.at)}, ${resetWords(rung)}`, rung),
    ...(rung.guard === undefined
      ? []
      : [row(`${place}.${rung.name}.guard`, spanText(rung.guard.for), rung.guard)]),
  ]);

const WHEN = {
  powerOn: "held as power comes",
  running: "pressed together",
  either: "pressed together, or held as power comes",
} as const;

/** The buttons of a combination, and what is done with them. */
export const combinationWords = ({ buttons, when }: Combination): string =>
  `${buttons.join(" and ")}: ${WHEN[when]}`;

const combinationRows = (combination: Combination): readonly ProfileRow[] => [
  row("buttons", combinationWords(combination), combination),
  row("buttons.skew", spanText(combination.skew.for), combination.skew),
  ...rungRows("buttons", combination.rungs),
];

function outletRows(outlet: Outlet): readonly ProfileRow[] {
  const { watts, volts, meter, overheat, overload } = outlet;
  return [
    row("outlet", `${watts} W at ${volts} V`, outlet),
    ...(meter === null ? [] : [row("outlet.meter", "measures power", meter)]),
    ...(overheat === null
      ? []
      : [
          row(
            "outlet.overheat",
            `off at ${overheat.trip} °C, free again at ${overheat.release} °C`,
            overheat,
          ),
        ]),
    ...(overload === null
      ? []
      : [row("outlet.overload", `off after ${spanText(overload.for)} above ${watts} W`, overload)]),
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
