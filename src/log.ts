import type { Logger as Pino } from "pino";

export type Level = "info" | "warn" | "error";

/** One line of what happened: `event` is a word for programs, `text` a sentence for people. */
export interface Entry {
  readonly level: Level;
  readonly event: string;
  readonly text: string;
  /** For programs only; never a secret. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export type Log = (entry: Entry) => void;

/** Names under which a secret could come by mistake, at the top of an entry and one level below. */
const SECRETS = ["password", "key", "salt", "mqttPassword"];

/** Names in a log or an answer may come from elsewhere: nothing of them may steer a terminal, or turn its writing round. */
export const printable = (text: string): string => text.replace(/[^\P{Cc}\n]|\p{Bidi_Control}/gu, "\u{fffd}");

const MARKS: Readonly<Record<Level, string>> = { info: "", warn: "warning: ", error: "error: " };

/** Lines for people: local time of day and the sentence. */
export function prettyLog(write: (line: string) => void, wall: () => Date = () => new Date()): Log {
  return ({ level, text }) => {
    const time = wall().toTimeString().slice(0, 8);
    write(`${time}  ${MARKS[level]}${printable(text).replaceAll("\n", "\n          ")}\n`);
  };
}

/** Lines of JSON, one an entry, with what every line says of its origin. */
export async function jsonLog(
  write: (line: string) => void,
  wall: () => Date = () => new Date(),
): Promise<Log> {
  const { pino } = await import("pino");
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`]);
  const options = {
    base: null,
    timestamp: () => `,"time":"${wall().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: "***" },
  };
  const pinoLog: Pino = pino(options, { write });
  return ({ level, event, text, fields }) => pinoLog[level]({ ...fields, event }, text);
}
