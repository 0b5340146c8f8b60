import * as v from "valibot";
import { outletOrder, outletWord, startUpWord } from "../../src/mqtt/commands/device-commands.ts";
import { noArguments, push } from "../../src/mqtt/commands/shapes.ts";
import { API_VERSION } from "../../src/mqtt/connection/message.ts";
import { requestFrame } from "../../src/mqtt/rpc/request.ts";
import { rpcAnswer } from "./answers.ts";
import {
  error,
  gestures,
  NUMBERED,
  numbered,
  onlineOffline,
  onOff,
  source,
  sourceName,
  startUp,
  time,
} from "./parts.ts";
import { json, kept, type Shape, type Topic, taken, text, told } from "./topic.ts";

const info = v.strictObject({
  api: v.pipe(v.literal(API_VERSION), v.description("version of these topics")),
  profile: v.string(),
  model: v.string(),
  firmware: v.pipe(v.string(), v.description("version of plugbench")),
  board: v.string(),
  capabilities: v.array(v.string()),
  simulated: v.pipe(v.array(v.string()), v.description("what is not real")),
  started: time,
});

const state = v.strictObject({
  relay: onOff,
  source,
  source_name: v.optional(sourceName),
  changed: v.pipe(time, v.description("when the outlet was switched last")),
  start_up: startUp,
  ...numbered,
});

/** `error` of either plane. */
export const errorShape: Shape = json(
  v.strictObject({
    ...error,
    topic: v.pipe(v.string(), v.description("of the command")),
    ts: time,
  }),
  {
    code: "bad_value",
    message: "expected off, on or previous",
    topic: "plugbench/plug-1a2b3c/start-up/set",
    ts: NUMBERED.ts,
  },
);

const pushes = [text(push, "", "PRESS"), json(noArguments, {})];
const noPushes: Topic["refused"] = [
  ["now", "bad_value"],
  ['{"loud":true}', "bad_value"],
  ["[]", "bad_value"],
  ["{", "bad_json"],
];

/** The plug as its ecosystem sees it. */
export const DEVICE_TOPICS: readonly Topic[] = [
  kept(
    "availability",
    "whether the plug is on its network; `offline` is also its last will",
    text(onlineOffline, "online", "offline"),
  ),
  kept(
    "info",
    "who the plug is, what it can do, and what of it is simulated",
    json(info, {
      api: API_VERSION,
      profile: "amazon-smart-plug",
      model: "plugbench, behaving as: Amazon Smart Plug",
      firmware: "0.1.0",
      board: "arduino",
      capabilities: ["relay", "start-up", "button", "identify"],
      simulated: ["firmware", "wifi", "router", "cloud", "account", "mains"],
      started: NUMBERED.ts,
    }),
  ),
  kept("relay", "the outlet", text(onOff, "on", "off")),
  kept("start-up", "the outlet after power comes back", text(startUp, "off", "on", "previous")),
  kept(
    "state",
    "the outlet, and what switched it last",
    json(
      state,
      { relay: "on", source: "button", changed: NUMBERED.ts, start_up: "previous", ...NUMBERED },
      {
        relay: "on",
        source: "mqtt",
        source_name: "night-lamp",
        changed: NUMBERED.ts,
        start_up: "off",
        ...NUMBERED,
      },
    ),
  ),
  told(
    "event/button",
    "what a press was: `press` a tap, `hold` each step reached, `release` the end of a hold, `cancel` one that undid it",
    json(
      v.union(gestures),
      { event_type: "press", duration_ms: 120, ...NUMBERED },
      { event_type: "hold", rung: "mixed", ...NUMBERED },
      { event_type: "cancel", duration_ms: 4000, rung: "mixed", ...NUMBERED },
    ),
  ),
  told("error", "a command that was refused, and why", errorShape),
  taken(
    "relay/set",
    "switches the outlet; with `for_s` it switches back",
    [
      text(outletWord, "on", "OFF", "toggle", "1", "0", "true", "False"),
      json(outletOrder, { state: "on" }, { state: true, for_s: 30, source: "night-lamp" }, { state: 0 }),
    ],
    [
      ["", "bad_value"],
      ["maybe", "bad_value"],
      ['"on"', "bad_value"],
      ['{"state":"on"', "bad_json"],
      ['{"state":"on","for_s":0}', "bad_value"],
      ['{"state":"on","for_s":86401}', "bad_value"],
      ['{"state":2}', "bad_value"],
      ['{"state":"on","speed":3}', "bad_value"],
      ['{"state":[[[[]]]]}', "bad_json"],
    ],
  ),
  taken(
    "start-up/set",
    "chooses the outlet after power comes back",
    [text(startUpWord, "off", "on", "Previous")],
    [
      ["", "bad_value"],
      ["sometimes", "bad_value"],
      ['{"state":"on"}', "bad_value"],
    ],
  ),
  taken("cmd/identify", "lets the lamp blink, to be found", pushes, noPushes),
  taken(
    "cmd/restart",
    "starts the plug's firmware anew; it goes offline and comes back, and that is the answer",
    pushes,
    noPushes,
  ),
  {
    ...taken(
      "rpc",
      "calls one of the plug's methods; the answer comes on the response topic, else on `<src>/rpc`",
      [
        json(
          requestFrame,
          { id: 1, src: "me", method: "Switch.Set", params: { id: 0, on: true } },
          { id: "a", src: "me", method: "Shelly.ListMethods" },
        ),
      ],
      [
        ["", "bad_json"],
        ["Switch.Toggle", "bad_json"],
        ['{"id":1,"src":"me"}', "bad_value"],
        ['{"id":1,"src":"me","method":"Switch.Toggle","loud":true}', "bad_value"],
        ['{"id":1,"src":"me","result":{}}', "bad_value"],
      ],
    ),
    answer: rpcAnswer,
  },
];
