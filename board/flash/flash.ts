import type { FirmwareImage } from "../emulated-uno/firmware.ts";
import { answers, type Entrance, enter, unreliable } from "./enter.ts";
import { FlashError } from "./flash-error.ts";
import { IDLE_PAGE, type Page, pagesOf } from "./pages.ts";
import { leave, Misheard, readPage, writePage } from "./stk500.ts";

/** What is being done, as it begins or goes on. */
export type FlashStep =
  /** Press the board's reset button within 30 s; told once for each time that it is needed. */
  | { readonly kind: "press" }
  | { readonly kind: "entered"; readonly baudRate: number }
  /** `done` of `of` pages. */
  | { readonly kind: "write" | "verify"; readonly done: number; readonly of: number };

/** For one page, and for reading all of them; each costs up to some seconds when the bootloader must be woken again. */
const TRIES = 5;
/** What a bootloader that is still there needs to answer. */
const RESYNC_PATIENCE = 200;

/**
 * Writes the image and reads all of it back. The first page holds an endless loop until every other page was found right, so that
 * a half-written program never runs. (Nothing helps against a power cut in the few ms in which the chip erases that page itself.)
 * @throws FlashError; its message says what the board holds
 */
export async function flash(
  entrance: Omit<Entrance, "askToPress">,
  image: FirmwareImage,
  tell: (step: FlashStep) => void,
): Promise<void> {
  const full: Entrance = { ...entrance, askToPress: () => tell({ kind: "press" }) };
  const [first, ...rest] = pagesOf(image.flash);
  const pages = [IDLE_PAGE, ...rest];
  let state = UNTOUCHED;
  try {
    tell({ kind: "entered", baudRate: await enter(full) });
    state = UNSURE;
    for (const [done, page] of pages.entries()) {
      tell({ kind: "write", done, of: pages.length });
      await write(full, page);
      // Before the old sketch is touched elsewhere.
      if (page === IDLE_PAGE) await verify(full, page);
      state = IDLE;
    }
    for (let turn = 1; ; turn++) {
      if (turn > TRIES) throw unreliable(full.place, "the check of all pages");
      if (!(await allRight(full, pages, tell))) continue;
      state = UNSURE;
      if (await rightAtOnce(full, first)) break;
    }
    state = WHOLE;
    await started(full);
  } catch (error) {
    if (!(error instanceof FlashError)) throw error;
    throw new FlashError(error.code, `${error.message} ${state(full.place)}`);
  }
}

/** What the board holds. */
type State = (place: string) => string;

const UNTOUCHED: State = () => "Nothing was written.";
const UNSURE: State = (place) => `The board's program may be incomplete now. ${remedy(place)}`;
const IDLE: State = (place) => `The board's program is incomplete now, and does nothing. ${remedy(place)}`;
const WHOLE: State = () => "The program is on the board, and every byte of it is right.";

const remedy = (place: string): string =>
  `Its bootloader is untouched: "plugbench flash --port ${place}" writes the whole program again.`;

/**
 * Whether all pages were right already. What is written may have gone to another page, for its address can be changed on the way as
 * any byte can: then all are to be read again.
 */
async function allRight(
  entrance: Entrance,
  pages: readonly Page[],
  tell: (step: FlashStep) => void,
): Promise<boolean> {
  let right = true;
  for (const [done, page] of pages.entries()) {
    tell({ kind: "verify", done, of: pages.length });
    if (!(await verify(entrance, page))) right = false;
  }
  return right;
}

/** Writes the page; whether that was certainly its place. */
async function rightAtOnce(entrance: Entrance, page: Page): Promise<boolean> {
  const tries = await write(entrance, page);
  return (await holds(entrance, page)) && tries === 1;
}

/** Gives how many tries it took. */
async function write(entrance: Entrance, page: Page): Promise<number> {
  let tries = 0;
  await persistently(entrance, page, () => {
    tries++;
    return writePage(entrance.line, page);
  });
  return tries;
}

/** Whether the page was right already; else it is now. */
async function verify(entrance: Entrance, page: Page): Promise<boolean> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await write(entrance, page);
    // A byte can be changed on its way back, and nothing on the line would notice: one look more, before anything is written.
    if ((await holds(entrance, page)) || (await holds(entrance, page))) return attempt === 0;
  }
  throw new FlashError(
    "mismatch",
    `The chip on ${entrance.place} keeps something else at ${hex(page.address)} than what was written, ${TRIES} times: its memory is damaged.`,
  );
}

async function holds(entrance: Entrance, page: Page): Promise<boolean> {
  const read = await persistently(entrance, page, () => readPage(entrance.line, page));
  return page.data.every((byte, at) => byte === read[at]);
}

async function persistently<T>(entrance: Entrance, page: Page, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Misheard)) throw error;
      if (attempt === TRIES) throw unreliable(entrance.place, `the page at ${hex(page.address)}`);
      // After a lost byte Optiboot mostly restarts; then only a reset brings it back.
      if (!(await answers(entrance.line, RESYNC_PATIENCE))) await enter(entrance);
    }
  }
}

/** Whoever opens the port next resets the board anyway. */
async function started({ line }: Entrance): Promise<void> {
  try {
    await leave(line);
  } catch (error) {
    if (!(error instanceof Misheard)) throw error;
  }
}

const hex = (address: number): string => `0x${address.toString(16).padStart(4, "0")}`;
