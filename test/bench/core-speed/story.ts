import {
  advance,
  type Effect,
  type Firmware,
  instant,
  nextDeadline,
  type PlugInput,
  powerOn,
  step,
} from "../../../firmware-sim/index.ts";

export interface Told {
  /** ms since the hour began. */
  readonly at: number;
  readonly input: PlugInput;
}

/** How long one telling of the story lasts, ms. */
export const HOUR = 3_600_000;

const WIFI = { ssid: "bench", key: "aa11" };
const RESET_AT = 2_400_000;
const PRESSES = 55;

/**
 * One hour of a plug: boot, set-up, 55 presses (every fifth one bounces), a factory reset at 40 min, set-up
 * again, and a power cut. What store, home and broker answer is found by running the core once, and is then
 * part of the story, the same for every rival.
 */
export function tellHour(firmware: Firmware): readonly Told[] {
  const waiting = [...fingersAndPhone()];
  const told: Told[] = [];
  const answer = (at: number, ...inputs: PlugInput[]) => {
    for (const input of inputs) waiting.push({ at, input });
    waiting.sort((a, b) => a.at - b.at);
  };
  let now = 0;
  const hear = (effect: Effect) => {
    if (effect.kind === "save") answer(now + 3, { kind: "saved", ticket: effect.ticket });
    if (effect.kind === "wipe") answer(now + 3, { kind: "wiped", ticket: effect.ticket });
    if (effect.kind === "join")
      answer(now + 3000, { kind: "linkUp" }, { kind: "cloudUp" }, { kind: "joined" });
    if (effect.kind === "notice" && effect.notice === "setupDone")
      answer(now + 50, { kind: "announced", topics: ["availability", "relay"] });
    if (effect.kind === "goodbye") answer(now + 40, { kind: "goodbyeDone", cleared: true });
    if (effect.kind === "deregister") answer(now + 200, { kind: "deregistered" });
    if (effect.kind === "leave") answer(now, { kind: "linkDown" });
  };
  const plug = powerOn(firmware, { nvm: null, buttonDown: false }, instant(0), hear);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const due = nextDeadline(plug);
    if (due !== null && due <= next.at) {
      waiting.unshift(next);
      now = due;
      advance(firmware, plug, due, hear);
      continue;
    }
    now = next.at;
    told.push(next);
    step(firmware, plug, next.input, instant(now), hear);
  }
  return told;
}

function* fingersAndPhone(): Iterable<Told> {
  const provision: PlugInput = { kind: "provision", ...WIFI, account: "home" };
  const down = (at: number): Told => ({ at, input: { kind: "edge", down: true } });
  const up = (at: number): Told => ({ at, input: { kind: "edge", down: false } });
  yield { at: 28_000, input: provision };
  for (let i = 0; i < PRESSES; i++) {
    const at = 60_000 + i * 42_000;
    yield down(at);
    yield up(at + 120);
    if (i % 5 !== 0) continue;
    yield down(at + 123);
    yield up(at + 126);
  }
  yield down(RESET_AT);
  yield up(RESET_AT + 12_500);
  yield { at: RESET_AT + 30_000, input: provision };
  yield { at: HOUR - 1000, input: { kind: "powerLost" } };
}
