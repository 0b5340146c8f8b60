import type { Entry } from "../../../src/log.ts";
import type { Message } from "../../../src/mqtt/connection/message.ts";
import { shellyDialect } from "../../../src/mqtt/shelly/shelly.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { StubPlug } from "../rpc/stub-plug.ts";

export const PREFIX = "shellyplusplugs-aabbccddeeff";

/** The dialect alone, with what it says and logs. */
export function shellyRig() {
  const plug = new StubPlug();
  const clock = new ManualClock();
  const said: Message[] = [];
  const logged: Entry[] = [];
  const dialect = shellyDialect({
    identity: {
      id: "plug-1",
      base: "plugbench",
      serial: "aabbccddeeff",
      version: "1.2.3",
      board: "virtual",
      started: "2026-01-01T00:00:00.000Z",
    },
    clock,
    pace: clock,
    wall: () => new Date(1_700_000_000_129),
    log: (entry) => logged.push(entry),
    voice: { changed: () => {}, say: (message) => said.push(message) },
    obey: plug.obey,
  });
  plug.followedBy((now, before) => dialect.follow(now, before));
  return { plug, clock, dialect, said, logged };
}
