/** What the broker refused: a quota may be free again, an access list be changed, so it is asked again, once a span. */
export class AskAgain {
  readonly #span: number;
  readonly #ask: (topics: readonly string[], subscriptions: boolean) => void;
  readonly #topics = new Set<string>();
  #subscriptions = false;
  #timer: NodeJS.Timeout | undefined;

  /** `span` in ms. */
  constructor(span: number, ask: (topics: readonly string[], subscriptions: boolean) => void) {
    this.#span = span;
    this.#ask = ask;
  }

  forTopic(topic: string): void {
    this.#topics.add(topic);
    this.#later();
  }

  forSubscriptions(): void {
    this.#subscriptions = true;
    this.#later();
  }

  /** The next session asks for everything anyway. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#topics.clear();
    this.#subscriptions = false;
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      const topics = [...this.#topics];
      const subscriptions = this.#subscriptions;
      this.stop();
      this.#ask(topics, subscriptions);
    }, this.#span);
  }
}
