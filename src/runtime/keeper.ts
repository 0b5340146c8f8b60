import type { Effect, HomeRecord, NvmRecord, PlugInput } from "../../firmware-sim/index.ts";
import type { HomeStore, PlugStore } from "./ports.ts";

interface KeeperOptions {
  readonly plugStore: PlugStore;
  readonly homeStore: HomeStore;
  /** The store's answers, to the plug that asked. */
  readonly tell: (input: PlugInput) => void;
  readonly failed: (message: string) => void;
}

/** Carries saves to the stores and their answers back, but not to a later life than the one that asked. */
export class Keeper {
  readonly #options: KeeperOptions;
  #life = 0;
  /** Over when what was being staged is kept, or is not. */
  #staging: Promise<void> | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  load(): ReturnType<PlugStore["load"]> {
    return this.#options.plugStore.load();
  }

  save(effect: Extract<Effect, { kind: "save" }>): void {
    this.#ask(this.#options.plugStore.save(effect.record), "saved", effect.ticket);
  }

  /** Answers come in the order in which the plug asked: no save that was asked for later is answered before this. */
  stage({ slot, ticket }: Extract<Effect, { kind: "stage" }>, image: Uint8Array): void {
    const answer = this.#options.plugStore.stage(slot, image);
    this.#ask(answer, "saved", ticket);
    const over = answer
      .catch(() => {})
      .then(() => {
        if (this.#staging === over) this.#staging = null;
      });
    this.#staging = over;
  }

  wipe(effect: Extract<Effect, { kind: "wipe" }>): void {
    this.#ask(this.#options.plugStore.wipe(), "wiped", effect.ticket);
  }

  /** Another plug's record, in the old one's place. Rejects when it cannot be saved. */
  async renew(record: NvmRecord): Promise<void> {
    await this.#options.plugStore.save(record);
  }

  saveHome(record: HomeRecord): void {
    this.#options.homeStore.save(record).catch((error: Error) => this.#options.failed(error.message));
  }

  /** Power is gone: what was not durable yet never happens, and nobody waits for its answer. */
  cut(): void {
    this.#life++;
    this.#options.plugStore.drop();
  }

  #ask(answer: Promise<unknown>, kind: "saved" | "wiped", ticket: number): void {
    const life = this.#life;
    const { tell, failed } = this.#options;
    const inTurn =
      this.#staging === null ? answer : Promise.allSettled([answer, this.#staging]).then(() => answer);
    inTurn.then(
      (how) => {
        if (life === this.#life && how !== "dropped") tell({ kind, ticket });
      },
      (error: { code?: string; message: string }) => {
        if (life !== this.#life) return;
        failed(error.message);
        tell({ kind: "saveFailed", ticket, code: error.code ?? "unknown" });
      },
    );
  }
}
