/** ms: by then whoever asked has the answer, even on a machine without a core to spare. */
const BREATH = 3;

/** Puts off what follows from a command until the command is answered, for somebody waits for that. The rest is done at once. */
export class AfterTheAnswer {
  #answering = false;
  #timer: NodeJS.Timeout | undefined;

  /** Something was put off. */
  get busy(): boolean {
    return this.#timer !== undefined;
  }

  /** What follows while `obey` runs is put off. */
  readonly during = <T>(obey: () => T): T => {
    this.#answering = true;
    try {
      return obey();
    } finally {
      this.#answering = false;
    }
  };

  /** The newest stands for all that were put off. */
  follow(act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#answering) {
      act();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      act();
    }, BREATH);
  }
}
