import {
  amazonSmartPlug,
  compile,
  type Effect,
  NEVER,
  pathOf,
  stateOf,
  type Visit,
} from "../../firmware-sim/index.ts";

export const firmware = compile(amazonSmartPlug);

/** What must hold wherever the plug can get to. */
export function check(visit: Visit): void {
  const { plug, stored } = visit.node;
  const is = (region: Parameters<typeof stateOf>[2]) => stateOf(firmware, plug, region);
  const must = (claim: string, holds: boolean) => {
    if (!holds) throw new Error(`${claim}: broken after ${pathOf(visit).join(" > ")}`);
  };
  const matching = firmware.rules.filter((rule) =>
    rule.tests.every((t) => plug.states[t.region] === t.state),
  );
  must("the lamp shows the first rule that matches", firmware.rules[plug.shown] === matching[0]);
  if (is("supply") === "off") {
    must("without power the contact is open", is("relay") === "open");
    must(
      "without power nothing is due",
      plug.deadlines.every((at) => at === NEVER),
    );
    must("without power the lamp is dark", firmware.rules[plug.shown]?.name === "dark");
  }
  const held = !["up", "ignored"].includes(is("button"));
  must("a hold only counts while the plug runs", !held || is("supply") === "running");
  must("a hold does not count during a reset", !held || is("lifecycle") !== "resetting");
  const resetting = is("reset") !== "idle";
  must(
    "a reset shows, unless it is finished while booting",
    !resetting || ["off", "resetting"].includes(is("lifecycle")),
  );
  must("set-up shows only when nothing is kept", is("lifecycle") !== "setup" || plug.nvm.wifi === null);
  must("set-up shows only when no wipe is unfinished", is("lifecycle") !== "setup" || stored?.intent == null);
  must("an intent keeps no credentials", stored?.intent == null || stored.wifi === null);
  must("the relay is open during a reset", is("lifecycle") !== "resetting" || is("relay") === "open");
  const kinds = visit.effects.map((effect: Effect) => effect.kind);
  must("wiping needs a durable intent", !kinds.includes("wipe") || stored?.intent != null);
}
