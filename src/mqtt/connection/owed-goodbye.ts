import type { Connection } from "./connection.ts";
import { EMPTY, type Message } from "./message.ts";

/** Removes `topics` from the broker, said as one goodbye. */
export const clearing = (topics: readonly string[]): readonly Message[] =>
  topics.map((topic) => ({ topic, value: EMPTY, retain: true }));

/** What an earlier reset could not clear, cleared as soon as the broker is there, by one short connection. */
export class OwedGoodbye {
  readonly #connect: (onUp: () => void) => Connection;
  #connection: Connection | null = null;
  #wanted = true;
  #leaving = false;
  #wake = (): void => {};

  /** `connect` makes a connection that announces nothing. */
  constructor(connect: (onUp: () => void) => Connection) {
    this.#connect = connect;
  }

  get busy(): boolean {
    return this.#leaving || (this.#wanted && (this.#connection?.busy ?? false));
  }

  /** Tries until it is paid; false when given up. */
  async pay(topics: readonly string[]): Promise<boolean> {
    while (this.#wanted) {
      const connection = await this.#contact();
      this.#leaving = this.#wanted;
      const paid = this.#wanted && (await connection.leave(clearing(topics)));
      this.#leaving = false;
      if (paid) return true;
    }
    return false;
  }

  giveUp(): void {
    this.#wanted = false;
    this.#connection?.cut();
    this.#wake();
  }

  async #contact(): Promise<Connection> {
    await new Promise<void>((up) => {
      this.#wake = up;
      this.#connection = this.#connect(up);
    });
    return this.#connection!;
  }
}
