import { UsageError } from "../usage-error.ts";
import { didYouMean } from "./suggest.ts";

/**
 * An IANA time zone that this Node knows, in its usual spelling.
 * @throws UsageError
 */
export function parseTimeZone(text: string): string {
  const zone = known(text);
  if (zone !== undefined) return zone;
  const meant = didYouMean(text, Intl.supportedValuesOf("timeZone"));
  throw new UsageError(
    `${JSON.stringify(text)} is no time zone.${meant} Give one such as Europe/Berlin or UTC.`,
  );
}

/** This machine's; UTC when it does not say. */
export const systemTimeZone = (): string =>
  known(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? "UTC";

function known(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
