import { BoardError, type BoardPort } from "../../../board/port.ts";
import { spanText } from "../../config/duration.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import type { Trace } from "../../trace/read.ts";
import type { ExitCode } from "../failure.ts";
import type { Io } from "../io.ts";
import { type BoardChoice, openBoard, openingText } from "../run/open-board.ts";
import { StopRequest } from "../run/stop-request.ts";
import { play } from "./play.ts";

/**
 * Shows a recorded plug on the lamp and the relay of a board, as fast as it was. Exit code 1 when it was stopped before the end.
 * @throws BoardError
 */
export async function show(trace: Trace, choice: BoardChoice, io: Io): Promise<ExitCode> {
  const { header, events } = trace;
  const length = spanText((events.at(-1)?.at ?? header.at) - header.at);
  const stop = new StopRequest();
  try {
    io.out(`${openingText(choice) ?? ""}\n`.trimStart());
    const board = await openBoard(choice, systemClock);
    try {
      io.out(`Showing ${length} on ${board.name}; Ctrl-C stops.\n`);
      const whole = await Promise.race([play(trace, board, systemClock, stop.signal), lost(board)]);
      io.out(whole ? "That is all.\n" : "Stopped before the end.\n");
      return whole ? 0 : 1;
    } finally {
      await board.close();
    }
  } finally {
    stop.dispose();
  }
}

const lost = (board: BoardPort): Promise<never> =>
  new Promise((_, reject) => {
    board.onLost((reason) =>
      reject(new BoardError("lost", `The board is gone (${reason}): put it back, and replay again.`)),
    );
  });
