import { type Clock, millis, type Profile } from "../../../firmware-sim/index.ts";
import type { Command } from "../../runtime/command.ts";
import type { Host } from "../../runtime/host.ts";
import { hold } from "./hold.ts";
import type { Answer, Request } from "./protocol.ts";
import type { Answerer } from "./server.ts";
import { setup } from "./setup.ts";
import { type PlugIdentity, stateResult, stateText } from "./state.ts";

export interface Answering {
  readonly host: Host;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly identity: PlugIdentity;
  /** The plug's, for the keys of Wi-Fi passwords. */
  readonly salt: string;
  /** Ends the plug; resolves when all is safe and its state may be used by another process. */
  readonly stop: () => Promise<void>;
}

/** Answers what `ctl` asks, with the same commands as every other way in. */
export function answererFor(plug: Answering): Answerer {
  const { host, profile, clock, identity } = plug;
  return async (request, gone) => {
    switch (request.do) {
      case "hold":
        return hold(host, profile, clock, millis(request.ms), gone);
      case "setup":
        return setup(host, clock, plug.salt, request);
      case "state":
        return {
          ok: true,
          message: stateText(identity, host.snapshot),
          result: stateResult(identity, host.snapshot, clock.now()),
        };
      case "stop":
        await plug.stop();
        return { ok: true, message: `Stopped ${identity.id}: relay open, LED dark.` };
      default:
        return told(host, request);
    }
  };
}

type Direct = Exclude<Request, { do: "hold" | "setup" | "state" | "stop" }>;

function told(host: Host, request: Direct): Answer {
  const command: Command = request.do === "relay" ? { ...request, source: "ctl" } : request;
  const outcome = host.command(command);
  if (!outcome.ok) return outcome;
  return { ok: true, message: sentence(request, host) };
}

function sentence(request: Direct, host: Host): string {
  switch (request.do) {
    case "press":
      return "The button is down: plugbench ctl release lets it go.";
    case "release":
      return "The button is up.";
    case "relay":
      return `The outlet is ${host.snapshot.relay.closed ? "on" : "off"}.`;
    case "power":
      return request.to === "on" ? "Plugged in." : "Unplugged.";
    case "wifi":
      return `The home's Wi-Fi is ${request.to}.`;
    case "cloud":
      return `The simulated cloud is ${request.to}.`;
    case "removeFromAccount":
      return "No account lists the plug. The plug itself was not told.";
  }
}
