import type { Environment } from "../../config/read-settings.ts";
import type { Settings } from "../../config/settings.ts";
import type { Request } from "../../control/protocol.ts";
import type { Log } from "../../log.ts";
import { ask } from "../control/client.ts";
import { patienceFor } from "../ctl.ts";
import { visitPlug } from "../find-running.ts";
import { TAP } from "../live/host-keys.ts";
import type { KeyRequest } from "../live/key-control.ts";

/** What keys ask, of the plug that `settings` name: it is asked as `ctl` asks. */
export function askedOf(settings: Settings, env: Environment, log: Log): (request: KeyRequest) => void {
  const send = async (request: Request): Promise<void> => {
    const answer = await ask(await visitPlug(settings, env), request, patienceFor(request));
    if (!answer.ok) throw new Error(answer.message);
  };
  return (request) => {
    const asked: Request = request.do === "tap" ? { do: "hold", ms: TAP } : request;
    send(asked).catch((error: Error) =>
      log({ level: "warn", event: "refused", text: `Not done: ${error.message.replace(/\.$/, "")}.` }),
    );
  };
}
