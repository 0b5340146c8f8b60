import { describe, expect, it } from "vitest";
import {
  amazonSmartPlug,
  compile,
  type Effect,
  factoryRecord,
  NEVER,
  type PlugInput,
  pathOf,
  stateOf,
  type Visit,
  walk,
} from "../../firmware-sim/index.ts";

const firmware = compile(amazonSmartPlug);
const provisioned = { ...factoryRecord("previous"), wifi: { ssid: "w", key: "k" }, account: "a" };

/** Three spaces that together fire every row, each walked to its end. */
const SPACES: readonly {
  name: string;
  nvm: typeof provisioned | null;
  kinds: readonly PlugInput["kind"][];
}[] = [
  {
    name: "set-up and network",
    nvm: null,
    kinds: ["powerLost", "provision", "linkUp", "linkDown", "cloudUp", "cloudDown", "joined", "joinFailed"],
  },
  {
    name: "resets of a provisioned plug",
    nvm: provisioned,
    kinds: [
      "edge",
      "powerLost",
      "linkUp",
      "linkDown",
      "cloudUp",
      "deregistered",
      "announced",
      "goodbyeDone",
      "goodbyePaid",
    ],
  },
  {
    name: "button, outlet and lamp",
    nvm: null,
    kinds: ["edge", "powerLost", "buttonLost", "relaySet", "startUpSet", "identify"],
  },
];

/** What must hold wherever the plug can get to. */
function check(visit: Visit): void {
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

describe("the state chart, walked to its end", () => {
  const fired = firmware.chart.rows.map(() => 0);

  it.each(SPACES)(
    "keeps its promises in every reachable state: $name",
    { timeout: 120_000 },
    ({ nvm, kinds }) => {
      const result = walk(firmware, check, { nvm, kinds, limit: 500_000 });
      expect(result.complete).toBe(true);
      result.fired.forEach((times, row) => {
        fired[row]! += times;
      });
    },
  );

  it("has no row that never fires", () => {
    const unfired = firmware.chart.rows.filter((_, row) => fired[row] === 0);
    expect(unfired).toEqual([]);
  });
});
