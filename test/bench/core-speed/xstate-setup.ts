import { and, assign, setup, stateIn } from "xstate";
import {
  amazonSmartPlug,
  type Effect,
  factoryRecord,
  type Millis,
  type NvmRecord,
  type PlugInput,
} from "../../../firmware-sim/index.ts";

type Told = {
  [K in PlugInput["kind"]]: Omit<Extract<PlugInput, { kind: K }>, "kind"> & { type: K };
}[PlugInput["kind"]];
type Internal =
  | { type: "powered" | "booted" | "press" | "releasing" | "refuted" | "release" | "tap" | "rung" }
  | { type: "resetConfirmed" | "farewellOver" | "durable" | "reached" | "unreached" };
export type PlugEvent = Told | Internal;

export interface PlugContext {
  nvm: NvmRecord;
  ticket: number;
  awaited: number;
  farewells: number;
  topics: readonly string[];
  joining: { ssid: string; key: string; account: string | null } | null;
  pressedAt: number;
  upSince: number;
  lastEdge: number;
  rungShownAt: number;
  heldFor: Millis;
}

const { timings, rungs } = amazonSmartPlug;
const [mixed, armed] = rungs;
const ACCOUNT = 1;
const BROKER = 2;
export const FRESH: PlugContext = {
  nvm: factoryRecord("previous"),
  ticket: 0,
  awaited: 0,
  farewells: 0,
  topics: [],
  joining: null,
  pressedAt: 0,
  upSince: 0,
  lastEdge: 0,
  rungShownAt: 0,
  heldFor: 0 as Millis,
};

/** What the machine's states do and ask, and for how long. */
export function plugSetup(now: () => number, emit: (effect: Effect) => void) {
  const save = ({ context }: { context: PlugContext }) =>
    emit({ kind: "save", ticket: context.ticket, record: context.nvm });
  return setup({
    types: { context: {} as PlugContext, events: {} as PlugEvent },
    delays: {
      boot: 1500,
      setupWindow: timings.setupWindow.for,
      joinTimeout: timings.joinTimeout.for,
      networkLost: timings.networkLost.for,
      resetting: timings.resetting.for,
      deregisterTimeout: timings.deregisterTimeout.for,
      debounce: timings.debounce.for,
      stuckButton: timings.stuckButton.for,
      toMixed: ({ context }) => Math.max(0, context.pressedAt + mixed.at - now()),
      toArmed: ({ context }) => Math.max(0, context.pressedAt + armed.at - now()),
    },
    guards: {
      awaited: ({ context, event }) =>
        context.awaited !== 0 && "ticket" in event && event.ticket >= context.awaited,
      buttonCounts: and([stateIn({ supply: "running" }), ({ context }) => context.awaited >= 0]),
      wasTap: ({ context }) => context.heldFor <= timings.tapMax.for,
      rungWasShown: ({ context }) =>
        context.pressedAt + context.heldFor - context.rungShownAt >= armed.guard.for,
      saidFarewell: ({ context }) => context.farewells === 0,
      edgeDown: ({ event }) => event.type === "edge" && event.down,
      edgeUp: ({ event }) => event.type === "edge" && !event.down,
      resetIdle: stateIn({ reset: "idle" }),
      resetSeen: stateIn({ lifecycle: { resetting: "seen" } }),
    },
    actions: {
      forget: assign(({ context }) => ({ ...FRESH, nvm: context.nvm, ticket: context.ticket })),
      reborn: assign(FRESH),
      relayOff: () => emit({ kind: "relay", closed: false, source: "power" }),
      relayReset: () => emit({ kind: "relay", closed: false, source: "reset" }),
      relayTapped: ({ context }) =>
        emit({ kind: "relay", closed: !context.nvm.relayClosed, source: "button" }),
      keepRelay: assign(({ context }) => ({
        nvm: { ...context.nvm, relayClosed: !context.nvm.relayClosed },
        ticket: context.ticket + 1,
      })),
      save,
      noteTopics: assign(({ event }) => (event.type === "announced" ? { topics: event.topics } : {})),
      noteJoining: assign(({ event }) =>
        event.type === "provision"
          ? { joining: { ssid: event.ssid, key: event.key, account: event.account } }
          : {},
      ),
      join: ({ context }) => emit({ kind: "join", ...context.joining! }),
      keepCredentials: assign(({ context }) => ({
        nvm: {
          ...context.nvm,
          wifi: { ssid: context.joining!.ssid, key: context.joining!.key },
          account: context.joining!.account,
        },
        ticket: context.ticket + 1,
        awaited: context.ticket + 1,
      })),
      setupDone: () => emit({ kind: "notice", notice: "setupDone" }),
      setupOpened: () => emit({ kind: "notice", notice: "setupOpened" }),
      setupEnded: () => emit({ kind: "notice", notice: "setupEnded" }),
      setupFailed: () => emit({ kind: "notice", notice: "setupFailed", reason: "network_lost" }),
      awaitNothing: assign({ awaited: 0, joining: null }),
      leave: () => emit({ kind: "leave" }),
      notePress: assign(() => ({ pressedAt: now() })),
      initialPress: () => emit({ kind: "gesture", gesture: "initialPress" }),
      noteUp: assign(({ context }) => ({
        upSince:
          context.upSince === 0 || now() - context.lastEdge >= timings.debounce.for ? now() : context.upSince,
        lastEdge: now(),
      })),
      noteDown: assign(() => ({ lastEdge: now() })),
      noteHeld: assign(({ context }) => ({
        heldFor: (context.upSince - context.pressedAt) as Millis,
        upSince: 0,
      })),
      rungShown: assign(() => ({ rungShownAt: now() })),
      longPress: (_, { rung }: { rung: string }) => emit({ kind: "gesture", gesture: "longPress", rung }),
      shortRelease: ({ context }) =>
        emit({ kind: "gesture", gesture: "shortRelease", heldFor: context.heldFor }),
      longRelease: ({ context }, { rung, cancelled }: { rung: string | null; cancelled: boolean }) =>
        emit({ kind: "gesture", gesture: "longRelease", heldFor: context.heldFor, rung, cancelled }),
      stuck: () => emit({ kind: "notice", notice: "buttonStuck" }),
      intend: assign(({ context }) => ({
        nvm: {
          ...factoryRecord("previous", context.nvm.owedGoodbye),
          intent: { kind: "factory" as const, linkUp: true, goodbyeTopics: context.topics },
        },
        ticket: context.ticket + 1,
        awaited: context.ticket + 1,
      })),
      resetBegun: () =>
        emit({ kind: "notice", notice: "resetBegun", reset: "factory", linkUp: true, removal: true }),
      oweFarewells: assign({ awaited: 0, farewells: ACCOUNT | BROKER }),
      bidFarewell: ({ context }) => {
        emit({ kind: "deregister" });
        emit({ kind: "goodbye", topics: context.nvm.intent!.goodbyeTopics });
      },
      heardAccount: assign(({ context }) => ({ farewells: context.farewells & ~ACCOUNT })),
      heardBroker: assign(({ context }) => ({ farewells: context.farewells & ~BROKER })),
      newTicket: assign(({ context }) => ({ ticket: context.ticket + 1, awaited: context.ticket + 1 })),
      wipe: ({ context }) => emit({ kind: "wipe", ticket: context.ticket }),
      factory: assign(({ context }) => ({
        nvm: factoryRecord("previous"),
        ticket: context.ticket + 1,
        awaited: context.ticket + 1,
      })),
      resetDone: () => emit({ kind: "notice", notice: "resetDone", removed: true, owedGoodbye: 0 }),
    },
  });
}
