import { type Millis, millis } from "../../firmware-sim/index.ts";
import { UsageError } from "../usage-error.ts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/;
const BARE = /^\d+(?:\.\d+)?$/;

/**
 * A span with its unit: "500ms", "12s", "1.5s", "2m", "1h"; at least 1 ms.
 * @throws UsageError for a bare number, which could mean two things, and for anything else
 */
export function parseDuration(text: string, longest: Millis): Millis {
  if (BARE.test(text))
    throw new UsageError(`${text} has no unit: write ${text}s for seconds or ${text}ms for milliseconds.`);
  const [, number = "", unit = ""] = DURATION.exec(text) ?? [];
  const span = Math.round(Number(number) * (UNITS[unit] ?? Number.NaN));
  if (!(span >= 1))
    throw new UsageError(
      `${JSON.stringify(text)} is no duration: write a number and ms, s, m or h, such as 12s.`,
    );
  if (span > longest) throw new UsageError(`${text} is too long: at most ${spanText(longest)}.`);
  return millis(span);
}

/** For people: "250 ms", "12 s", "1.5 s", "90 s", "15 min", "36 min 7 s", "2 h". */
export function spanText(span: number): string {
  if (span < 1000) return `${span} ms`;
  if (span < 120_000) return `${span / 1000} s`;
  const parts = [
    [Math.floor(span / 3_600_000), "h"],
    [Math.floor((span % 3_600_000) / 60_000), "min"],
    [(span % 60_000) / 1000, "s"],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : `${count} ${unit}`)).join(" ");
}
