import { UsageError } from "../usage-error.ts";

/** Topic levels that are not empty and hold nothing that means more than itself: no wildcard, no `$`, no blank. */
const PREFIX = /^[^+#$/\s\p{C}]+(\/[^+#$/\s\p{C}]+)*$/u;
/** A topic has at most 65,535 bytes, and brokers often take less. */
const LONGEST = 128;

/**
 * Where Home Assistant looks for devices; null for `off`.
 * @throws UsageError
 */
export function parseDiscovery(text: string): string | null {
  if (text === "off") return null;
  if (PREFIX.test(text) && text.length <= LONGEST) return text;
  throw new UsageError(
    `${JSON.stringify(text.slice(0, 60))} is no discovery prefix: write a topic such as homeassistant, at most ${LONGEST} characters without blanks, + # $ and empty levels, or "off".`,
  );
}
