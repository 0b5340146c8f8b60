import {
  type Effect,
  type Firmware,
  NEVER,
  type NvmRecord,
  pathOf,
  type Reset,
  type Rung,
  stateOf,
  type Visit,
} from "../../firmware-sim/index.ts";

/** What must hold wherever a plug of this make can get to; the returned check throws, with the path, where it does not. */
export function promisesOf(firmware: Firmware): (visit: Visit) => void {
  const { profile, rules } = firmware;

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
    for (const effect of visit.effects) {
      must("wiping needs a durable intent", effect.kind !== "wipe" || intent != null);
      if (begins(effect)) {
        const rung = profile.rungs[plug.nextRung - 1];
        must("a reset is begun by its own rung's condition", rung !== undefined && isDue(rung, visit));
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

const begins = (effect: Effect) => effect.kind === "notice" && effect.notice === "resetBegun";

const isGone = ({ wifi, account, startUp }: NvmRecord, { erases }: Reset, factory: string) =>
  (wifi === null || !erases.includes("wifi")) &&
  (account === null || !erases.includes("account")) &&
  (startUp === factory || !erases.includes("startUp"));

/** Whether the button has just done what this rung's reset waits for. */
function isDue({ at, guard, reset }: Rung, { node: { plug } }: Visit): boolean {
  if (reset?.when === "reached") return plug.contact.down && plug.now - plug.pressedAt >= at;
  const seen = plug.pressedAt + plug.heldFor - plug.rungShownAt >= (guard?.for ?? 0);
  return plug.heldFor >= at && seen && plug.contact.down === (reset?.when === "confirmed");
}
