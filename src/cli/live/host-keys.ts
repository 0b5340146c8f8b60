import { after, type Cancel, type Clock, millis } from "../../../firmware-sim/index.ts";
import type { Log } from "../../log.ts";
import type { Command } from "../../runtime/command.ts";
import type { Host } from "../../runtime/host.ts";
import type { KeyRequest } from "./key-control.ts";

/** How long the key for a short press holds the button: within every profile's `tapMax`, and well above its debounce. */
export const TAP = millis(120);

/** What keys ask, of a plug in this process. */
export function hostKeys(
  host: Host,
  clock: Clock,
  log: Log,
): { ask: (request: KeyRequest) => void; end: Cancel } {
  let cancelTap: Cancel = () => {};
  const command = (asked: Command): void => {
    const outcome = host.command(asked);
    if (!outcome.ok) log({ level: "warn", event: "refused", text: `Not done: ${outcome.message}.` });
  };
  const ask = (request: KeyRequest): void => {
    if (request.do === "setup") command({ do: "provision" });
    else if (request.do === "tap") {
      command({ do: "press" });
      cancelTap = clock.wakeAt(after(clock.now(), TAP), () => host.command({ do: "release" }));
    } else command(request);
  };
  return { ask, end: () => cancelTap() };
}
