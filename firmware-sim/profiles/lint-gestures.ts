import { appearance } from "../indicator/appearance.ts";
import type { Finding } from "./finding.ts";
import type { Combination, Profile, Rung } from "./profile.ts";
import { beginnings } from "./resets.ts";

/** Nobody puts two fingers down closer together than this, ms: a choice. */
const TOGETHER = 50;

/** A hold ladder of a profile, and where it is. */
interface Ladder {
  readonly place: string;
  readonly region: "button" | "combination";
  readonly rungs: readonly Rung[];
}

/** What is to be said of the ways to begin a reset with a finger. */
export const gestureFindings = (profile: Profile): readonly Finding[] => [
  ...ladderFindings(profile, { place: "rungs", region: "button", rungs: profile.rungs }),
  ...belowTap(profile),
  ...(profile.combination === null ? [] : combinationFindings(profile, profile.combination)),
  ...unusedButtons(profile),
  ...countFindings(profile),
];

function ladderFindings(profile: Profile, ladder: Ladder): readonly Finding[] {
  const { place, region, rungs } = ladder;
  const waits = rungs.some(({ reset }) => reset?.when === "confirmed");
  const shows = profile.indicator.some(({ when }) => when[region] === "confirming");
  const text = `no rule shows ${region} confirming: nobody sees that a press is waited for`;
  return [
    ...rungs.flatMap((rung, i) => rungFindings(profile, ladder, rung, i)),
    ...(waits && !shows ? [{ level: "warning", place: "indicator", text } as const] : []),
  ].map((finding) =>
    finding.place.startsWith("[") ? { ...finding, place: place + finding.place } : finding,
  );
}

function rungFindings(
  profile: Profile,
  ladder: Ladder,
  { at, guard, reset }: Rung,
  i: number,
): readonly Finding[] {
  const { rungs } = ladder;
  const findings: Finding[] = [];
  const say = (level: Finding["level"], key: string, text: string) =>
    findings.push({ level, place: `[${i}]${key}`, text });
  const [before, next] = [rungs[i - 1], rungs[i + 1]];
  if (before !== undefined && at <= before.at)
    say(
      "error",
      ".at",
      `${at} ms is not after the ${before.at} ms of ${before.name}: the ladder must ascend`,
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
  if (reset !== null && reset.when !== "reached" && !isSeen(profile, ladder, i))
    say("warning", "", "the lamp shows nothing new here: nobody sees when to let go");
  return findings;
}

/** Whether the lamp looks different on this rung than on the one below it. */
function isSeen({ indicator, patterns }: Profile, { region, rungs }: Ladder, i: number): boolean {
  const lookOf = (rung: Rung | undefined): string | undefined => {
    const rule = indicator.find(
      ({ when }) => when[region] === rung?.name && Object.keys(when).length === 1 && rung !== undefined,
    );
    const pattern = rule && patterns[rule.show]?.pattern;
    return pattern && appearance(pattern);
  };
  const look = lookOf(rungs[i]);
  return look !== undefined && look !== lookOf(rungs[i - 1]);
}

const belowTap = ({ rungs, timings: { tapMax } }: Profile): readonly Finding[] =>
  rungs.flatMap(({ at }, i) => {
    const text = `${at} ms is before timings.tapMax, ${tapMax.for} ms: a tap would climb here`;
    return at < tapMax.for ? [{ level: "error", place: `rungs[${i}].at`, text }] : [];
  });

function combinationFindings(profile: Profile, combination: Combination): readonly Finding[] {
  const { buttons, when, skew, rungs } = combination;
  const place = "combination";
  const found: Finding[] = [
    ...ladderFindings(profile, { place: `${place}.rungs`, region: "combination", rungs }),
  ];
  if (!rungs.some(({ reset }) => reset !== null))
    found.push({ level: "warning", place, text: "leads to no reset: holding these buttons does nothing" });
  if (buttons.length > 1 && when !== "powerOn" && skew.for < TOGETHER)
    found.push({
      level: "warning",
      place: `${place}.skew`,
      text: `nobody presses ${buttons.length} buttons within ${skew.for} ms`,
    });
  return found;
}

const unusedButtons = ({ otherButtons, combination }: Profile): readonly Finding[] =>
  otherButtons.flatMap((name, i) =>
    combination?.buttons.includes(name)
      ? []
      : [
          {
            level: "warning",
            place: `otherButtons[${i}]`,
            text: `${name} is in no combination: it does nothing`,
          },
        ],
  );

const countFindings = ({ counts, timings: { debounce } }: Profile): readonly Finding[] =>
  counts.flatMap(({ of, within }, i) => {
    const text = `no tap follows another within ${within.for} ms: letting go counts after ${debounce.for} ms of timings.debounce`;
    return of === "taps" && within.for < debounce.for
      ? [{ level: "error", place: `counts[${i}].within`, text }]
      : [];
  });

export function resetFindings(profile: Profile): readonly Finding[] {
  const begun = beginnings(profile);
  const removal = profile.app["remove"]?.reset;
  return Object.entries(profile.resets).flatMap(([name, { erases, cloudRemoval }]) => {
    const place = `resets.${name}`;
    const findings: Finding[] = [];
    if (!begun.some(({ reset }) => reset === name))
      findings.push({ level: "warning", place, text: "nothing leads to it" });
    if (erases.includes("account") && cloudRemoval === "manual")
      findings.push({
        level: "note",
        place,
        text: "the account goes on listing the plug until somebody removes it there",
      });
    if (name === removal && !erases.includes("account"))
      findings.push({
        level: "error",
        place: "app.remove.reset",
        text: `${name} does not erase the account, which would take the plug off its list again and again`,
      });
    return findings;
  });
}
