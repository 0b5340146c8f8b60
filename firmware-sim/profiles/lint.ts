import { statesOf } from "../chart/plug-chart.ts";
import { appearance, flashesInOneSecond } from "../indicator/appearance.ts";
import type { IndicatorRule, Profile, Provenance, Rung } from "./profile.ts";

/** What a profile's author should know. `error`: a plug of this make would not do what the profile says. */
export interface Finding {
  readonly level: "error" | "warning" | "note";
  /** Where in the profile, such as `rungs[1].at`. */
  readonly place: string;
  readonly text: string;
}

/** More flashes than this within a second can harm people with photosensitive epilepsy (WCAG 2.3.1). */
const FLASHES = 3;

/** All that is to be said of a profile, errors first. */
export function lint(profile: Profile): readonly Finding[] {
  const findings = [
    ...profile.rungs.flatMap((rung, i) => rungFindings(profile, rung, i)),
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

function rungFindings(profile: Profile, { at, guard, reset }: Rung, i: number): readonly Finding[] {
  const { rungs, timings } = profile;
  const findings: Finding[] = [];
  const say = (level: Finding["level"], key: string, text: string) =>
    findings.push({ level, place: `rungs[${i}]${key}`, text });
  const [before, next] = [rungs[i - 1], rungs[i + 1]];
  if (before !== undefined && at <= before.at)
    say(
      "error",
      ".at",
      `${at} ms is not after the ${before.at} ms of ${before.name}: the ladder must ascend`,
    );
  if (at < timings.tapMax.for)
    say(
      "error",
      ".at",
      `${at} ms is before timings.tapMax, ${timings.tapMax.for} ms: a tap would climb here`,
    );
  if (guard !== undefined && next !== undefined && at + guard.for >= next.at && at < next.at)
    say(
      "error",
      ".guard",
      `${guard.for} ms: ${next.name} comes before that, so letting go here does nothing`,
    );
  if (guard !== undefined && (reset === null || reset.when === "reached"))
    say("warning", ".guard", "says nothing: no reset here waits for letting go");
  const atOnce = rungs.slice(0, i).find((rung) => rung.reset?.when === "reached");
  if (atOnce !== undefined)
    say("error", "", `is never reached: the reset of ${atOnce.name} begins while the button is still down`);
  if (reset !== null && reset.when !== "reached" && !isSeen(profile, i))
    say("warning", "", "the lamp shows nothing new here: nobody sees when to let go");
  return findings;
}

/** Whether the lamp looks different on this rung than on the one below it. */
function isSeen({ rungs, indicator, patterns }: Profile, i: number): boolean {
  const lookOf = (rung: Rung | undefined): string | undefined => {
    const rule = indicator.find(
      ({ when }) => when.button === rung?.name && Object.keys(when).length === 1 && rung !== undefined,
    );
    const pattern = rule && patterns[rule.show]?.pattern;
    return pattern && appearance(pattern);
  };
  const look = lookOf(rungs[i]);
  return look !== undefined && look !== lookOf(rungs[i - 1]);
}

function resetFindings({ resets, rungs }: Profile): readonly Finding[] {
  return Object.entries(resets).flatMap(([name, { erases, cloudRemoval }]) => {
    const place = `resets.${name}`;
    const findings: Finding[] = [];
    if (!rungs.some(({ reset }) => reset?.name === name))
      findings.push({ level: "warning", place, text: "no rung leads to it" });
    if (erases.includes("account") && cloudRemoval === "manual")
      findings.push({
        level: "note",
        place,
        text: "the account goes on listing the plug until somebody removes it there",
      });
    return findings;
  });
}

/** The place of an earlier rule that matches whenever this one does; -1 if there is none. */
function shadowOf(rules: readonly IndicatorRule[], i: number): number {
  const own = rules[i]!.when as Readonly<Record<string, string>>;
  return rules
    .slice(0, i)
    .findIndex(({ when }) => Object.entries(when).every(([region, state]) => own[region] === state));
}

function ruleFindings(profile: Profile): readonly Finding[] {
  const { indicator, rungs } = profile;
  const waits = rungs.some(({ reset }) => reset?.when === "confirmed");
  const unseen = waits && !indicator.some(({ when }) => when.button === "confirming");
  const text = "no rule shows button confirming: nobody sees that a press is waited for";
  return [
    ...(unseen ? [{ level: "warning", place: "indicator", text } as const] : []),
    ...lightWithoutPower(profile),
    ...shadowed(indicator),
  ];
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
  return provenances(profile, "").flatMap(({ place, basis, source }): readonly Finding[] => {
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

/** Everything in a profile that says how far it can be trusted. */
function provenances(value: unknown, place: string): readonly (Provenance & { readonly place: string })[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    provenances(each, Array.isArray(value) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`),
  );
  return "basis" in value && "source" in value ? [{ ...(value as Provenance), place }, ...inner] : inner;
}
