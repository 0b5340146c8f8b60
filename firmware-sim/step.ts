import type { Firmware } from "./chart/compile.ts";
import { Context } from "./chart/context.ts";
import { dispatch, earliest, fireUntil } from "./chart/interpreter.ts";
import { EVENT, REGION, REGION_NAMES, type Region, TIMERS } from "./chart/row.ts";
import type { Sink } from "./effects.ts";
import { ruleOf } from "./indicator/shown.ts";
import { contactAt } from "./input/contact.ts";
import type { PlugInput } from "./input/inputs.ts";
import { factoryRecord, type NvmHealth, type NvmRecord } from "./nvm/record.ts";
import type { Plug } from "./plug.ts";
import { refusalOf } from "./refusal.ts";
import { type Instant, instant, NEVER } from "./time.ts";
import type { TraceSink } from "./trace.ts";

export interface PowerOn {
  /** What the store holds; null for a plug fresh from the factory. */
  readonly nvm: NvmRecord | null;
  readonly health?: NvmHealth;
  /** The button's level as mains comes: a button held down is ignored until it is let go. */
  readonly buttonDown: boolean;
  /** The profile's other buttons that are down then. */
  readonly othersDown?: readonly string[];
  /** The plug restarted of itself: a button that is down then is not held while power comes. */
  readonly restarted?: boolean;
  /** Whether it is hot inside, above the trip: see input `hot`. */
  readonly hot?: boolean;
}

/** Mains comes: the plug boots at `at`. The returned plug belongs to the caller, who passes it to step(). */
export function powerOn(
  firmware: Firmware,
  power: PowerOn,
  at: Instant,
  sink: Sink,
  trace?: TraceSink,
): Plug {
  const { combination } = firmware.profile;
  const plug: Plug = {
    now: at,
    states: REGION_NAMES.map(() => 0),
    deadlines: TIMERS.map(() => NEVER),
    dueAt: NEVER,
    nvm: power.nvm ?? factoryRecord(firmware.profile.startUpOnOff.value),
    loaded: power.health ?? "ok",
    contact: contactAt(power.buttonDown, at),
    pressedAt: at,
    nextRung: 0,
    rungShownAt: at,
    combo: { pressedAt: at, nextRung: 0, rungShownAt: at, heldFor: 0 },
    othersDown: combination?.buttons.filter((name) => power.othersDown?.includes(name)) ?? [],
    othersSince: at,
    restarted: power.restarted ?? false,
    resetKind: "",
    resetWaits: false,
    heldFor: 0,
    topics: [],
    ticket: 0,
    awaited: 0,
    failures: 0,
    farewells: 0,
    removal: false,
    removed: false,
    cleared: false,
    joiningAs: null,
    networkTrouble: null,
    meter: { since: at, watts: 0, wh: power.nvm?.energy ?? 0 },
    dips: 0,
    offered: null,
    progress: 0,
    taps: 0,
    shown: 0,
    shownAt: at,
  };
  if (power.buttonDown) plug.states[REGION.button] = firmware.states.button.indexOf("ignored");
  if (power.hot) plug.states[REGION.health] = firmware.states.health.indexOf("overheated");
  trace?.({ at, kind: "powerOn", power });
  const c = new Context(firmware, plug, sink, trace);
  dispatch(c, EVENT.powered);
  derive(c);
  return plug;
}

/**
 * Lets one input happen at `at`, after everything that was due until then. Changes the plug in place and
 * writes to the sink. An instant before `plug.now` counts as now.
 */
export function step(
  firmware: Firmware,
  plug: Plug,
  input: PlugInput,
  at: Instant,
  sink: Sink,
  trace?: TraceSink,
): void {
  const c = new Context(firmware, plug, sink, trace);
  run(c, at);
  trace?.({ at: plug.now, kind: "input", input });
  c.input = input;
  const powered = plug.states[REGION.supply] !== 0;
  if (!powered || !dispatch(c, EVENT[input.kind]))
    c.emit({ kind: "ignored", input: input.kind, ...refusalOf(c, input) });
  derive(c);
  run(c, plug.now);
}

/** Lets time pass until `to`: fires every deadline up to and including it, in order. */
export function advance(firmware: Firmware, plug: Plug, to: Instant, sink: Sink, trace?: TraceSink): void {
  run(new Context(firmware, plug, sink, trace), to);
}

/** When something will next happen by itself; null when nothing will. */
export function nextDeadline(plug: Plug): Instant | null {
  return plug.dueAt === NEVER ? null : plug.dueAt;
}

/** The name of a region's state. */
export function stateOf(firmware: Firmware, plug: Plug, region: Region): string {
  return firmware.states[region][plug.states[REGION[region]]!]!;
}

function run(c: Context, to: Instant): void {
  fireUntil(c, to, derive);
  if (to > c.plug.now) c.plug.now = instant(to);
}

/** Brings up to date what only depends on the rest: when something is due, and which pattern the lamp shows. */
function derive(c: Context): void {
  const { plug, firmware } = c;
  plug.dueAt = earliest(plug.deadlines);
  if (!c.moved) return;
  c.moved = false;
  const rule = ruleOf(firmware, plug.states);
  if (rule === plug.shown) return;
  plug.shown = rule;
  plug.shownAt = plug.now;
  c.trace?.({ at: plug.now, kind: "lamp", pattern: firmware.rules[rule]!.name });
}
