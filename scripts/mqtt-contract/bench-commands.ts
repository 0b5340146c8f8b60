import {
  AIR_NAMES,
  airWord,
  appAction,
  credentials,
  fingerWord,
  firmwareOffer,
  homeWish,
  mainsWord,
  otherFinger,
  profileId,
  voiceWord,
} from "../../src/mqtt/commands/bench-commands.ts";
import {
  faultPlan,
  faultToClear,
  faultToRaise,
  householdFaultToRaise,
  remedyToTry,
} from "../../src/mqtt/commands/fault-command.ts";
import { loadInSteps, loadWord, steadyLoad } from "../../src/mqtt/commands/load-command.ts";
import { nothing } from "../../src/mqtt/commands/shapes.ts";
import { json, type Topic, taken, text } from "./topic.ts";

const LOAD_STEPS = {
  steps: [
    { watts: 110, for_s: 1200 },
    { watts: 2, for_s: 2400 },
  ],
  repeats: true,
};

/** What the bench takes. */
export const BENCH_COMMANDS: readonly Topic[] = [
  taken(
    "bench/button/set",
    "a finger on the button, or on another one; refused on a board with a real one, unless that was allowed",
    [text(fingerWord, "down", "Up"), json(otherFinger, { button: "mic-off", to: "down" })],
    [
      ["", "bad_value"],
      ["sideways", "bad_value"],
      ['{"button":"mic-off"}', "bad_value"],
      ['{"button":"","to":"down"}', "bad_value"],
      ['{"button":"mic-off","to":"DOWN"}', "bad_value"],
    ],
  ),
  taken(
    "bench/power/set",
    "the mains under the plug",
    [text(mainsWord, "on", "Off", "1", "0", "true", "FALSE")],
    [
      ["toggle", "bad_value"],
      ["2", "bad_value"],
    ],
  ),
  taken(
    "bench/home/set",
    "takes the Wi-Fi or the cloud away or brings it back, or takes the plug off the accounts' lists",
    [
      json(
        homeWish,
        { wifi: "down" },
        { wifi: "down", how: "silent" },
        { cloud: "up" },
        { account: "remove" },
      ),
    ],
    [
      ["", "bad_json"],
      ["wifi", "bad_json"],
      ['{"wifi":"sideways"}', "bad_value"],
      ['{"wifi":"down","cloud":"down"}', "bad_value"],
      ['{"account":"add"}', "bad_value"],
    ],
  ),
  taken(
    "bench/load/set",
    "plugs something into the outlet, in place of what was there",
    [
      text(loadWord, "lamp", "None"),
      json(steadyLoad, { watts: 60 }, { watts: 0 }),
      json(loadInSteps, { steps: [{ watts: 900, for_s: 480 }] }, LOAD_STEPS),
    ],
    [
      ["", "bad_value"],
      ["teapot", "bad_value"],
      ["60", "bad_value"],
      ['{"watts":"60"}', "bad_value"],
      ['{"watts":-1}', "bad_value"],
      ['{"watts":10001}', "bad_value"],
      ['{"watts":1e999}', "bad_value"],
      ['{"steps":[]}', "bad_value"],
      ['{"steps":[{"watts":900,"for_s":0}]}', "bad_value"],
      [JSON.stringify({ steps: Array(17).fill({ watts: 1, for_s: 1 }) }), "bad_value"],
    ],
  ),
  taken(
    "bench/air/set",
    "gives the plug air around it, or too little",
    [text(airWord, ...AIR_NAMES)],
    [
      ["", "bad_value"],
      ["thin", "bad_value"],
    ],
  ),
  taken(
    "bench/firmware/set",
    "lets the maker offer an update",
    [
      json(
        firmwareOffer,
        { offer: "1.1.0" },
        { offer: "1.1.0", required: true },
        { offer: "1.1.0", damage: "bit-flip" },
      ),
    ],
    [
      ["", "bad_json"],
      ["1.1.0", "bad_json"],
      ['{"offer":"latest"}', "bad_value"],
      ['{"offer":"1.1"}', "bad_value"],
      ['{"offer":"1.1.0","damage":"acid"}', "bad_value"],
      ['{"offer":"1.1.0","required":1}', "bad_value"],
    ],
  ),
  taken(
    "bench/app/set",
    "begins a reset in the phone app, by the name that the profile gives it",
    [text(appAction, "remove")],
    [
      ["", "bad_value"],
      ["take it off", "bad_value"],
      ["../remove", "bad_value"],
    ],
  ),
  taken(
    "bench/voice/set",
    "says something to a plug that listens",
    [text(voiceWord, "factory reset", "Yes", "no")],
    [
      ["", "bad_value"],
      ["maybe", "bad_value"],
    ],
  ),
  taken(
    "bench/provision",
    "sets the plug up, as the phone app does; empty: by the home's own credentials",
    [
      text(nothing, ""),
      json(
        credentials,
        { ssid: "bench", password: "secret" },
        { ssid: "bench", password: "secret", account: null },
        { ssid: "bench", password: "secret", account: "home" },
      ),
    ],
    [
      ["bench", "bad_json"],
      ["{}", "bad_value"],
      ['{"ssid":"","password":"secret"}', "bad_value"],
      [JSON.stringify({ ssid: "x".repeat(33), password: "secret" }), "bad_value"],
      [JSON.stringify({ ssid: "bench", password: "x".repeat(65) }), "bad_value"],
    ],
  ),
  taken(
    "bench/profile/set",
    "puts another plug in this one's place, as from the factory",
    [text(profileId, "amazon-smart-plug")],
    [
      ["", "bad_value"],
      ["Amazon Smart Plug", "bad_value"],
      ["../../etc/passwd", "bad_value"],
    ],
  ),
  taken(
    "bench/fault/set",
    "lets something go wrong on the wire or in the household, stops that, or tries a remedy",
    [
      json(
        faultToRaise,
        { kind: "missing-ack" },
        { kind: "late-ack", delay_ms: 3000, chance: 0.5, seed: 7, for_s: 60 },
      ),
      json(householdFaultToRaise, { kind: "overheat", for_s: 60 }, { kind: "weak-signal", seed: 7 }),
      json(faultPlan, { kind: "random", seed: 7, period_ms: 60_000 }),
      json(faultToClear, { clear: "late-ack" }, { clear: "overheat" }, { clear: "random" }, { clear: "all" }),
      json(remedyToTry, { remedy: "reseat" }),
    ],
    [
      ["missing-ack", "bad_json"],
      ['{"kind":"gremlins"}', "bad_value"],
      ['{"kind":"late-ack","chance":1.5}', "bad_value"],
      ['{"kind":"late-ack","delay_ms":0}', "bad_value"],
      ['{"kind":"late-ack","seed":-1}', "bad_value"],
      ['{"kind":"late-ack","clear":"all"}', "bad_value"],
      ['{"kind":"overheat","delay_ms":5}', "bad_value"],
      ['{"kind":"random","period_ms":1}', "bad_value"],
      ['{"remedy":"hammer"}', "bad_value"],
    ],
  ),
];
