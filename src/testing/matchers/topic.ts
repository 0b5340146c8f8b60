import { UsageError } from "../../usage-error.ts";

/**
 * Whether the topic filter takes a topic, as MQTT 5.0 (section 4.7) has it: + is one level, # at the end all from there on,
 * and neither of them first takes topics that begin with $.
 * @throws UsageError when the filter is none
 */
export function topicFilter(filter: string): (topic: string) => boolean {
  const wanted = filter.split("/");
  const wrong = wanted.some(
    (level, i) => /[+#]/.test(level) && level !== "+" && !(level === "#" && i === wanted.length - 1),
  );
  if (filter === "" || wrong)
    throw new UsageError(
      `${JSON.stringify(filter)} is no topic filter: + stands for one whole level, # for all from its level on, at the end.`,
    );
  return (topic) => {
    if (topic.startsWith("$") && /^[+#]/.test(filter)) return false;
    const levels = topic.split("/");
    const rest = wanted.at(-1) === "#";
    const fixed = rest ? wanted.slice(0, -1) : wanted;
    return (
      (rest ? levels.length >= fixed.length : levels.length === fixed.length) &&
      fixed.every((level, i) => level === "+" || level === levels[i])
    );
  };
}
