import { type FiveBoard, type IoPlugin, loadLibrary } from "./library.ts";

/** We keep the time with our own clock: johnny-five's alarm (default 10 s) is set to the longest timer. */
const NEVER_ALARM = 2 ** 31 - 1;

/** johnny-five's Board on an IO object that comes up in a later tick. Emits `ready` then. */
export function makeBoard<Io extends IoPlugin>(io: Io): FiveBoard<Io> {
  const { five } = loadLibrary();
  return new five.Board({ io, repl: false, debug: false, sigint: false, timeout: NEVER_ALARM });
}

/** johnny-five itself keeps every board for ever, and its alarm as long as it never became ready. */
export function forgetBoard(board: FiveBoard<IoPlugin>): void {
  const { cache } = loadLibrary().five.Board;
  const place = cache.indexOf(board);
  if (place >= 0) cache.splice(place, 1);
  if (board.timer) clearTimeout(board.timer);
}
