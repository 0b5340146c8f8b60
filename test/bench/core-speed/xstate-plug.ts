import { raise } from "xstate";
import { amazonSmartPlug, type Effect } from "../../../firmware-sim/index.ts";
import { FRESH, plugSetup } from "./xstate-setup.ts";

const [mixed, armed] = amazonSmartPlug.rungs;

/** The same plug as an XState machine: parallel regions, guards, and `after` for what comes later. */
export function plugMachine(now: () => number, emit: (effect: Effect) => void) {
  return plugSetup(now, emit).createMachine({
    context: FRESH,
    type: "parallel",
    states: {
      supply: {
        initial: "off",
        states: {
          off: { on: { powered: { target: "booting", actions: "reborn" } } },
          booting: {
            after: { boot: { target: "running", actions: raise({ type: "booted" }) } },
            on: { powerLost: { target: "off", actions: "forget" } },
          },
          running: { on: { powerLost: { target: "off", actions: "forget" } } },
        },
      },
      network: {
        initial: "down",
        on: { announced: { actions: "noteTopics" } },
        states: {
          down: { on: { linkUp: "local" } },
          local: {
            on: {
              cloudUp: { target: "cloud", actions: raise({ type: "reached" }) },
              linkDown: "down",
              powerLost: "down",
            },
          },
          cloud: {
            on: {
              cloudDown: { target: "local", actions: raise({ type: "unreached" }) },
              linkDown: { target: "down", actions: raise({ type: "unreached" }) },
              powerLost: "down",
            },
          },
        },
      },
      reset: {
        initial: "idle",
        on: { powerLost: ".idle" },
        states: {
          idle: { on: { resetConfirmed: { target: "intent", actions: ["intend", "save", "resetBegun"] } } },
          intent: {
            on: {
              saved: { guard: "awaited", target: "farewell", actions: ["oweFarewells", "bidFarewell"] },
            },
          },
          farewell: {
            on: {
              deregistered: { actions: "heardAccount" },
              goodbyeDone: { actions: "heardBroker" },
            },
            always: { guard: "saidFarewell", target: "wiping" },
            after: { deregisterTimeout: "wiping" },
            exit: ["leave"],
          },
          wiping: {
            entry: ["newTicket", "wipe"],
            on: { wiped: { guard: "awaited", target: "committing", actions: ["factory", "save"] } },
          },
          committing: {
            on: {
              saved: {
                guard: "awaited",
                target: "idle",
                actions: ["awaitNothing", raise({ type: "durable" })],
              },
            },
          },
        },
      },
      lifecycle: {
        initial: "off",
        on: { powerLost: ".off" },
        states: {
          off: { on: { booted: "unprovisioned" } },
          unprovisioned: {
            initial: "setup",
            on: { resetConfirmed: "resetting" },
            states: {
              setup: {
                entry: "setupOpened",
                on: { provision: { target: "joining", actions: ["noteJoining", "join"] } },
                after: { setupWindow: { target: "idle", actions: "setupEnded" } },
              },
              idle: { on: { tap: "setup" } },
              joining: {
                on: {
                  joined: { actions: ["keepCredentials", "save"] },
                  saved: {
                    guard: "awaited",
                    target: "#online",
                    actions: ["awaitNothing", "setupDone"],
                  },
                  joinFailed: { target: "setup", actions: ["leave", "setupFailed"] },
                  linkDown: { target: "setup", actions: ["leave", "setupFailed"] },
                },
                after: { joinTimeout: { target: "setup", actions: ["leave", "setupFailed"] } },
              },
            },
          },
          provisioned: {
            initial: "online",
            on: { resetConfirmed: "resetting" },
            states: {
              online: {
                id: "online",
                initial: "reached",
                states: {
                  reached: { on: { unreached: "unreached" } },
                  unreached: { on: { reached: "reached" }, after: { networkLost: "#offline" } },
                },
              },
              offline: { id: "offline", on: { reached: "online" } },
            },
          },
          resetting: {
            initial: "shown",
            states: {
              shown: {
                after: {
                  resetting: [
                    { guard: "resetIdle", target: "#plug.lifecycle.unprovisioned", actions: "resetDone" },
                    { target: "seen" },
                  ],
                },
              },
              seen: { on: { durable: { target: "#plug.lifecycle.unprovisioned", actions: "resetDone" } } },
            },
          },
        },
      },
      contact: {
        initial: "up",
        on: { powerLost: ".up" },
        states: {
          up: {
            on: {
              edge: {
                guard: "edgeDown",
                target: "down",
                actions: ["noteDown", raise({ type: "press" })],
              },
            },
          },
          down: {
            initial: "stable",
            states: {
              stable: {
                on: {
                  edge: {
                    guard: "edgeUp",
                    target: "releasing",
                    actions: ["noteUp", raise({ type: "releasing" })],
                  },
                },
              },
              releasing: {
                on: {
                  edge: {
                    guard: "edgeDown",
                    target: "stable",
                    actions: ["noteDown", raise({ type: "refuted" })],
                  },
                },
                after: {
                  debounce: {
                    target: "#plug.contact.up",
                    actions: ["noteHeld", raise({ type: "release" })],
                  },
                },
              },
            },
          },
        },
      },
      button: {
        initial: "up",
        on: { powerLost: ".up" },
        states: {
          up: {
            on: {
              press: {
                guard: "buttonCounts",
                target: "held",
                actions: ["notePress", "initialPress"],
              },
            },
          },
          held: {
            type: "parallel",
            after: { stuckButton: { actions: "stuck" } },
            states: {
              stage: {
                initial: "pressed",
                states: {
                  pressed: {
                    on: {
                      rung: {
                        target: "mixed",
                        actions: ["rungShown", { type: "longPress", params: { rung: mixed.name } }],
                      },
                      release: [
                        {
                          guard: "wasTap",
                          target: "#plug.button.up",
                          actions: ["shortRelease", raise({ type: "tap" })],
                        },
                        {
                          target: "#plug.button.up",
                          actions: { type: "longRelease", params: { rung: null, cancelled: false } },
                        },
                      ],
                    },
                  },
                  mixed: {
                    on: {
                      rung: {
                        target: "armed",
                        actions: ["rungShown", { type: "longPress", params: { rung: armed.name } }],
                      },
                      release: {
                        target: "#plug.button.up",
                        actions: { type: "longRelease", params: { rung: mixed.name, cancelled: true } },
                      },
                    },
                  },
                  armed: {
                    on: {
                      release: [
                        {
                          guard: "rungWasShown",
                          target: "#plug.button.up",
                          actions: [
                            { type: "longRelease", params: { rung: armed.name, cancelled: false } },
                            raise({ type: "resetConfirmed" }),
                          ],
                        },
                        {
                          target: "#plug.button.up",
                          actions: { type: "longRelease", params: { rung: armed.name, cancelled: true } },
                        },
                      ],
                    },
                  },
                },
              },
              ladder: {
                initial: "toMixed",
                states: {
                  toMixed: {
                    on: { releasing: "mixedWaits" },
                    after: { toMixed: { target: "toArmed", actions: raise({ type: "rung" }) } },
                  },
                  mixedWaits: { on: { refuted: "toMixed" } },
                  toArmed: {
                    on: { releasing: "armedWaits" },
                    after: { toArmed: { target: "top", actions: raise({ type: "rung" }) } },
                  },
                  armedWaits: { on: { refuted: "toArmed" } },
                  top: {},
                },
              },
            },
          },
        },
      },
      relay: {
        initial: "open",
        states: {
          open: {
            on: {
              powered: { actions: "relayOff" },
              tap: { target: "closed", actions: ["relayTapped", "keepRelay", "save"] },
            },
          },
          closed: {
            on: {
              tap: { target: "open", actions: ["relayTapped", "keepRelay", "save"] },
              resetConfirmed: { target: "open", actions: "relayReset" },
              powerLost: { target: "open", actions: "relayOff" },
            },
          },
        },
      },
    },
    id: "plug",
  });
}
