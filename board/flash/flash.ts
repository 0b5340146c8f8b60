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

/** For one page; each costs up to some seconds when the bootloader must be woken again. */
const TRIES = 5;
/** What a bootloader that is still there needs to answer. */
const RESYNC_PATIENCE = 200;

/**
 * Writes the image and reads all of it back. The first page holds an endless loop until every other page was found right, so that
 * a half-written program never runs.
 * @throws FlashError; its message says what the board holds
 */
export async function flash(
  entrance: Omit<Entrance, "askToPress">,
  image: FirmwareImage,
  tell: (step: FlashStep) => void,
): Promise<void> {
  const full: Entrance = { ...entrance, askToPress: () => tell({ kind: "press" }) };
  const [first, ...rest] = pagesOf(image.flash);
  const of = rest.length + 1;
  let begun = false;
  try {
    tell({ kind: "entered", baudRate: await enter(full) });
    begun = true;
    for (const [done, page] of [IDLE_PAGE, ...rest].entries()) {
      tell({ kind: "write", done, of });
      await write(full, page);
    }
    for (const [done, page] of [...rest, first].entries()) {
      tell({ kind: "verify", done, of });
      if (page === first) await write(full, page);
      await verify(full, page);
    }
    await started(full);
  } catch (error) {
    if (!(error instanceof FlashError)) throw error;
    throw new FlashError(
      error.code,
      `${error.message} ${begun ? halfWritten(full.place) : "Nothing was written."}`,
    );
  }
}

const halfWritten = (place: string): string =>
  "The board's program is incomplete now, and does nothing. Its bootloader is untouched: " +
  `"plugbench flash --port ${place}" writes the whole program again.`;

const write = (entrance: Entrance, page: Page): Promise<void> =>
  persistently(entrance, page, () => writePage(entrance.line, page));

async function verify(entrance: Entrance, page: Page): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    // A byte can be changed on its way in either direction, and nothing on the line would notice.
    if (attempt > 0) await write(entrance, page);
    const read = await persistently(entrance, page, () => readPage(entrance.line, page));
    if (page.data.every((byte, at) => byte === read[at])) return;
  }
  throw new FlashError(
    "mismatch",
    `The chip on ${entrance.place} keeps something else at ${hex(page.address)} than what was written, ${TRIES} times: its memory is damaged.`,
  );
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
