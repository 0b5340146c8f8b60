import type { Clock } from "../../firmware-sim/index.ts";
import type { Command, ErrorCode, Outcome } from "../runtime/command.ts";
import type { Read, Reader } from "./command-schemas.ts";
import type { Incoming } from "./message.ts";
import { BadCommand, textOf } from "./payload.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Commands in the long run and at once that a plane obeys. */
const PER_SECOND = 10;
const BURST = 20;

export interface CommandError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly topic: string;
}

export interface GateOptions {
  readonly clock: Clock;
  /** By topic. */
  readonly readers: ReadonlyMap<string, Reader>;
  readonly obey: (command: Command, source: string | undefined) => Outcome;
  /** The answer to whoever sent the command; success is answered by the new state. */
  readonly refuse: (error: CommandError) => void;
  /** A fault of the program met a command. */
  readonly onFault: (error: unknown) => void;
}

/** Where everything that comes from the broker has to pass: size, rate, shape. It never throws. */
export class CommandGate {
  readonly #options: GateOptions;
  readonly #bucket: TokenBucket;
  /** One answer a second to a flood, or the answers were a flood too. */
  readonly #answers: TokenBucket;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#bucket = new TokenBucket(options.clock, PER_SECOND, BURST);
    this.#answers = new TokenBucket(options.clock, 1, 1);
  }

  take({ topic, payload }: Incoming): void {
    if (!this.#bucket.take()) {
      const message = `more than ${PER_SECOND} commands a second`;
      if (this.#answers.take()) this.#options.refuse({ code: "rate_limited", message, topic });
      return;
    }
    try {
      const read = this.#readerOf(topic)(textOf(payload));
      if (!(read instanceof Promise)) this.#obey(read, topic);
      else
        read.then((later) => this.#obey(later, topic)).catch((error: unknown) => this.#refuse(error, topic));
    } catch (error) {
      this.#refuse(error, topic);
    }
  }

  #readerOf(topic: string): Reader {
    const reader = this.#options.readers.get(topic);
    if (reader !== undefined) return reader;
    throw new BadCommand("unknown_command", `known are ${[...this.#options.readers.keys()].join(", ")}`);
  }

  #obey({ command, source }: Read, topic: string): void {
    const outcome = this.#options.obey(command, source);
    if (!outcome.ok) this.#options.refuse({ code: outcome.code, message: outcome.message, topic });
  }

  #refuse(error: unknown, topic: string): void {
    if (error instanceof BadCommand)
      this.#options.refuse({ code: error.code, message: error.message, topic });
    else this.#options.onFault(error);
  }
}
