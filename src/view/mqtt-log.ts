import type { BenchEvent } from "./batch.ts";

export type Message = Extract<BenchEvent, { readonly kind: "mqtt" }>;

/** The messages with `wanted` in topic or payload, whatever its case; the newest first, at most `most`. */
export function latestMessages(
  events: readonly BenchEvent[],
  wanted: string,
  most: number,
): readonly Message[] {
  const text = wanted.trim().toLowerCase();
  const found: Message[] = [];
  for (let i = events.length - 1; i >= 0 && found.length < most; i--) {
    const event = events[i]!;
    if (event.kind !== "mqtt") continue;
    if (`${event.topic}\n${event.payload}`.toLowerCase().includes(text)) found.push(event);
  }
  return found;
}

/** JSON over several lines; anything else as it is. */
export function prettyPayload(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

/** What to type to see the messages of a topic come. `broker`: "mqtt://HOST:PORT", or with mqtts. */
export function subscribeCommand(broker: string, topic: string): string {
  const [, scheme, host = "", port = ""] = /^(mqtts?):\/\/\[?(.+?)\]?:(\d+)$/.exec(broker) ?? [];
  const tls = scheme === "mqtts" ? " --tls-use-os-certs" : "";
  return `mosquitto_sub -h ${quoted(host)} -p ${port}${tls} -v -t ${quoted(topic)}`;
}

/** As one word of a shell, whatever is in it. */
const quoted = (text: string): string =>
  /^[\w.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
