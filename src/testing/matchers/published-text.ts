import { spanText } from "../../config/duration.ts";
import type { Published } from "../bench-port.ts";
import { fewer } from "./fewer.ts";
import { type PayloadMatch, payloadWords } from "./payload.ts";

/** Characters of a payload that are shown. */
const SHOWN = 200;

export interface PublishedFailure {
  readonly topic: string;
  /** Undefined: any payload. */
  readonly match: PayloadMatch | undefined;
  readonly retained: boolean | undefined;
  readonly messages: readonly Published[];
  readonly onTopic: (topic: string) => boolean;
  readonly fits: (message: Published) => boolean;
  /** For people: "within 10 s". */
  readonly when: string;
  readonly isNot: boolean;
}

/** What was expected, and all that was published on the topic; what else, when that was nothing. */
export function publishedText({
  topic,
  messages,
  onTopic,
  fits,
  when,
  isNot,
  ...wanted
}: PublishedFailure): string {
  const { match, retained } = wanted;
  const kind = retained === undefined ? "" : retained ? " retained" : " not retained";
  const what = match === undefined ? "" : ` ${payloadWords(match)}`;
  const here = messages.filter((message) => onTopic(message.topic));
  const others = new Set(messages.map((message) => message.topic));
  const lines = here.map((message) => `  ${line(message)}${isNot && fits(message) ? " <- this" : ""}`);
  return [
    `Expected ${isNot ? "no" : "a"}${kind} message on ${topic}${what} ${when}. ${isNot ? "One came." : "None came."}`,
    "",
    ...(here.length > 0
      ? ["Published on it:", ...fewer(lines)]
      : others.size > 0
        ? ["Nothing was published on it, but on:", ...fewer([...others].map((other) => `  ${other}`))]
        : ["Nothing was published at all."]),
  ].join("\n");
}

function line({ at, topic, payload, retain }: Published): string {
  const text = payload.length > SHOWN ? `${payload.slice(0, SHOWN)}…` : payload;
  const legible = text === "" || /\p{Cc}/u.test(text) ? JSON.stringify(text) : text;
  return `at ${spanText(at)}${retain ? ", retained" : ""}: ${topic} ${legible}`;
}
