import * as v from "valibot";
import { COLORS, type ColorName, type NvmHealth, REGIONS } from "../../firmware-sim/index.ts";
import { profileId } from "../../src/mqtt/commands/bench-commands.ts";
import { BENCH_COMMANDS } from "./bench-commands.ts";
import { benchEvent } from "./bench-events.ts";
import { errorShape } from "./device-topics.ts";
import {
  buttons,
  faults,
  HOME,
  home,
  LOAD,
  lamp,
  lifecycle,
  load,
  MEASURED,
  measured,
  NUMBERED,
  network,
  networkTrouble,
  numbered,
  onlineOffline,
  onOff,
  rung,
  SCHEDULES,
  schedules,
  source,
  span,
  startUp,
  time,
  troubles,
  upDown,
  version,
} from "./parts.ts";
import { json, kept, type Topic, text, told } from "./topic.ts";

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

const plan = v.nullable(
  v.strictObject({ seed: v.pipe(v.number(), v.integer()), period_ms: v.pipe(span, v.minValue(1)) }),
);

const outletRelay = v.strictObject({ outlet: onOff, source, changed: time });

const state = v.strictObject({
  lifecycle,
  board: onlineOffline,
  power: onOff,
  button: upDown,
  other_buttons: v.pipe(v.array(v.string()), v.description("of the make's others, those that are down")),
  hold: v.pipe(
    v.nullable(v.strictObject({ rung, since: time, buttons })),
    v.description("a press that counts, while it lasts"),
  ),
  led: v.strictObject({ ...lamp, since: time }),
  relay: v.pipe(v.nullable(outletRelay), v.description("null, as what follows: this make has no outlet")),
  start_up: v.nullable(startUp),
  schedules: v.nullable(schedules),
  load: v.nullable(load),
  celsius: v.pipe(v.nullable(v.number()), v.description("°C inside the plug, at `ts`")),
  meter: v.pipe(
    v.nullable(v.strictObject(measured)),
    v.description("at `ts`; null: this make measures nothing"),
  ),
  firmware: v.strictObject({
    version,
    update: v.picklist(REGIONS.update),
    offered: v.nullable(v.strictObject({ version, required: v.boolean() })),
  }),
  network,
  provisioned: v.boolean(),
  account: v.nullable(v.string()),
  nvm: v.pipe(v.picklist(HEALTH), v.description("of the plug's memory")),
  profile: profileId,
  trouble: troubles,
  network_trouble: networkTrouble,
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
    "what is wrong on the plug's wire and in the household, and the plan by which more of it comes",
    json(
      v.strictObject({ active: faults, plan }),
      { active: ["late-ack", "overheat"], plan: null },
      { active: [], plan: { seed: 7, period_ms: 300_000 } },
    ),
  ),
  kept(
    "bench/load",
    "what is plugged into the outlet, and what flows; only of a make with an outlet",
    json(load, LOAD),
  ),
  kept(
    "bench/state",
    "everything at once",
    json(state, {
      lifecycle: "online",
      board: "online",
      power: "on",
      button: "up",
      other_buttons: [],
      hold: null,
      led: { name: "on", words: "solid blue", since: NUMBERED.ts },
      relay: { outlet: "on", source: "button", changed: NUMBERED.ts },
      start_up: "previous",
      schedules: SCHEDULES,
      load: LOAD,
      celsius: 33.4,
      meter: MEASURED,
      firmware: { version: "1.0.0", update: "available", offered: { version: "1.1.0", required: false } },
      network: "cloud",
      provisioned: true,
      account: "home",
      nvm: "ok",
      profile: "generic-red-blink",
      trouble: [],
      network_trouble: null,
      faults: [],
      home: HOME,
      ...NUMBERED,
    }),
  ),
  told(
    "bench/event",
    "what is worth a person's look: gestures (of other buttons too), resets, set-up, inputs that were ignored and why",
    json(
      benchEvent,
      { event_type: "touch", ...NUMBERED },
      { event_type: "hold", rung: "orange", buttons: ["mic-off", "volume-down"], ...NUMBERED },
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
  ...BENCH_COMMANDS,
];
