import { type Bootloader, Misheard, OutOfOrder } from "./bootloader.ts";
import { answers, type Entrance, enter, unreliable } from "./enter.ts";
import { FlashError } from "./flash-error.ts";
import type { Page } from "./pages.ts";

/** For one page, and for all of them; each costs up to some seconds when the bootloader must be woken again. */
export const TRIES = 5;
/** What a bootloader that is still there needs to answer. */
const RESYNC_PATIENCE = 200;

/** All pages are to be written again from the first on; `reason`: what to say when that happens again and again. */
export class StartOver extends Error {
  readonly reason: FlashError;
  constructor(reason: FlashError) {
    super(reason.message);
    this.reason = reason;
  }
}

/** Page by page, with as many tries as a bad line needs. Its methods throw FlashError. */
export class PageWriter {
  readonly #entrance: Entrance;
  #bootloader: Bootloader;

  constructor(entrance: Entrance, bootloader: Bootloader) {
    this.#entrance = entrance;
    this.#bootloader = bootloader;
  }

  /** Gives how many tries it took. @throws StartOver */
  async write(page: Page, reason = this.#tooBad(page)): Promise<number> {
    let tries = 0;
    try {
      await this.#persistently(page, (bootloader) => {
        tries++;
        return bootloader.write(page);
      });
    } catch (error) {
      throw error instanceof OutOfOrder ? new StartOver(reason) : error;
    }
    return tries;
  }

  /** Whether the page was right already; else it is now. @throws StartOver */
  async verify(page: Page): Promise<boolean> {
    const damaged = new FlashError(
      "mismatch",
      `The chip on ${this.#entrance.place} keeps something else at ${hex(page.address)} than what was written, ${TRIES} times: its memory is damaged.`,
    );
    for (let attempt = 0; attempt < TRIES; attempt++) {
      if (attempt > 0) await this.write(page, damaged);
      // A byte can be changed on its way back, and nothing on the line would notice: one look more, before anything is written.
      if ((await this.holds(page)) || (await this.holds(page))) return attempt === 0;
    }
    throw damaged;
  }

  async holds(page: Page): Promise<boolean> {
    const read = await this.#persistently(page, (bootloader) => bootloader.read(page));
    return page.data.every((byte, at) => byte === read[at]);
  }

  /** Whoever opens the port next resets the board anyway. */
  async start(): Promise<void> {
    try {
      await this.#bootloader.leave();
    } catch (error) {
      if (!(error instanceof Misheard)) throw error;
    }
  }

  async #persistently<T>(page: Page, work: (bootloader: Bootloader) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(this.#bootloader);
      } catch (error) {
        if (!(error instanceof Misheard)) throw error;
        if (attempt === TRIES) throw this.#tooBad(page);
        // After a lost byte Optiboot mostly restarts; then only a reset brings it back.
        if (!(await answers(this.#bootloader, RESYNC_PATIENCE)))
          this.#bootloader = (await enter(this.#entrance)).bootloader;
      }
    }
  }

  #tooBad(page: Page): FlashError {
    return unreliable(this.#entrance.place, `the page at ${hex(page.address)}`);
  }
}

const hex = (address: number): string => `0x${address.toString(16).padStart(4, "0")}`;
