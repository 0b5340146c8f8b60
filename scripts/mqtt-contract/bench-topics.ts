import * as v from "valibot";
import { COLORS, type ColorName, type NvmHealth } from "../../firmware-sim/index.ts";
import {
  credentials,
  fingerWord,
  homeWish,
  mainsWord,
  profileId,
} from "../../src/mqtt/commands/bench-commands.ts";
import { faultToClear, faultToRaise } from "../../src/mqtt/commands/fault-command.ts";
import { nothing } from "../../src/mqtt/commands/shapes.ts";
import { benchEvent } from "./bench-events.ts";
import { errorShape } from "./device-topics.ts";
import {
  faults,
  HOME,
  home,
  lamp,
  lifecycle,
  NUMBERED,
  network,
  numbered,
  onlineOffline,
  onOff,
  rung,
  source,
  span,
  startUp,
  time,
  upDown,
} from "./parts.ts";
import { json, kept, type Topic, taken, text, told } from "./topic.ts";

const HEALTH: readonly NvmHealth[] = ["ok", "recovered", "lost", "failing"];

const ledStep = v.strictObject({
  color: v.picklist(Object.keys(COLORS) as ColorName[]),
  for_ms: v.optional(v.pipe(span, v.description("absent: it lasts"))),
});
const led = v.strictObject({
  ...lamp,
  steps: v.array(ledStep),
  times: v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), v.literal("forever")]),
  since: time,
});

const state = v.strictObject({
  lifecycle,
  board: onlineOffline,
  power: onOff,
  button: upDown,
  hold: v.pipe(
    v.nullable(v.strictObject({ rung, since: time })),
    v.description("a press that counts, while it lasts"),
  ),
  led: v.strictObject({ ...lamp, since: time }),
  relay: v.strictObject({ outlet: onOff, source, changed: time }),
  start_up: startUp,
  network,
  provisioned: v.boolean(),
  account: v.nullable(v.string()),
  nvm: v.pipe(v.picklist(HEALTH), v.description("of the plug's memory")),
  profile: profileId,
  faults,
  home,
  ...numbered,
});

/** The fingers and eyes of whoever stands at the bench. */
export const BENCH_TOPICS: readonly Topic[] = [
  kept(
    "bench/availability",
    "whether the bench is connected, whatever the plug does",
    text(onlineOffline, "online", "offline"),
  ),
  kept("bench/board", "the link to the board", text(onlineOffline, "online", "offline")),
  kept("bench/power", "the mains under the plug", text(onOff, "on", "off")),
  kept("bench/button", "the button as it is", text(upDown, "up", "down")),
  kept("bench/lifecycle", "what the plug is at", text(lifecycle, "setup", "online")),
  kept("bench/profile", "the make of plug that it behaves as", text(profileId, "amazon-smart-plug")),
  kept(
    "bench/led",
    "the pattern that the lamp shows: a message a pattern, not a flash",
    json(led, {
      name: "setup",
      words: "blinking blue",
      steps: [
        { color: "blue", for_ms: 500 },
        { color: "off", for_ms: 500 },
      ],
      times: "forever",
      since: NUMBERED.ts,
    }),
  ),
  kept("bench/home", "the simulated home around the plug", json(home, HOME)),
  kept(
    "bench/faults",
    "what goes wrong on purpose on the plug's wire",
    json(v.strictObject({ active: faults }), { active: ["late-ack"] }),
  ),
  kept(
    "bench/state",
    "everything at once",
    json(state, {
      lifecycle: "online",
      board: "online",
      power: "on",
      button: "up",
      hold: null,
      led: { name: "on", words: "solid blue", since: NUMBERED.ts },
      relay: { outlet: "on", source: "button", changed: NUMBERED.ts },
      start_up: "previous",
      network: "cloud",
      provisioned: true,
      account: "home",
      nvm: "ok",
      profile: "amazon-smart-plug",
      faults: [],
      home: HOME,
      ...NUMBERED,
    }),
  ),
  told(
    "bench/event",
    "what is worth a person's look: gestures, resets, set-up, inputs that were ignored and why",
    json(
      benchEvent,
      { event_type: "touch", ...NUMBERED },
      { event_type: "reset_begun", reset: "factory", link_up: true, removal: true, ...NUMBERED },
      {
        event_type: "ignored",
        input: "relay_set",
        code: "busy",
        reason: "a reset is going on",
        ...NUMBERED,
      },
    ),
  ),
  told("bench/error", "a command of the bench that was refused, and why", errorShape),
  taken(
    "bench/button/set",
    "a finger on the button; refused on a board with a real one, unless that was allowed",
    [text(fingerWord, "down", "Up")],
    [
      ["", "bad_value"],
      ["sideways", "bad_value"],
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
    "makes the plug misbehave on the wire, or stops that",
    [
      json(
        faultToRaise,
        { kind: "missing-ack" },
        { kind: "late-ack", delay_ms: 3000, chance: 0.5, seed: 7, for_s: 60 },
      ),
      json(faultToClear, { clear: "late-ack" }, { clear: "all" }),
    ],
    [
      ["missing-ack", "bad_json"],
      ['{"kind":"gremlins"}', "bad_value"],
      ['{"kind":"late-ack","chance":1.5}', "bad_value"],
      ['{"kind":"late-ack","delay_ms":0}', "bad_value"],
      ['{"kind":"late-ack","seed":-1}', "bad_value"],
      ['{"kind":"late-ack","clear":"all"}', "bad_value"],
    ],
  ),
];
