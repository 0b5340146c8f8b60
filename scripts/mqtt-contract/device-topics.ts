import * as v from "valibot";
import { TROUBLES } from "../../firmware-sim/index.ts";
import {
  installWord,
  outletOrder,
  outletWord,
  scheduleList,
  startUpWord,
} from "../../src/mqtt/commands/device-commands.ts";
import { noArguments, push } from "../../src/mqtt/commands/shapes.ts";
import { API_VERSION } from "../../src/mqtt/connection/message.ts";
import { METER_LASTS } from "../../src/mqtt/meter/readings.ts";
import { requestFrame } from "../../src/mqtt/rpc/request.ts";
import { rpcAnswer } from "./answers.ts";
import {
  error,
  gestures,
  MEASURED,
  measured,
  NUMBERED,
  networkTrouble,
  numbered,
  onlineOffline,
  onOff,
  SCHEDULES,
  schedules,
  source,
  sourceName,
  startUp,
  time,
  trouble,
  troubles,
  version,
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
  timezone: v.pipe(v.string(), v.description("of the schedules' local time")),
  started: time,
});

const known = { fault: troubles, network_trouble: networkTrouble, ...numbered };
const state = v.union([
  v.strictObject({
    relay: onOff,
    source,
    source_name: v.optional(sourceName),
    changed: v.pipe(time, v.description("when the outlet was switched last")),
    start_up: startUp,
    ...known,
  }),
  v.pipe(v.strictObject(known), v.description("of a make without an outlet")),
]);
const KNOWN = { fault: [], network_trouble: null, ...NUMBERED };

/** Home Assistant's update JSON, which takes no other key. */
const update = v.strictObject({
  installed_version: version,
  latest_version: version,
  title: v.string(),
  in_progress: v.boolean(),
  update_percentage: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
  release_summary: v.pipe(v.string(), v.maxLength(255)),
});
const UPDATE = {
  installed_version: "1.0.0",
  latest_version: "1.1.0",
  title: "Simulated firmware",
  in_progress: true,
  update_percentage: 40,
  release_summary: "The plug can do without it.",
};

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
      profile: "shelly-plug-s",
      model: "plugbench, behaving as: Shelly Plug S",
      firmware: "0.1.0",
      board: "arduino",
      capabilities: ["relay", "start-up", "schedules", "meter", "button", "identify", "fault", "firmware"],
      simulated: ["firmware", "wifi", "router", "cloud", "account", "mains", "load", "meter"],
      timezone: "Europe/Berlin",
      started: NUMBERED.ts,
    }),
  ),
  kept("relay", "the outlet", text(onOff, "on", "off")),
  kept("start-up", "the outlet after power comes back", text(startUp, "off", "on", "previous")),
  kept("schedules", "when the outlet is switched by itself", json(schedules, [], SCHEDULES)),
  {
    ...kept(
      "meter",
      `what flows (simulated), at each change and every ${METER_LASTS / 3} s; only of a make with a meter; with MQTT 5 it expires after ${METER_LASTS} s`,
      json(v.strictObject({ ...measured, ts: time }), { ...MEASURED, ts: NUMBERED.ts }),
    ),
    qos: 0,
  },
  kept(
    "fault",
    "what is wrong, as the plug itself knows it: the most urgent",
    text(v.picklist(["none", ...TROUBLES]), "none", "overheat"),
  ),
  kept(
    "firmware",
    "the plug's simulated firmware and what is on offer, as Home Assistant takes it; how far a download is, once a second",
    json(update, UPDATE, {
      ...UPDATE,
      latest_version: "1.0.0",
      in_progress: false,
      update_percentage: null,
      release_summary: "",
    }),
  ),
  kept(
    "state",
    "the outlet, what switched it last, and what is wrong as the plug knows it",
    json(
      state,
      { relay: "on", source: "button", changed: NUMBERED.ts, start_up: "previous", ...KNOWN },
      {
        relay: "off",
        source: "protection",
        changed: NUMBERED.ts,
        start_up: "off",
        ...KNOWN,
        fault: ["overheat"],
      },
      { ...KNOWN, fault: ["network"], network_trouble: "cloud_down" },
    ),
  ),
  told(
    "event/button",
    "what a press of the Action button was: `press` a tap, `hold` each step reached, `release` the end of a hold, `cancel` one that undid it",
    json(
      v.union(gestures),
      { event_type: "press", duration_ms: 120, ...NUMBERED },
      { event_type: "hold", rung: "mixed", ...NUMBERED },
      { event_type: "cancel", duration_ms: 4000, rung: "mixed", ...NUMBERED },
    ),
  ),
  told(
    "event/alarm",
    "that something is wrong, when the plug finds out; `cleared` that it is over",
    json(
      v.union([
        v.strictObject({ event_type: trouble, ...numbered }),
        v.strictObject({ event_type: v.literal("cleared"), fault: trouble, ...numbered }),
      ]),
      { event_type: "overheat", ...NUMBERED },
      { event_type: "cleared", fault: "overheat", ...NUMBERED },
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
  taken(
    "schedules/set",
    "takes the place of all schedules; one that was there already stays as it is",
    [json(scheduleList, [], [{ at: "07:00", to: "on" }], [{ in_s: 1800, to: "off" }], SCHEDULES)],
    [
      ["", "bad_json"],
      ["07:00 on", "bad_json"],
      ['{"at":"07:00","to":"on"}', "bad_value"],
      ['[{"at":"07:00"}]', "bad_value"],
      ['[{"at":"07:00","to":"maybe"}]', "bad_value"],
      ['[{"at":7,"to":"on"}]', "bad_value"],
      ['[{"at":"07:00","to":"on","days":[]}]', "bad_value"],
      ['[{"in_s":0,"to":"on"}]', "bad_value"],
      ['[{"at":"07:00","to":"on","id":"Morning"}]', "bad_value"],
      ['[{"at":"07:00","to":"on","since":"2026-01-01T00:00:00.000Z"}]', "bad_value"],
      [JSON.stringify(Array(21).fill({ at: "07:00", to: "on" })), "bad_value"],
    ],
  ),
  taken(
    "firmware/set",
    "installs what is on offer",
    [text(installWord, "install", "INSTALL")],
    [
      ["", "bad_value"],
      ["1.1.0", "bad_value"],
      ['{"version":"1.1.0"}', "bad_value"],
    ],
  ),
  taken("cmd/identify", "lets the lamp blink, to be found", pushes, noPushes),
  taken(
    "cmd/restart",
    "starts the plug's firmware anew; it goes offline and comes back, and that is the answer",
    pushes,
    noPushes,
  ),
  taken("cmd/reset-energy", "counts energy from 0 again; only of a make with a meter", pushes, noPushes),
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
