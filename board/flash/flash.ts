import { type Entrance, enter, unreliable } from "./enter.ts";
import { FlashError } from "./flash-error.ts";
import { PageWriter, StartOver, TRIES } from "./page-writer.ts";
import { idlePage, type Page, pagesOf } from "./pages.ts";

/** What is being done, as it begins or goes on. */
export type FlashStep =
  /** Press the board's reset button within 30 s; told once for each time that it is needed. */
  | { readonly kind: "press" }
  /** "ATmega328P", "StandardFirmata 2.5" */
  | { readonly kind: "entered"; readonly chip: string; readonly firmware: string; readonly baudRate: number }
  /** `done` of `of` pages. */
  | { readonly kind: "write" | "verify"; readonly done: number; readonly of: number };

type Tell = (step: FlashStep) => void;

/**
 * Writes the chip's firmware and reads all of it back. The first page holds an endless loop until every other page was found right,
 * so that a half-written program never runs. (Nothing helps against a power cut in the few ms in which the chip erases that page itself.)
 * @throws FlashError, whose message says what the board holds; FirmwareError
 */
export async function flash(entrance: Omit<Entrance, "askToPress">, tell: Tell): Promise<void> {
  const full: Entrance = { ...entrance, askToPress: () => tell({ kind: "press" }) };
  const course: Course = { place: full.place, state: UNTOUCHED, tell };
  try {
    const { way, bootloader } = await enter(full);
    const { name, pageBytes, firmware } = way.chip;
    const image = firmware();
    tell({ kind: "entered", chip: name, firmware: image.name, baudRate: way.baudRate });
    const writer = new PageWriter({ ...full, ways: [way] }, bootloader);
    for (let turn = 1; ; turn++) {
      try {
        await writeAll(course, writer, pagesOf(image.flash, pageBytes), idlePage(pageBytes));
        break;
      } catch (error) {
        if (!(error instanceof StartOver)) throw error;
        if (turn === TRIES) throw error.reason;
      }
    }
    course.state = WHOLE;
    await writer.start();
  } catch (error) {
    if (!(error instanceof FlashError)) throw error;
    throw new FlashError(error.code, `${error.message} ${course.state(full.place)}`);
  }
}

interface Course {
  readonly place: string;
  /** What the board holds. */
  state: (place: string) => string;
  readonly tell: Tell;
}

type State = Course["state"];

const UNTOUCHED: State = () => "Nothing was written.";
const UNSURE: State = (place) => `The board's program may be incomplete now. ${remedy(place)}`;
const IDLE: State = (place) => `The board's program is incomplete now, and does nothing. ${remedy(place)}`;
const WHOLE: State = () => "The program is on the board, and every byte of it is right.";

const remedy = (place: string): string =>
  `Its bootloader is untouched: "plugbench flash --port ${place}" writes the whole program again.`;

async function writeAll(
  course: Course,
  writer: PageWriter,
  [first, ...rest]: readonly [Page, ...Page[]],
  idle: Page,
): Promise<void> {
  const pages = [idle, ...rest];
  course.state = UNSURE;
  for (const [done, page] of pages.entries()) {
    course.tell({ kind: "write", done, of: pages.length });
    await writer.write(page);
    // Before the old sketch is touched elsewhere.
    if (page === idle) await writer.verify(page);
    course.state = IDLE;
  }
  for (let turn = 1; ; turn++) {
    if (turn > TRIES) throw unreliable(course.place, "the check of all pages");
    if (!(await allRight(writer, pages, course.tell))) continue;
    course.state = UNSURE;
    if (await rightAtOnce(writer, first)) break;
  }
}

/**
 * Whether all pages were right already. What is written may have gone to another page, for its address can be changed on the way as
 * any byte can: then all are to be read again.
 */
async function allRight(writer: PageWriter, pages: readonly Page[], tell: Tell): Promise<boolean> {
  let right = true;
  for (const [done, page] of pages.entries()) {
    tell({ kind: "verify", done, of: pages.length });
    if (!(await writer.verify(page))) right = false;
  }
  return right;
}

/** Writes the page; whether that was certainly its place. */
async function rightAtOnce(writer: PageWriter, page: Page): Promise<boolean> {
  const tries = await writer.write(page);
  return (await writer.holds(page)) && tries === 1;
}
