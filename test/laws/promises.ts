import {
  type Effect,
  type Firmware,
  isSoft,
  NEVER,
  type NvmRecord,
  pathOf,
  type Reset,
  stateOf,
  type Visit,
} from "../../firmware-sim/index.ts";
import { mayBegin, mayWait } from "./beginnings.ts";

/** What must hold wherever a plug of this make can get to; the returned check throws, with the path, where it does not. */
export function promisesOf(firmware: Firmware): (visit: Visit) => void {
  const { profile, rules } = firmware;
  const soft = Object.keys(profile.resets).filter((name) => isSoft(profile.resets[name]!));
  const mayRestart = (visit: Visit) => soft.some((name) => mayBegin(firmware, name, visit));

  return (visit) => {
    const { plug, stored } = visit.node;
    const is = (region: Parameters<typeof stateOf>[2]) => stateOf(firmware, plug, region);
    const must = (claim: string, holds: boolean) => {
      if (!holds) throw new Error(`${profile.id}: ${claim}: broken after ${pathOf(visit).join(" > ")}`);
    };
    const first = firstMatch(rules, plug.states);
    must("the lamp shows the first rule that matches", rules[plug.shown] === first);
    if (is("supply") === "off") {
      must("without power the contact is open", is("relay") === "open");
      must(
        "without power nothing is due",
        plug.deadlines.every((at) => at === NEVER),
      );
      must("without power the lamp is dark", isDark(first));
    }
    const climbs = !["up", "ignored"].includes(is("combination"));
    must("no buttons held together count during a reset", !climbs || is("lifecycle") !== "resetting");
    must(
      "a question by voice is put only by a plug that is reached",
      is("voice") === "idle" || is("network") === "cloud",
    );
    const held = !["up", "ignored"].includes(is("button"));
    must("a hold only counts while the plug runs", !held || is("supply") === "running");
    must("a hold does not count during a reset", !held || is("lifecycle") !== "resetting");
    const resetting = is("reset") !== "idle";
    must(
      "a reset shows, unless it is finished while booting",
      !resetting || ["off", "resetting"].includes(is("lifecycle")),
    );
    must("set-up shows only without Wi-Fi", is("lifecycle") !== "setup" || plug.nvm.wifi === null);
    must(
      "set-up shows only when no wipe is unfinished",
      is("lifecycle") !== "setup" || stored?.intent == null,
    );
    const intent = stored?.intent;
    must(
      "what an intent is to erase is no longer kept",
      intent == null || isGone(stored!, profile.resets[intent.kind]!, profile.startUpOnOff.value),
    );
    must("the relay is open during a reset", is("lifecycle") !== "resetting" || is("relay") === "open");
    must("the relay is open while a trip holds", is("health") === "ok" || is("relay") === "open");
    const before = visit.from?.node.stored?.firmware;
    const kept = stored?.firmware;
    must(
      "only firmware that was to be tried is confirmed",
      before === undefined || [before.version, before.trying?.version].includes(kept?.version),
    );
    must(
      "no reset is kept together with an update to be tried",
      intent == null || kept?.trying?.booted !== false,
    );
    must(
      "a reset waits for the end of a boot only when it was asked for",
      !plug.resetWaits || mayWait(firmware, visit),
    );
    for (const effect of visit.effects) {
      const closes = effect.kind === "relay" && effect.closed;
      must("the relay does not close while a trip holds", !closes || is("health") === "ok");
      must("the slot that runs is never written", effect.kind !== "stage" || effect.slot !== kept?.slot);
      must(
        "what restarts by itself has a soft reset to do, or firmware to try that is durable",
        effect.kind !== "restart" || kept?.trying?.booted === false || mayRestart(visit),
      );
      must("wiping needs a durable intent", effect.kind !== "wipe" || intent != null);
      if (begins(effect)) {
        must("a reset is begun by what it asks for", mayBegin(firmware, effect.reset, visit));
      }
    }
  };
}

/** In plain loops: a walk asks a million times. */
function firstMatch(
  rules: Firmware["rules"],
  states: readonly number[],
): Firmware["rules"][number] | undefined {
  next: for (const rule of rules) {
    for (const { region, state } of rule.tests) if (states[region] !== state) continue next;
    return rule;
  }
  return undefined;
}

const isDark = (rule: Firmware["rules"][number] | undefined) =>
  rule?.pattern.kind === "steady" && rule.pattern.color === "off";

const begins = (effect: Effect): effect is Extract<Effect, { readonly reset: string }> =>
  effect.kind === "notice" && effect.notice === "resetBegun";

const isGone = (
  { wifi, account, startUp, schedules, energy }: NvmRecord,
  { erases }: Reset,
  factory: string,
) =>
  (wifi === null || !erases.includes("wifi")) &&
  (account === null || !erases.includes("account")) &&
  (startUp === factory || !erases.includes("startUp")) &&
  (schedules.length === 0 || !erases.includes("schedules")) &&
  (energy === 0 || !erases.includes("energy"));
