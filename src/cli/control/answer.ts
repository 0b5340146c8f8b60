import type { Command, Outcome } from "../../runtime/command.ts";
import type { Host } from "../../runtime/host.ts";
import type { PlugTime } from "../plug-time.ts";
import { faultsText, faultWords } from "./fault.ts";
import { hold } from "./hold.ts";
import { advance, during } from "./passing.ts";
import type { Answer, Request } from "./protocol.ts";
import type { DiagnosticReport } from "./report.ts";
import { reportText } from "./report-text.ts";
import type { Answerer } from "./server.ts";
import { type KeyOf, setup } from "./setup.ts";
import { type PlugIdentity, stateResult, stateText } from "./state.ts";
import { wait } from "./wait.ts";

export interface Answering {
  readonly host: Host;
  readonly time: PlugTime;
  readonly identity: PlugIdentity;
  readonly keyOf: KeyOf;
  /** Removes from the broker what a plug that is gone left there. */
  readonly forget: () => Promise<Outcome>;
  readonly report: () => Promise<DiagnosticReport>;
  /** Ends the plug; resolves when all is safe and its state may be used by another process. */
  readonly stop: () => Promise<void>;
}

/** Answers what `ctl` asks, with the same commands as every other way in. */
export function answererFor(plug: Answering): Answerer {
  const { host, time, identity } = plug;
  const { clock } = time;
  return async (request, gone) => {
    switch (request.do) {
      case "hold":
        return during(time, gone, () => hold(host, host.profile, clock, request.ms, gone));
      case "setup":
        return during(time, gone, () => setup(host, clock, plug.keyOf, request));
      case "wait":
        return during(time, gone, () => wait(host, clock, request.for, request.ms, gone));
      case "advance":
        return advance(host, time, request.ms, gone);
      case "faults": {
        const { faults } = host.snapshot;
        return { ok: true, message: `Faults: ${faultsText(faults)}.`, result: { faults } };
      }
      case "forget": {
        const outcome = await plug.forget();
        return outcome.ok
          ? { ok: true, message: "The broker holds nothing of this plug any more." }
          : outcome;
      }
      case "state":
        return {
          ok: true,
          message: stateText(identity, host.snapshot),
          result: stateResult(identity, host.snapshot, clock.now()),
        };
      case "report": {
        const report = await plug.report();
        return request.form === "json"
          ? { ok: true, message: "", result: report }
          : { ok: true, message: reportText(report) };
      }
      case "stop":
        await plug.stop();
        return { ok: true, message: `Stopped ${identity.id}: relay open, LED dark.` };
      default:
        return told(host, request);
    }
  };
}

type Direct = Exclude<
  Request,
  { do: "hold" | "setup" | "wait" | "advance" | "faults" | "forget" | "state" | "report" | "stop" }
>;

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
    case "fault":
      return `In force: ${faultWords(request.fault)}. plugbench ctl fault clear ${request.fault.kind} undoes it.`;
    case "clearFault":
      return `Cleared. Faults: ${faultsText(host.snapshot.faults)}.`;
  }
}
