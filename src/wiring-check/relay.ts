import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoName } from "../../board/pins/uno-name.ts";
import { type Finding, fail, ok } from "./finding.ts";

/** What came of asking the relay, open until then, to close. */
export interface RelaySights {
  /** It was heard; of the board's own LED there is nothing to hear. */
  readonly clicked: boolean;
  /** The lamp that it switches, or the board's own LED, is lit now. */
  readonly closed: boolean;
}

export function judgeRelay({ relay }: PinMap, { clicked, closed }: RelaySights): Finding {
  const pin = `pin ${unoName(relay.pin)}`;
  if (!relay.fitted)
    return closed
      ? ok("The board's own LED, marked L, shows the outlet.")
      : fail(`The board's own LED, marked L, does not follow ${pin}: take every wire out of ${pin}.`);
  if (!clicked)
    return fail(
      `The relay does nothing: VCC goes to 5V, GND to GND and IN to ${pin}. Without a relay, add --relay none.`,
    );
  if (closed) return ok(`The relay works on ${pin}, active ${relay.active}.`);
  const active = relay.active === "high" ? "low" : "high";
  return fail(
    `The relay opens when it is to close: it is active ${active}, and the pin map says ${relay.active}. The wires stay as ` +
      `they are; add --relay active-${active}. (Is its lamp wired to NC? Then move that wire to NO instead.)`,
    (now) => ({ ...now, relay: { ...now.relay, active } }),
  );
}
