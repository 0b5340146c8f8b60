/** Bytes of an answer's topic, at most. */
const LONGEST = 256;

// A wildcard, a NUL, or a lone half of a pair, which is no text: MQTT 5 forbids each in the name of a topic (1.5.4, 4.7).
const FORBIDDEN = /[+#\0\p{Cs}]/u;

/**
 * Whether the plug may answer there, which a stranger chose: a topic of 1 to 256 bytes that is nobody's own (`$…`), and
 * neither one of `ownPrefixes` nor below one, where an answer would be a command or pass for the plug's own state.
 */
export function isReplyTopic(topic: string, ownPrefixes: readonly string[]): boolean {
  const bytes = Buffer.byteLength(topic);
  if (bytes < 1 || bytes > LONGEST || topic.startsWith("$") || FORBIDDEN.test(topic)) return false;
  return !ownPrefixes.some((own) => topic === own || topic.startsWith(`${own}/`));
}
