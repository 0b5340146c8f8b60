import { UsageError } from "../../usage-error.ts";
import type { Published } from "../bench-port.ts";
import { known } from "../known.ts";
import { spanMs } from "../span.ts";
import {
  type MatcherContext,
  type MatcherResult,
  PATIENCE,
  type Result,
  toWatch,
  type Within,
  whenWords,
} from "./matcher.ts";
import { type PayloadMatch, payloadFits } from "./payload.ts";
import { publishedText } from "./published-text.ts";
import { isBench, seenSince, subjectOf } from "./seen.ts";
import { topicFilter } from "./topic.ts";

export interface PublishedOptions extends Within {
  /** Whether it must be retained, or must not; when left out either will do. */
  readonly retained?: boolean;
}

/** `topic` may hold + and #. `match` left out: any payload. */
export function toHavePublished(
  this: MatcherContext,
  received: unknown,
  topic: string,
  match?: PayloadMatch,
  options: PublishedOptions = {},
): Result {
  known(options, ["within", "retained"]);
  const { within, retained } = options;
  const subject = subjectOf(received);
  const isNot = this.isNot ?? false;
  const onTopic = topicFilter(topic);
  const fits = (message: Published): boolean =>
    onTopic(message.topic) &&
    (retained === undefined || message.retain === retained) &&
    payloadFits(this, match, message);
  const conclude = (messages: readonly Published[], when: string): MatcherResult => ({
    pass: messages.some(fits),
    message: () => publishedText({ topic, match, retained, messages, onTopic, fits, when, isNot }),
  });
  const span = within === undefined ? null : spanMs(within);
  if (!isBench(subject)) {
    const end = span === null ? subject.to : subject.from + span;
    const messages = brokered(subject.published).filter(({ at }) => at <= end);
    return conclude(messages, whenWords(span, subject));
  }
  const from = subject.now;
  const messages = () => brokered(seenSince(subject, from).published);
  const come = () => messages().some(fits);
  const limit = isNot ? toWatch(span) : (span ?? PATIENCE);
  return subject
    .until(() => come() && !isNot, limit)
    .then(() => conclude(messages(), whenWords(limit, { from, to: subject.now })));
}

/** @throws UsageError for a bench without a broker, on which nothing is ever published */
function brokered(published: readonly Published[] | null): readonly Published[] {
  if (published !== null) return published;
  throw new UsageError("toHavePublished: this bench has no broker; open it by bench({ mqtt: true }).");
}
