import type { Instant } from "../../../firmware-sim/index.ts";
import { commandFault } from "../commands/command-fault.ts";
import type { CommandError } from "../commands/command-gate.ts";
import { EMPTY, type Message, type Value } from "../connection/message.ts";
import type { DialectOptions, Voice } from "../link/dialect.ts";

/** The topics of one plane, as they should be in the broker; whoever is connected is told of each change. */
export class TopicTree {
  readonly retained = new Map<string, Value>();
  readonly #prefix: string;
  readonly #voice: Voice;
  readonly #options: DialectOptions;
  readonly #contents = new Map<string, string>();
  /** The plug's instant 0 on the wall. Taken once, so that one moment has one date however often it is told. */
  readonly #epoch: number;
  #seq = 0;

  constructor(prefix: string, options: DialectOptions) {
    this.#prefix = prefix;
    this.#voice = options.voice;
    this.#options = options;
    this.#epoch = options.wall().getTime() - options.clock.now();
  }

  /** The whole topic, or what all of them begin with. */
  topic(name?: string): string {
    return name === undefined ? this.#prefix : `${this.#prefix}/${name}`;
  }

  /** Plain text. */
  leaf(name: string, text: string, user?: Value["user"]): void {
    this.#put(this.topic(name), text, () => ({ text, json: false, ...(user === undefined ? {} : { user }) }));
  }

  /** JSON, told again only when `content` is another; `render` adds what changes by itself. */
  json(name: string, content: object, render: () => object = () => content): void {
    this.jsonAt(this.topic(name), content, render);
  }

  /** The same of a topic that need not be below the plane. */
  jsonAt(topic: string, content: object, render: () => object = () => content): void {
    this.#put(topic, JSON.stringify(content), () => ({ text: JSON.stringify(render()), json: true }));
  }

  /** What was read just now, dated: it is told again, whether it is another or not. `lasts`: seconds. */
  reading(name: string, content: object, lasts: number): void {
    const text = JSON.stringify({ ...content, ts: this.now() });
    this.#put(this.topic(name), text, () => ({ text, json: true, lasts }));
  }

  /** The plug has nothing of the kind: what the broker holds, of another plug before it, goes. */
  absent(name: string): void {
    this.#put(this.topic(name), "", () => EMPTY);
  }

  /** The snapshot topic of a plane: numbered and dated. */
  state(content: object, render: () => object, user?: Value["user"]): void {
    this.#put(this.topic("state"), JSON.stringify(content), () => {
      const seq = ++this.#seq;
      const text = JSON.stringify({ ...render(), seq, ts: this.now() });
      return { text, json: true, user: { ...user, seq: String(seq) } };
    });
  }

  event(name: string, content: object): void {
    const text = JSON.stringify({ ...content, seq: ++this.#seq, ts: this.now() });
    this.#voice.say({ topic: this.topic(name), value: { text, json: true }, retain: false });
  }

  readonly refuse = ({ code, message, topic }: CommandError): void => {
    const text = JSON.stringify({ code, message, topic, ts: this.now() });
    this.#voice.say({ topic: this.topic("error"), value: { text, json: true }, retain: false });
  };

  readonly onFault = (error: unknown): void => this.#options.log(commandFault(error));

  /** Now, on the wall. */
  now(): string {
    return this.#options.wall().toISOString();
  }

  /** A moment of the plug's clock, on the wall. */
  time(at: Instant): string {
    return new Date(this.#epoch + at).toISOString();
  }

  /** How the plane says that it is there, and that it is not. */
  availability(): { readonly online: Message; readonly offline: Message } {
    const say = (text: string): Message => {
      return { topic: this.topic("availability"), value: { text, json: false }, retain: true };
    };
    return { online: say("online"), offline: say("offline") };
  }

  #put(topic: string, content: string, value: () => Value): void {
    if (this.#contents.get(topic) === content) return;
    this.#contents.set(topic, content);
    this.retained.set(topic, value());
    this.#voice.changed(topic);
  }
}
