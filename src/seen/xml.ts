const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Fit for text and attribute values of HTML and XML 1.0; what XML cannot hold becomes U+FFFD. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/[^\P{Cc}\n\t]|[\p{Cs}\ufffe\uffff]/gu, "\u{fffd}")
    .replaceAll(/[&<>"']/g, (character: string) => ENTITIES[character]!);
