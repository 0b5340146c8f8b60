import { millis } from "../time.ts";
import { genericRedBlink } from "./generic-red-blink.ts";
import type { IndicatorRule, Profile, ProfilePattern } from "./profile.ts";
import { assumed, blink, documented } from "./write.ts";

const { trouble: _, ...patterns } = genericRedBlink.patterns;

const coded = (pattern: ProfilePattern["pattern"], leansOn: string): ProfilePattern => ({
  pattern,
  color: documented("S3: trouble blinks red"),
  timing: assumed(leansOn),
});

const flashes = (count: number, on: number, off: number, gap: number): ProfilePattern["pattern"] => ({
  kind: "steps",
  steps: Array.from({ length: count }, (_, i) => [
    { color: "red", for: millis(on) } as const,
    { color: "off", for: millis(i === count - 1 ? gap : off) } as const,
  ]).flat(),
  times: "forever",
});

/** The trouble that each rule of the uniform reading blinks red for, as one of the codes. */
function codeOf({ when }: IndicatorRule): string {
  if (when.health !== undefined) return "tooMuch";
  if (when.mains !== undefined) return "loose";
  if (when.update !== undefined) return "outdated";
  return when.lifecycle === undefined ? "broken" : "network";
}

/** The generic plug, with a red blink of its own for each of S3's causes, so that the lamp tells them apart. */
export const genericRedBlinkCoded: Profile = {
  ...genericRedBlink,
  id: "generic-red-blink-coded",
  name: "Generic plug whose red blinks are codes",
  variantOf: { profile: "generic-red-blink", reading: "each trouble has a red blink of its own" },
  patterns: {
    ...patterns,
    loose: coded(flashes(2, 100, 100, 1000), "S3 gives no speed; two flashes, as of drop-outs"),
    network: coded(blink("red", 1000, 1000), "S3 gives no speed; slow"),
    tooMuch: coded(blink("red", 100, 100), "S3 gives no speed; elsewhere fast red is too much current"),
    outdated: coded(blink("red", 250, 1750), "S3 gives no speed; seldom, as it can wait"),
    broken: coded(flashes(3, 250, 250, 2000), "S3 gives no speed; three flashes, for the maker's support"),
  },
  indicator: genericRedBlink.indicator.map(
    (rule: IndicatorRule): IndicatorRule =>
      rule.show === "trouble" ? { ...rule, show: codeOf(rule) } : rule,
  ),
};
