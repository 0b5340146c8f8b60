import type { DeviceLink, HomeStore, PlugStore } from "./ports.ts";

/** Counts what the plug has asked its surroundings for and has no answer to yet. */
export class UnderWay {
  #count = 0;

  get busy(): boolean {
    return this.#count > 0;
  }

  /** Counts `work` until it has settled. */
  watch<T>(work: Promise<T>): Promise<T> {
    this.#count++;
    const ended = (): void => {
      this.#count--;
    };
    work.then(ended, ended);
    return work;
  }

  plugStore(store: PlugStore): PlugStore {
    return {
      load: () => this.watch(store.load()),
      save: (record) => this.watch(store.save(record)),
      stage: (slot, image) => this.watch(store.stage(slot, image)),
      wipe: () => this.watch(store.wipe()),
      drop: () => store.drop(),
    };
  }

  homeStore(store: HomeStore): HomeStore {
    return { save: (record) => this.watch(store.save(record)) };
  }

  /** Not `payOwed`, which waits for a broker for as long as there is none. */
  deviceLink(link: DeviceLink): DeviceLink {
    return {
      retainedTopics: link.retainedTopics,
      up: () => link.up(),
      down: (how) => link.down(how),
      goodbye: (topics) => this.watch(link.goodbye(topics)),
      payOwed: (topics) => link.payOwed(topics),
      close: () => link.close(),
    };
  }
}
