import { done, type Outcome, refused } from "./command.ts";
import type { HostOptions } from "./host-options.ts";

/** Presses the Action button of a board that is there, or lets it go. `edge`: where a board's real button does so too. */
export function moveFinger(
  down: boolean,
  { board, allowVirtualButton }: Pick<HostOptions, "board" | "allowVirtualButton">,
  edge: () => void,
): Outcome {
  const { finger } = board;
  if (finger !== undefined) down ? finger.press() : finger.release();
  else if (allowVirtualButton) edge();
  else
    return refused(
      "forbidden",
      "this board has a real button: press that one, or start with --allow-virtual-button",
    );
  return done;
}
