import type { Answer, Request } from "../../control/protocol.ts";
import { ACTION } from "../../runtime/words.ts";

interface FingersOptions {
  /** Never rejects. */
  readonly ask: (request: Request) => Promise<Answer>;
  /** ms. */
  readonly sleep: (span: number) => Promise<void>;
  /** Which buttons are held is different. */
  readonly changed: () => void;
}

/** Between two tries to let go, ms. */
const AGAIN = 500;
const NOT_HEARD = "no_answer";

/**
 * The fingers on the plug's buttons. What is done to one button is asked for in its order, and that it was let go is said
 * until somebody answers: a contact that breaks during a hold leaves no button down.
 */
export class Fingers {
  readonly #options: FingersOptions;
  readonly #held = new Set<string>();
  #line: Promise<void> = Promise.resolve();

  constructor(options: FingersOptions) {
    this.#options = options;
  }

  holds(button: string): boolean {
    return this.#held.has(button);
  }

  press(button: string): void {
    if (this.#held.has(button)) return;
    this.#held.add(button);
    this.#options.changed();
    this.#then(async () => {
      const { ok } = await this.#options.ask({ do: "press", ...named(button) });
      if (!ok && this.#held.delete(button)) {
        this.#options.changed();
        await this.#letGo(button);
      }
    });
  }

  release(button: string): void {
    if (!this.#held.delete(button)) return;
    this.#options.changed();
    this.#then(() => this.#letGo(button));
  }

  releaseAll(): void {
    for (const button of [...this.#held]) this.release(button);
  }

  #then(task: () => Promise<void>): void {
    this.#line = this.#line.then(task);
  }

  async #letGo(button: string): Promise<void> {
    for (;;) {
      const answer = await this.#options.ask({ do: "release", ...named(button) });
      if (answer.ok || answer.code !== NOT_HEARD) return;
      await this.#options.sleep(AGAIN);
    }
  }
}

const named = (button: string): { buttons?: string[] } => (button === ACTION ? {} : { buttons: [button] });
