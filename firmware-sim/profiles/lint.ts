import { chartOf, statesOf } from "../chart/plug-chart.ts";
import { appearance, flashesInOneSecond } from "../indicator/appearance.ts";
import type { Finding } from "./finding.ts";
import { gestureFindings, resetFindings } from "./lint-gestures.ts";
import type { IndicatorRule, Profile, Provenance } from "./profile.ts";

/** More flashes than this within a second can harm people with photosensitive epilepsy (WCAG 2.3.1). */
const FLASHES = 3;

/** All that is to be said of a profile, errors first. */
export function lint(profile: Profile): readonly Finding[] {
  const findings = [
    ...gestureFindings(profile),
    ...resetFindings(profile),
    ...ruleFindings(profile),
    ...patternFindings(profile),
    ...provenanceFindings(profile),
  ];
  return (["error", "warning", "note"] as const).flatMap((level) =>
    findings.filter((finding) => finding.level === level),
  );
}

/**
 * Which states an observer of the lamp cannot tell apart: each group shows the same colours for the same
 * spans. A state is named by its pattern and the rule that shows it: "boot (supply booting)".
 */
export function indistinguishable({ indicator, patterns }: Profile): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  indicator.forEach(({ when, show }, i) => {
    const pattern = patterns[show]?.pattern;
    if (pattern === undefined || shadowOf(indicator, i) >= 0) return;
    const look = appearance(pattern);
    groups.set(look, [...(groups.get(look) ?? []), `${show} (${whenWords(when)})`]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

/** "supply booting", or "otherwise" for a rule that always holds. */
export function whenWords(when: IndicatorRule["when"]): string {
  const words = Object.entries(when).map(([region, state]) => `${region} ${state}`);
  return words.join(", ") || "otherwise";
}

/** The place of an earlier rule that matches whenever this one does; -1 if there is none. */
function shadowOf(rules: readonly IndicatorRule[], i: number): number {
  const own = rules[i]!.when as Readonly<Record<string, string>>;
  return rules
    .slice(0, i)
    .findIndex(({ when }) => Object.entries(when).every(([region, state]) => own[region] === state));
}

function ruleFindings(profile: Profile): readonly Finding[] {
  return [...lightWithoutPower(profile), ...shadowed(profile.indicator), ...neverEntered(profile)];
}

/** Without power every region is in its first state. */
function lightWithoutPower(profile: Profile): readonly Finding[] {
  const states: Readonly<Record<string, readonly string[]>> = statesOf(profile);
  const i = profile.indicator.findIndex(({ when }) =>
    Object.entries(when).every(([region, state]) => states[region]?.[0] === state),
  );
  const pattern = profile.patterns[profile.indicator[i]?.show ?? ""]?.pattern;
  if (pattern === undefined || appearance(pattern) === "steady off") return [];
  const text =
    'holds without power, when a lamp cannot shine: put {"supply": "off"} with a dark pattern first';
  return [{ level: "error", place: `indicator[${i}]`, text }];
}

function shadowed(indicator: readonly IndicatorRule[]): readonly Finding[] {
  return indicator.flatMap((_, i): readonly Finding[] => {
    const shadow = shadowOf(indicator, i);
    if (shadow < 0) return [];
    const text = `never holds: indicator[${shadow}] comes first whenever it would`;
    return [{ level: "warning", place: `indicator[${i}]`, text }];
  });
}

/** A state that no row of the chart goes to, and that is not the first of its region. */
function neverEntered(profile: Profile): readonly Finding[] {
  const { rows } = chartOf(profile);
  const states: Readonly<Record<string, readonly string[]>> = statesOf(profile);
  const entered = new Set(rows.map(({ region, to }) => `${region} ${to}`));
  return profile.indicator.flatMap(({ when }, i) =>
    Object.entries(when)
      .filter(([region, state]) => state !== states[region]?.[0] && !entered.has(`${region} ${state}`))
      .map(([region, state]): Finding => {
        const text = `never holds: no plug of this make comes to ${region} ${state}`;
        return { level: "warning", place: `indicator[${i}].when.${region}`, text };
      }),
  );
}

function patternFindings({ patterns, indicator }: Profile): readonly Finding[] {
  return Object.entries(patterns).flatMap(([name, { pattern }]) => {
    const place = `patterns.${name}`;
    const findings: Finding[] = [];
    if (!indicator.some(({ show }, i) => show === name && shadowOf(indicator, i) < 0))
      findings.push({ level: "warning", place, text: "is never shown: no rule that can hold shows it" });
    const flashes = flashesInOneSecond(pattern);
    if (flashes > FLASHES)
      findings.push({
        level: "note",
        place,
        text: `flashes up to ${flashes} times within a second; more than ${FLASHES} can harm photosensitive people`,
      });
    return findings;
  });
}

function provenanceFindings(profile: Profile): readonly Finding[] {
  return provenances(profile, "").flatMap(({ place, basis, source, between, number }): readonly Finding[] => {
    const [least, most] = between ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (!(least <= most && least <= (number ?? least) && (number ?? least) <= most))
      return [{ level: "warning", place, text: `its bounds, ${least} and ${most}, do not hold it` }];
    if (source.trim() === "")
      return [
        basis === "assumed"
          ? { level: "warning", place, text: "assumed, and nothing says what the choice leans on" }
          : { level: "error", place, text: `${basis}, and no source is named` },
      ];
    const unknown = [...source.matchAll(/\bS[1-9]\b/g)].map(([name]) => name);
    return [...new Set(unknown)]
      .filter((name) => !Object.hasOwn(profile.sources, name))
      .map((name) => ({ level: "warning", place, text: `${name} is not one of the profile's sources` }));
  });
}

interface Placed extends Provenance {
  readonly place: string;
  /** That it stands for. */
  readonly number: number | undefined;
}

/** Everything in a profile that says how far it can be trusted. */
function provenances(value: unknown, place: string): readonly Placed[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    provenances(each, Array.isArray(value) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`),
  );
  if (!("basis" in value && "source" in value)) return inner;
  const said = value as Provenance & { readonly for?: number; readonly at?: number; readonly times?: number };
  return [{ ...said, place, number: said.for ?? said.at ?? said.times }, ...inner];
}
