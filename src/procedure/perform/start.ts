import type { Start } from "../../testing/start.ts";
import { isAct, type Procedure } from "../plan.ts";

/** Without power: somebody has yet to plug it in. */
export const isUnplugged = (start: Start): boolean => start === "boxed" || start === "unplugged";

/** How a procedure begins that does not say: without power where its first act is to plug in. */
export function defaultStart({ steps }: Procedure): Start {
  const first = steps
    .flatMap(({ sentences }) => sentences)
    .flatMap(({ reading }) => (reading.kind === "statements" ? reading.statements : []))
    .find(isAct);
  return first?.do === "plugIn" ? "unplugged" : "online";
}
