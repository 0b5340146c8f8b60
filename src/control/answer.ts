import type { Profile, Source } from "../../firmware-sim/index.ts";
import { loadText } from "../config/load-words.ts";
import type { Command, Outcome } from "../runtime/command.ts";
import type { Host } from "../runtime/host.ts";
import type { PlugTime } from "../runtime/plug-time.ts";
import type { Calendar } from "../runtime/schedule/calendar.ts";
import { outletOf } from "../runtime/words.ts";
import { AIR_WORDS, START_UP_WORDS } from "../view/words/outlet-words.ts";
import { answerAccount } from "./account.ts";
import { answerButtons } from "./buttons.ts";
import { answerFaults, faultsText, faultWords } from "./fault.ts";
import { answerFirmware } from "./firmware.ts";
import { hold } from "./hold.ts";
import { advance, during } from "./passing.ts";
import { type Answer, type Request, refusedAnswer } from "./protocol.ts";
import { answerSchedules } from "./schedules.ts";
import { type KeyOf, setup } from "./setup.ts";
import { type PlugIdentity, stateResult, stateText } from "./state.ts";
import { wait } from "./wait.ts";
import type { WiringDesk } from "./wiring.ts";

/** Answers one request; `gone` is aborted when who asked has left. */
export type Answerer = (request: Request, gone: AbortSignal) => Promise<Answer>;

export interface Answering {
  readonly host: Host;
  readonly time: PlugTime;
  readonly calendar: Calendar;
  readonly identity: PlugIdentity;
  readonly keyOf: KeyOf;
  /** Who asks. */
  readonly source: Extract<Source, "ctl" | "page">;
  /** Removes from the broker what a plug that is gone left there. */
  readonly forget: () => Promise<Outcome>;
  readonly report: (form: "text" | "json") => Promise<Answer>;
  /** Where its page is served, with the key to it; absent where it has none. */
  readonly page?: () => string | undefined;
  /** Absent where there are no wires. */
  readonly wiring?: Pick<WiringDesk, "answer"> | undefined;
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
        return during(time, gone, () => hold(host, clock, request, gone));
      case "press":
      case "release":
        return answerButtons(host, request);
      case "setup":
        return during(time, gone, () => setup(host, clock, plug.keyOf, request));
      case "wait":
        return during(time, gone, () => wait(host, clock, request.for, request.ms, gone));
      case "advance":
        return advance(host, time, request.ms, gone);
      case "faults":
        return answerFaults(host.snapshot);
      case "account":
        return answerAccount(host.profile, host.snapshot.home.accounts);
      case "schedules":
        return answerSchedules(host, { calendar: plug.calendar, wall: time.wall }, request.about);
      case "firmware":
        return answerFirmware(host, request.about);
      case "wiring":
        return (
          plug.wiring?.answer(request.about, gone) ?? refusedAnswer("no_effect", "this board has no wires")
        );
      case "forget": {
        const outcome = await plug.forget();
        return outcome.ok
          ? { ok: true, message: "The broker holds nothing of this plug any more." }
          : outcome;
      }
      case "state":
        return {
          ok: true,
          message: stateText(identity, host.snapshot, clock.now()),
          result: stateResult(identity, host.snapshot, clock.now()),
        };
      case "report":
        return plug.report(request.form);
      case "page":
        return answerPage(plug.page?.());
      case "stop":
        await plug.stop();
        return { ok: true, message: `Stopped ${identity.id}: relay open, LED dark.` };
      default:
        return told(host, request, plug.source);
    }
  };
}

const answerPage = (address: string | undefined): Answer =>
  address === undefined
    ? refusedAnswer("no_effect", "the plug runs without a page: start it without --page off")
    : { ok: true, message: address, result: { address } };

type Direct = Exclude<
  Request,
  {
    do:
      | "press"
      | "release"
      | "hold"
      | "setup"
      | "wait"
      | "advance"
      | "faults"
      | "account"
      | "schedules"
      | "firmware"
      | "wiring"
      | "forget"
      | "state"
      | "report"
      | "page"
      | "stop";
  }
>;

function told(host: Host, request: Direct, source: Source): Answer {
  const command: Command = request.do === "relay" ? { ...request, source } : request;
  const outcome = host.command(command);
  if (!outcome.ok) return outcome;
  return { ok: true, message: outcome.note ?? sentence(request, host, source) };
}

function sentence(request: Direct, host: Host, source: Source): string {
  switch (request.do) {
    case "app":
      return `Begun in the app: ${host.profile.app[request.action]!.reset} reset.`;
    case "voice":
      return request.says === "factory reset" && source === "ctl"
        ? `${SAID[request.says]} plugbench ctl say yes, or no.`
        : SAID[request.says];
    case "relay":
      return `The outlet is ${outletOf(host.snapshot)}.`;
    case "power":
      return request.to === "on" ? "Plugged in." : "Unplugged.";
    case "wifi":
      return `The home's Wi-Fi is ${request.to}.`;
    case "cloud":
      return `The simulated cloud is ${request.to}.`;
    case "removeFromAccount":
      return removalWords(host.profile);
    case "fault":
      return source === "ctl"
        ? `In force: ${faultWords(request.fault)}. plugbench ctl fault clear ${request.fault.kind} undoes it.`
        : `In force: ${faultWords(request.fault)}.`;
    case "clearFault":
      return `Cleared. Faults: ${faultsText(host.snapshot)}.`;
    case "load":
      return request.load === null
        ? "Nothing is plugged in."
        : `Plugged into the outlet: ${loadText(request.load)}.`;
    case "air":
      return `The plug stands ${AIR_WORDS[request.to]}.`;
    case "resetEnergy":
      return "The plug counts its energy from 0.";
    case "startUp":
      return `After a power cut the outlet is ${START_UP_WORDS[request.to]}.`;
    case "identify":
      return "The lamp shows which plug it is.";
    case "remedy":
      return "Tried.";
  }
}

/** What comes of saying so. */
const SAID = {
  "factory reset": "It asks whether it is really to be reset.",
  yes: "It begins to reset itself.",
  no: "Nothing is reset.",
} as const;

const removalWords = ({ app }: Profile): string =>
  Object.hasOwn(app, "remove")
    ? "No account lists the plug. It resets itself as soon as it hears of it."
    : "No account lists the plug. The plug itself was not told.";
