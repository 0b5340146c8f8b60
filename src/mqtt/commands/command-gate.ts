import type { Clock } from "../../../firmware-sim/index.ts";
import type { Command, ErrorCode, Outcome } from "../../runtime/command.ts";
import type { Incoming, Message } from "../connection/message.ts";
import { BadCommand, textOf } from "./payload.ts";
import type { Read, Readers } from "./reader.ts";
import { isReplyTopic } from "./reply-topic.ts";
import { answerBucket, commandBucket, PER_SECOND, type TokenBucket } from "./token-bucket.ts";

export interface CommandError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly topic: string;
}

export interface GateOptions {
  /** Real time: the limits protect the program, not the plug. */
  readonly pace: Clock;
  /** Of every command's topic. */
  readonly prefix: string;
  /** Of the plug that is in place now. */
  readonly readers: () => Readers;
  /** Questions beside the commands, by name: what comes back is said. They throw BadCommand. */
  readonly calls?: ReadonlyMap<string, (message: Incoming) => Message>;
  /** No answer goes below these, whatever a sender wishes. */
  readonly own: readonly string[];
  readonly obey: (command: Command, source: string | undefined) => Outcome;
  /** What a good answer tells beside `ok`; asked for when the command has been obeyed. */
  readonly showing: () => object;
  readonly say: (message: Message) => void;
  /** Tells everybody. */
  readonly refuse: (error: CommandError) => void;
  /** A fault of the program met a command. */
  readonly onFault: (error: unknown) => void;
}

/** Whom a command came from: its topic, and where an answer is wanted. */
type Asker = Pick<Incoming, "topic" | "reply">;

/**
 * Where everything that comes from the broker has to pass: size, rate, shape. It never throws. A command is answered
 * by the new state and then, where MQTT 5 named a response topic, there; a refusal is told to everybody too.
 */
export class CommandGate {
  readonly #options: GateOptions;
  readonly #bucket: TokenBucket;
  readonly #answers: TokenBucket;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#bucket = commandBucket(options.pace);
    this.#answers = answerBucket(options.pace);
  }

  take(message: Incoming): void {
    const { topic, payload, reply } = message;
    const illegal = reply !== undefined && !isReplyTopic(reply.topic, this.#options.own);
    const asker: Asker = { topic, ...(reply && !illegal && { reply }) };
    if (!this.#bucket.take()) {
      const limit = `more than ${PER_SECOND} commands a second`;
      if (this.#answers.take()) this.#refuse(asker, { code: "rate_limited", message: limit });
      return;
    }
    try {
      if (illegal) throw new BadCommand("bad_value", "the response topic is none that the plug answers to");
      const name = this.#nameOf(topic);
      const call = this.#options.calls?.get(name);
      if (call === undefined) this.#read(asker, name, textOf(payload));
      else this.#options.say(call(message));
    } catch (error) {
      this.#failed(asker, error);
    }
  }

  #nameOf(topic: string): string {
    const { prefix } = this.#options;
    return topic.startsWith(`${prefix}/`) ? topic.slice(prefix.length + 1) : "";
  }

  #read(asker: Asker, name: string, text: string): void {
    const { calls, prefix } = this.#options;
    const readers = this.#options.readers();
    const reader = readers.get(name);
    if (reader === undefined) {
      const known = [...readers.keys(), ...(calls?.keys() ?? [])].join(", ");
      throw new BadCommand("unknown_command", `known below ${prefix} are ${known}`);
    }
    const read = reader(text);
    if (!(read instanceof Promise)) this.#obey(asker, read);
    else read.then((later) => this.#obey(asker, later)).catch((error) => this.#failed(asker, error));
  }

  #obey(asker: Asker, { command, source }: Read): void {
    const outcome = this.#options.obey(command, source);
    if (!outcome.ok) this.#refuse(asker, outcome);
    else this.#answer(asker, { ...outcome, ...this.#options.showing() });
  }

  #failed(asker: Asker, error: unknown): void {
    if (error instanceof BadCommand) this.#refuse(asker, error);
    else this.#options.onFault(error);
  }

  #refuse(asker: Asker, { code, message }: Omit<CommandError, "topic">): void {
    this.#answer(asker, { error: { code, message } });
    this.#options.refuse({ code, message, topic: asker.topic });
  }

  #answer({ reply }: Asker, content: object): void {
    if (reply === undefined) return;
    const { topic, correlation } = reply;
    const value = { text: JSON.stringify(content), json: true, ...(correlation && { correlation }) };
    this.#options.say({ topic, value, retain: false });
  }
}
