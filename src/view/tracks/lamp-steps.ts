import {
  type ColorName,
  changeAfter,
  colorAt,
  earlier,
  type Instant,
  millis,
} from "../../../firmware-sim/index.ts";
import type { LampSpan, Span } from "../tracks.ts";

/** The colours that a lamp showed in turn, as its pattern has them; neighbours may be of one colour. */
export function* lampSteps({
  pattern,
  since,
  from,
  to,
}: LampSpan): Generator<Span & { readonly color: ColorName }> {
  for (let at: Instant = from; at < to; ) {
    const end = earlier(changeAfter(pattern, since, at), to);
    yield { from: at, to: end, color: colorAt(pattern, millis(at - since)) };
    at = end;
  }
}
